using System.Runtime.InteropServices;
using Harness.Gl.Egl;
using Harness.Lab.Frames;
using Harness.Lab.Grounds;
using Harness.Lab.Latency;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Tests.Gl;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Lab;

/// <summary>Every road of OpenGL, on the machine's own: what was moved arrives, and what was not is noticed.</summary>
internal sealed unsafe class GlRoadTests
{
    private static readonly Sampler Short = new() { Turns = 3, TurnsAtMost = 3, WarmUps = 2, AtLeast = TimeSpan.Zero };

    private static IEnumerable<TransferTask> Tasks => LabTask.All([4 << 10, 1 << 20]).Select(task => task.Transfer).OfType<TransferTask>().Where(transfer => transfer.Road.IsGl());

    private static GlGround Ground => new(() => NativeGl.Context());

    [TestCaseSource(nameof(Tasks))]
    public void What_is_moved_arrives(TransferTask task)
    {
        using var bench = new GlTransferBench(Ground, task);
        var sample = Short.Take(bench);
        Assert.That(sample.Seconds, Has.Count.EqualTo(3).And.All.Positive);
        Assert.That(sample.Bytes, Is.EqualTo(task.Together * task.Bytes));
    }

    [TestCase(Road.GlSubData, TransferDirection.ToHost, PayloadShape.Buffer, "glBufferSubData")]
    [TestCase(Road.GlSubData, TransferDirection.FromHost, PayloadShape.Buffer, "glGetBufferSubData")]
    [TestCase(Road.GlMap, TransferDirection.ToHost, PayloadShape.Buffer, "glMapBufferRange")]
    [TestCase(Road.GlMap, TransferDirection.FromHost, PayloadShape.Buffer, "glMapBufferRange")]
    [TestCase(Road.GlTexSubImage, TransferDirection.ToHost, PayloadShape.Texture, "glTexSubImage2D")]
    [TestCase(Road.GlReadPixels, TransferDirection.FromHost, PayloadShape.Texture, "glReadPixels")]
    public void A_driver_that_loses_one_payload_is_found_out(Road road, TransferDirection direction, PayloadShape shape, string call)
    {
        var task = new TransferTask(road, direction, shape, 4 << 10);
        Thief.Around(call);
        using var bench = new GlTransferBench(Ground with { Load = Thief.Load }, task);
        bench.Prepare();
        bench.Do();
        Assert.That(bench.Prove, Throws.Nothing);

        bench.Prepare();
        Thief.Steals = true;
        bench.Do();
        Assert.That(Thief.Steals, Is.False, "nothing was stolen");
        Assert.That(bench.Prove, Throws.TypeOf<WrongPayloadException>().With.Message.Contains(task.Name).And.Message.Contains("bytes are wrong"));
    }

    [Test]
    public void A_clear_that_is_lost_is_found_out()
    {
        Thief.Around("glClear");
        using var bench = new GlRoundTripBench(Ground with { Load = Thief.Load });
        Assert.That(Short.Take(bench).Seconds, Has.Count.EqualTo(3).And.All.Positive);
        bench.Prepare();
        Thief.Steals = true;
        bench.Do();
        Assert.That(bench.Prove, Throws.TypeOf<WrongPayloadException>());
    }

    [Test]
    public void What_a_ground_has_no_road_for_is_absent_with_a_reason()
    {
        LabTask[] all = [.. LabTask.All([4 << 10]), LabTask.RoundTrip, LabTask.GlRoundTrip, .. FrameTask.All(NativeGl.Find("walkthrough/first-triangle"))];
        Assert.That(Present(new LabGround()), Is.EqualTo(new[] { "memcpy.4KiB" }));
        Assert.That(Present(new LabGround { Gl = Ground }), Is.EquivalentTo(new[]
        {
            "memcpy.4KiB", "upload.gl-sub-data.buffer.4KiB", "upload.gl-map.buffer.4KiB", "upload.gl-tex-sub-image.texture.4KiB",
            "readback.gl-sub-data.buffer.4KiB", "readback.gl-map.buffer.4KiB", "readback.gl-read-pixels.texture.4KiB", "latency.gl-clear-finish",
        }));

        IEnumerable<string> Present(LabGround ground) => all.Where(task => task.WhyNot(ground) is null).Select(task => task.Name);
    }

    /// <summary>A driver that does not do one call, when asked not to.</summary>
    private static class Thief
    {
        private static readonly byte* Loot = (byte*)NativeMemory.AllocZeroed(4 << 10);
        private static string? call;
        private static nint real;
        private static nint realUnmap;
        private static bool mapped;

        public static bool Steals { get; set; }

        public static void Around(string name)
        {
            (call, Steals, mapped) = (name, false, false);
            new Span<byte>(Loot, 4 << 10).Clear();
        }

        public static nint Load(string name)
        {
            var found = EglContext.ProcAddress(name);
            if (name == "glUnmapBuffer" && call == "glMapBufferRange")
            {
                realUnmap = found;
                return (nint)(delegate* unmanaged<uint, byte>)&Unmap;
            }

            if (name != call)
            {
                return found;
            }

            real = found;
            return name switch
            {
                "glBufferSubData" or "glGetBufferSubData" => (nint)(delegate* unmanaged<uint, nint, nint, void*, void>)&SubData,
                "glMapBufferRange" => (nint)(delegate* unmanaged<uint, nint, nint, uint, void*>)&Map,
                "glTexSubImage2D" => (nint)(delegate* unmanaged<uint, int, int, int, int, int, uint, uint, void*, void>)&TexSubImage,
                "glReadPixels" => (nint)(delegate* unmanaged<int, int, int, int, uint, uint, void*, void>)&ReadPixels,
                "glClear" => (nint)(delegate* unmanaged<uint, void>)&Clear,
                _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
            };
        }

        private static bool Stolen()
        {
            var stolen = Steals;
            Steals = false;
            return stolen;
        }

        [UnmanagedCallersOnly]
        private static void SubData(uint target, nint offset, nint size, void* data)
        {
            if (!Stolen())
            {
                ((delegate* unmanaged<uint, nint, nint, void*, void>)real)(target, offset, size, data);
            }
        }

        [UnmanagedCallersOnly]
        private static void* Map(uint target, nint offset, nint size, uint access)
        {
            mapped = !Stolen();
            return mapped ? ((delegate* unmanaged<uint, nint, nint, uint, void*>)real)(target, offset, size, access) : Loot;
        }

        [UnmanagedCallersOnly]
        private static byte Unmap(uint target) => mapped ? ((delegate* unmanaged<uint, byte>)realUnmap)(target) : (byte)1;

        [UnmanagedCallersOnly]
        private static void TexSubImage(uint target, int level, int x, int y, int width, int height, uint format, uint type, void* data)
        {
            if (!Stolen())
            {
                ((delegate* unmanaged<uint, int, int, int, int, int, uint, uint, void*, void>)real)(target, level, x, y, width, height, format, type, data);
            }
        }

        [UnmanagedCallersOnly]
        private static void ReadPixels(int x, int y, int width, int height, uint format, uint type, void* data)
        {
            if (!Stolen())
            {
                ((delegate* unmanaged<int, int, int, int, uint, uint, void*, void>)real)(x, y, width, height, format, type, data);
            }
        }

        [UnmanagedCallersOnly]
        private static void Clear(uint buffers)
        {
            if (!Stolen())
            {
                ((delegate* unmanaged<uint, void>)real)(buffers);
            }
        }
    }
}
