using System.Text;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

[TestFixture, CancelAfter(30_000)]
internal sealed class VirtioGpuConnectionTests : DeviceFixture
{
    [Test]
    public void A_triangle_is_drawn_by_a_stream_and_read_back()
    {
        var context = Connection.CreateContext("triangle");
        AssertTriangle(DrawTriangle(context, 64), 64);
        Connection.DestroyContext(context);
    }

    [Test]
    public void The_newest_capset_is_read_whole()
    {
        Assert.That(Connection.Capset.Id, Is.EqualTo(2));
        Assert.That(Connection.Capset.Bytes.Length, Is.GreaterThanOrEqualTo(1376));
        Assert.That(BitConverter.ToUInt32(Connection.Capset.Bytes.Span), Is.GreaterThanOrEqualTo(2), "max_version stands first");
        Assert.That(Encoding.ASCII.GetString(Connection.Capset.Bytes.Span.Slice(696, 64)).TrimEnd('\0'), Is.Not.Empty, "the host renderer's name");
    }

    [Test]
    public void Bytes_go_to_the_host_and_back_at_an_offset_and_a_stride()
    {
        var context = Connection.CreateContext("transfer");
        const int Size = 16;
        var target = NewTarget(context, Size, Size);
        for (var i = 0; i < target.Backing.Length; i++)
        {
            target.Backing[i] = (byte)(i * 7);
        }

        var before = target.Backing.ToArray();
        var transfer = new Transfer(new Box(3, 2, 0, 5, 6, 1), 0, Offset: (2 * Size * 4) + (3 * 4), Stride: Size * 4);
        Connection.TransferToHost(context, target, transfer);
        Connection.Finish(context);
        target.Backing.Clear();
        Connection.TransferFromHost(context, target, transfer);
        Connection.Finish(context);
        var expected = new byte[before.Length];
        for (var y = 2; y < 8; y++)
        {
            before.AsSpan((y * Size * 4) + 12, 20).CopyTo(expected.AsSpan((y * Size * 4) + 12));
        }

        Assert.That(target.Backing.ToArray(), Is.EqualTo(expected));
        Connection.DestroyContext(context);
    }

    [Test]
    public void Resources_are_shared_by_contexts_and_objects_are_not()
    {
        var (first, second) = (Connection.CreateContext("first"), Connection.CreateContext("second"));
        var target = NewTarget(first, 8, 8);
        Connection.Attach(second, target);
        Connection.Submit(first, new RawStream().Surface(7, target.Id, Rgba).Framebuffer(7).Clear(0, 1, 0, 1).Dwords);
        Connection.Finish(first);
        Assert.That(Read(second, target), Is.All.EqualTo(0xff00ff00u));

        Connection.Submit(second, new RawStream().Framebuffer(7).Dwords);
        Assert.That(() => Connection.Finish(second), Throws.TypeOf<DeviceException>().With.Property("Fault").EqualTo(DeviceFault.ContextLost));
        Connection.Finish(first);
        Connection.DestroyContext(first);
        Connection.DestroyContext(second);
    }

    private static readonly TestCaseData<uint[], string>[] BadStreams =
    [
        new([2 | (1 << 8) | (1 << 16), 77], "Illegal handle 77") { TestName = "A_stream_that_binds_an_unknown_object_loses_its_context" },
        new([1 | (8 << 8) | (5 << 16), 1, 999, 67, 0, 0], "Illegal resource 999") { TestName = "A_stream_that_names_an_unknown_resource_loses_its_context" },
        new([0 | (100 << 16), 0], "Illegal command buffer") { TestName = "A_stream_that_ends_inside_a_command_loses_its_context" },
        new([200 | (1 << 16), 0], "did not execute all it was given to the end") { TestName = "A_stream_with_an_unknown_command_loses_its_context_though_nobody_says_so" },
    ];

    [TestCaseSource(nameof(BadStreams))]
    public void A_bad_stream_loses_its_context(uint[] stream, string words)
    {
        var context = Connection.CreateContext("bad");
        Connection.Submit(context, stream);
        var failure = Assert.Throws<DeviceException>(() => Connection.Finish(context));
        Assert.That(failure!.Fault, Is.EqualTo(DeviceFault.ContextLost));
        Assert.That(failure.Message, Does.Contain($"context {context}").And.Contain(words));
        Assert.That(() => Connection.Finish(context), Throws.TypeOf<DeviceException>(), "a lost context stays lost");
        Connection.DestroyContext(context);

        var fresh = Connection.CreateContext("fresh");
        AssertTriangle(DrawTriangle(fresh, 32), 32);
        Connection.DestroyContext(fresh);
    }

    [Test]
    public void A_refused_resource_is_noticed_although_the_device_says_ok()
    {
        var context = Connection.CreateContext("refused");
        var resource = Connection.CreateResource(new ResourceDescription(2, 9999, 2, 16, 16));
        var failure = Assert.Throws<DeviceException>(() => Connection.Finish(context));
        Assert.That(failure!.Fault, Is.EqualTo(DeviceFault.ErrorResponse));
        Assert.That(failure.Message, Does.Contain("Invalid texture format 9999"));
        Connection.DestroyResource(resource);
        Connection.DestroyContext(context);
    }

    [Test]
    public void Pages_of_destroyed_resources_are_used_again_and_come_back_empty()
    {
        var context = Connection.CreateContext("pages");
        Connection.Finish(context);
        var free = Connection.Memory.FreeBytes;
        for (var i = 0; i < 2000; i++)
        {
            var target = NewTarget(context, 256, 256);
            Assert.That(target.Backing.ContainsAnyExcept((byte)0), Is.False, "what an earlier resource left could pass for a result");
            target.Backing.Fill(0x5a);
            Connection.TransferToHost(context, target, new Transfer(new Box(0, 0, 0, 256, 256, 1)));
            Connection.DestroyResource(target);
        }

        Connection.Finish(context);
        Connection.DestroyResource(NewTarget(context, 8, 8));
        Assert.That(free - Connection.Memory.FreeBytes, Is.LessThan(2 << 20));
        Connection.DestroyContext(context);
    }

    [Test]
    public void Submitting_transferring_and_finishing_allocate_nothing()
    {
        var context = Connection.CreateContext("allocations");
        var target = NewTarget(context, 8, 8);
        uint[] nothing = [0];
        void Round()
        {
            Connection.Submit(context, nothing);
            Connection.Submit(context, nothing);
            Connection.Finish(context);
            Connection.TransferFromHost(context, target, new Transfer(new Box(0, 0, 0, 8, 8, 1)));
            Connection.Finish(context);
        }

        Round();
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
        {
            Round();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Connection.DestroyContext(context);
    }

    [Test]
    public void A_reset_device_has_forgotten_everything_and_renders_again()
    {
        var context = Connection.CreateContext("before");
        var target = NewTarget(context, 8, 8);
        Connection.Submit(context, new RawStream().Surface(7, target.Id, Rgba).Framebuffer(7).Clear(0, 1, 0, 1).Dwords);
        Connection.Finish(context);
        Connection.Reset();
        Connection.ControlQueue.Submit3D(context, new RawStream().Framebuffer(7).Clear(1, 1, 1, 1).Dwords);
        Connection.ControlQueue.Drain();
        var fresh = Connection.CreateContext("after");
        AssertTriangle(DrawTriangle(fresh, 32), 32);
        Connection.DestroyContext(fresh);
    }
}
