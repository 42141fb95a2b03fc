using System.Runtime.InteropServices;
using Harness.Qemu;
using Harness.Tests.Qemu;
using Harness.Virgl;
using Harness.VirtioGpu;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

/// <summary>One QEMU for all tests of a class.</summary>
internal abstract class DeviceFixture
{
    protected const uint Rgba = 67;
    protected const uint RenderTarget = 0x4000A;

    protected BareDevice Device { get; private set; } = null!;

    protected VirtioGpuConnection Connection => Device.Connection;

    protected virtual BareDeviceOptions Options => TestDevice.Offscreen;

    [OneTimeSetUp]
    public void Start() => Device = BareDevice.Start(Options);

    [OneTimeTearDown]
    public void End() => Device?.Dispose();

    protected GuestResource NewTarget(uint context, int width, int height)
    {
        var description = new ResourceDescription(2, Rgba, RenderTarget, (uint)width, (uint)height) { BackingBytes = width * height * 4 };
        var target = Connection.CreateResource(description);
        Connection.Attach(context, target);
        return target;
    }

    /// <summary>Reads a whole target back: R, G, B, A pixels, transfer row 0 first.</summary>
    protected uint[] Read(uint context, GuestResource target)
    {
        var (width, height) = (target.Description.Width, target.Description.Height);
        Connection.TransferFromHost(context, target, new Transfer(new Box(0, 0, 0, width, height, 1)));
        Connection.Finish(context);
        return MemoryMarshal.Cast<byte, uint>(target.Backing).ToArray();
    }

    /// <summary>Draws a right triangle over the lower left half of a blue target, in red, and reads it back.</summary>
    protected uint[] DrawTriangle(uint context, int size)
    {
        var target = NewTarget(context, size, size);
        var vertices = Connection.CreateResource(new ResourceDescription(0, 64, 0x10, 4096));
        Connection.Attach(context, vertices);
        var stream = new RawStream()
            .InlineWrite(vertices.Id, [-1, -1, 0, 1, 1, -1, 0, 1, -1, 1, 0, 1])
            .Surface(1, target.Id, Rgba).Framebuffer(1)
            .Shader(2, 0, RawStream.PassThrough).Shader(3, 1, RawStream.Plain("1.0, 0.0, 0.0, 1.0"))
            .Viewport(size, size).Clear(0, 0, 1, 1)
            .DrawTriangles(4, vertices.Id, 3);
        Connection.Submit(context, stream.Dwords);
        var pixels = Read(context, target);
        Connection.DestroyResource(target);
        Connection.DestroyResource(vertices);
        return pixels;
    }

    /// <summary>
    /// Asserts that <see cref="DrawTriangle"/> drew what it should: every pixel whose centre is inside, and none outside; the diagonal is
    /// free.
    /// </summary>
    protected static void AssertTriangle(uint[] pixels, int size)
    {
        const uint Red = 0xff0000ff;
        const uint Blue = 0xffff0000;
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (x != y)
                {
                    Assert.That(pixels[(y * size) + x], Is.EqualTo(x < y ? Red : Blue), $"pixel {x}, {y}");
                }
            }
        }
    }
}
