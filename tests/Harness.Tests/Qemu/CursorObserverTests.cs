using System.Runtime.InteropServices;
using Harness.Imaging;
using Harness.Qemu;
using Harness.Tests.VirtioGpu;
using Harness.Virgl;
using Harness.VirtioGpu.Commands;
using NUnit.Framework;

namespace Harness.Tests.Qemu;

[TestFixture, CancelAfter(30_000)]
internal sealed class CursorObserverTests : DeviceFixture
{
    private const int Size = 200;
    private const int CursorSize = 64;
    private const uint Bgra = 1;
    private const uint Background = 0xff303030;
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(3);

    private readonly uint[] _image = new uint[CursorSize * CursorSize];
    private uint _context;
    private uint _cursor;
    private uint _nonce;
    private GuestResource _target = null!;

    protected override BareDeviceOptions Options => TestDevice.Options;

    [OneTimeSetUp]
    public void MakeScanoutAndCursor()
    {
        _context = Connection.CreateContext("cursor");
        _target = NewTarget(_context, Size, Size + (2 * NonceStrip.Height));

        // An arrow of sorts: no symmetry, and transparent pixels around it. Opaque pixels only, so that no blending has to be foretold.
        for (var y = 0; y < CursorSize; y++)
        {
            for (var x = 0; x < CursorSize; x++)
            {
                _image[(y * CursorSize) + x] = x <= y / 2 ? 0xff000000 | (uint)(x * 4 << 16) | (uint)(y * 3) : 0;
            }
        }

        _cursor = Connection.NextResourceId();
        var backing = Connection.Memory.Allocate(_image.Length * 4);
        MemoryMarshal.AsBytes(_image.AsSpan()).CopyTo(Connection.Memory.Bytes(backing));
        Connection.ControlQueue.ResourceCreate2D(_cursor, Bgra, CursorSize, CursorSize);
        Connection.ControlQueue.ResourceAttachBacking(_cursor, [backing]);
        Connection.ControlQueue.TransferToHost2D(_cursor, new Rectangle(0, 0, CursorSize, CursorSize), 0);
        Connection.ControlQueue.Drain();
        Present();
        Device.Observer!.ShowCursor(Allowed);
    }

    [Test]
    public void The_cursor_is_seen_where_it_is_put_with_its_hot_spot_moved_and_hidden()
    {
        var cursor = Connection.CursorQueue;
        cursor.Update(0, 30, 40, _cursor);
        AssertShows(30, 40);
        cursor.Update(0, 30, 40, _cursor, 5, 9);
        AssertShows(25, 31);
        cursor.Move(0, 100, 110, _cursor);
        AssertShows(95, 101);
        cursor.Hide(0);
        AssertShows(null, null);
        cursor.Update(0, 60, 50, _cursor);
        AssertShows(60, 50);
        cursor.Hide(0);
        AssertShows(null, null);
    }

    [Test]
    public void Every_move_is_in_the_next_frame()
    {
        Connection.CursorQueue.Update(0, 10, 20, _cursor);
        for (uint i = 0; i < 100; i++)
        {
            var (x, y) = (i, NonceStrip.Height + ((i * 37) % 120));
            Connection.CursorQueue.Move(0, x, y, _cursor);
            AssertShows((int)x, (int)y);
        }

        Connection.CursorQueue.Hide(0);
        AssertShows(null, null);
    }

    private void AssertShows(int? left, int? top)
    {
        Connection.CursorQueue.Drain();
        Present();
        var frame = Device.Observer!.WaitForFrame(Size, Size, _nonce, Allowed);
        var expected = new uint[Size * Size];
        Array.Fill(expected, Background);
        for (var y = 0; left is not null && y < CursorSize; y++)
        {
            for (var x = 0; x < CursorSize; x++)
            {
                var (px, py) = (left.Value + x, top!.Value + y - NonceStrip.Height);
                var pixel = _image[(y * CursorSize) + x];
                if (pixel != 0 && px >= 0 && px < Size && py >= 0 && py < Size)
                {
                    expected[(py * Size) + px] = (pixel & 0xff00ff00) | ((pixel & 0xff) << 16) | ((pixel >> 16) & 0xff);
                }
            }
        }

        var at = MemoryMarshal.Cast<byte, uint>(frame.Rgba).CommonPrefixLength(expected);
        Assert.That(at, Is.EqualTo(expected.Length), $"cursor at {left}, {top}: first difference at pixel {at % Size}, {at / Size}");
    }

    private void Present()
    {
        _nonce++;
        var pixels = MemoryMarshal.Cast<byte, uint>(_target.Backing);
        pixels.Fill(Background);
        NonceStrip.Encode(_nonce, StripEdge.Top, Size).CopyTo(_target.Backing);
        NonceStrip.Encode(_nonce, StripEdge.Bottom, Size).CopyTo(_target.Backing[((Size + NonceStrip.Height) * Size * 4)..]);
        var whole = new Rectangle(0, 0, Size, Size + (2 * NonceStrip.Height));
        Connection.TransferToHost(_context, _target, new Transfer(new Box(0, 0, 0, whole.Width, whole.Height, 1)));
        if (_nonce == 1)
        {
            Connection.ControlQueue.SetScanout(0, _target.Id, whole);
        }

        Connection.ControlQueue.ResourceFlush(_target.Id, whole);
        Connection.Finish(_context);
    }
}
