using System.Runtime.InteropServices;
using Harness.Imaging;
using Harness.Qemu;
using Harness.Qemu.Scanout;
using Harness.Tests.VirtioGpu;
using Harness.Virgl;
using Harness.VirtioGpu.Commands;
using NUnit.Framework;

namespace Harness.Tests.Qemu;

[TestFixture, CancelAfter(30_000)]
internal sealed class ScanoutObserverTests : DeviceFixture
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(3);
    private readonly Random _random = new(11);
    private uint _context;
    private uint _nonce;

    protected override BareDeviceOptions Options => TestDevice.Options;

    [OneTimeSetUp]
    public void MakeContext() => _context = Connection.CreateContext("scanout");

    [TestCase(64, 64)]
    [TestCase(128, 128)]
    [TestCase(256, 256)]
    [TestCase(800, 600)]
    [TestCase(33, 1)]
    [TestCase(99, 301)]
    public void A_presented_frame_is_seen_exactly(int width, int height)
    {
        var target = NewTarget(_context, width, height + (2 * NonceStrip.Height));
        for (var i = 0; i < 5; i++)
        {
            var expected = Present(target, width, height, setScanout: i == 0);
            AssertSame(Device.Observer!.WaitForFrame(width, height, _nonce, Allowed), expected);
        }

        Connection.DestroyResource(target);
    }

    [Test]
    public void A_thousand_frames_are_neither_stale_nor_torn()
    {
        const int Size = 128;
        var target = NewTarget(_context, Size, Size + (2 * NonceStrip.Height));
        for (var i = 0; i < 1000; i++)
        {
            var expected = Present(target, Size, Size, setScanout: i == 0);
            AssertSame(Device.Observer!.WaitForFrame(Size, Size, _nonce, Allowed), expected);
        }

        Connection.DestroyResource(target);
    }

    [Test]
    public void Frames_of_changing_size_are_seen_exactly()
    {
        for (var i = 0; i < 60; i++)
        {
            var (width, height) = (_random.Next(NonceStrip.LeastWidth, 801), _random.Next(1, 601));
            var target = NewTarget(_context, width, height + (2 * NonceStrip.Height));
            var expected = Present(target, width, height, setScanout: true);
            AssertSame(Device.Observer!.WaitForFrame(width, height, _nonce, Allowed), expected);
            Connection.DestroyResource(target);
        }
    }

    [Test]
    public void A_rendered_picture_on_the_display_is_the_picture_read_back()
    {
        const int Size = 64;
        var rendered = DrawTriangle(_context, Size);
        var target = NewTarget(_context, Size, Size + (2 * NonceStrip.Height));
        Present(target, Size, Size, setScanout: true, scene: MemoryMarshal.AsBytes(rendered.AsSpan()));
        var frame = Device.Observer!.WaitForFrame(Size, Size, _nonce, Allowed);
        AssertTriangle(MemoryMarshal.Cast<byte, uint>(frame.Rgba).ToArray(), Size);
        Connection.DestroyResource(target);
    }

    [Test]
    public void A_frame_that_was_not_flushed_is_missed_and_the_stale_nonce_named()
    {
        const int Size = 64;
        var target = NewTarget(_context, Size, Size + (2 * NonceStrip.Height));
        Present(target, Size, Size, setScanout: true);
        Device.Observer!.WaitForFrame(Size, Size, _nonce, Allowed);
        var shown = _nonce;
        Present(target, Size, Size, setScanout: false, flush: false);
        var failure = Assert.Throws<ScanoutException>(() => Device.Observer!.WaitForFrame(Size, Size, _nonce, TimeSpan.FromMilliseconds(150)));
        Assert.That(failure!.Message, Does.Contain($"{_nonce:x8}").And.Contain($"that of nonce {shown:x8}"));
        Connection.DestroyResource(target);
    }

    [Test]
    public void A_frame_whose_lower_strip_is_missing_does_not_pass()
    {
        const int Size = 64;
        var target = NewTarget(_context, Size, Size + (2 * NonceStrip.Height));
        Present(target, Size, Size, setScanout: true, lowerStrip: false);
        Assert.That(() => Device.Observer!.WaitForFrame(Size, Size, _nonce, TimeSpan.FromMilliseconds(150)), Throws.TypeOf<ScanoutException>());
        Connection.DestroyResource(target);
    }

    [Test]
    public void A_frame_larger_than_the_screen_is_said_to_be_so()
        => Assert.That(
            () => Device.Observer!.WaitForFrame(4000, 100, 1, TimeSpan.Zero),
            Throws.TypeOf<ScanoutException>().With.Message.Contains("larger than the screen"));

    private byte[] Present(
        GuestResource target, int width, int height, bool setScanout, bool flush = true, bool lowerStrip = true, ReadOnlySpan<byte> scene = default)
    {
        _nonce++;
        var rows = height + (2 * NonceStrip.Height);
        var backing = target.Backing;
        var area = backing.Slice(NonceStrip.Height * width * 4, width * height * 4);
        if (scene.IsEmpty)
        {
            _random.NextBytes(area);
        }
        else
        {
            scene.CopyTo(area);
        }

        foreach (ref var pixel in MemoryMarshal.Cast<byte, uint>(area))
        {
            pixel |= 0xff000000;
        }

        NonceStrip.Encode(_nonce, StripEdge.Top, width).CopyTo(backing);
        NonceStrip.Encode(_nonce, lowerStrip ? StripEdge.Bottom : StripEdge.Top, width).CopyTo(backing[((height + NonceStrip.Height) * width * 4)..]);
        var whole = new Rectangle(0, 0, (uint)width, (uint)rows);
        Connection.TransferToHost(_context, target, new Transfer(new Box(0, 0, 0, whole.Width, whole.Height, 1)));
        if (setScanout)
        {
            Connection.ControlQueue.SetScanout(0, target.Id, whole);
        }

        if (flush)
        {
            Connection.ControlQueue.ResourceFlush(target.Id, whole);
        }

        Connection.Finish(_context);
        return area.ToArray();
    }

    private static void AssertSame(Frame seen, byte[] expected)
    {
        if (!seen.Rgba.AsSpan().SequenceEqual(expected))
        {
            Assert.Fail($"The {seen.Width}x{seen.Height} frame differs from byte {seen.Rgba.AsSpan().CommonPrefixLength(expected)} on.");
        }
    }
}
