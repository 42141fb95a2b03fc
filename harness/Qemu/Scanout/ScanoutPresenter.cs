using Harness.Imaging;
using Harness.Virgl;
using Harness.Virgl.Commands;
using Harness.VirtioGpu;
using Harness.VirtioGpu.Commands;

namespace Harness.Qemu.Scanout;

/// <summary>
/// Puts drawn windows on the display and looks at them there: copies a window between two nonce strips of a scanout resource, flushes it and waits until exactly
/// that frame is seen. It works in a context of its own, so that nothing a scene did to its context can reach the display path.
/// </summary>
public sealed class ScanoutPresenter(VirtioGpuConnection connection, IScanoutObserver observer)
{
    private const uint Scanout = 0;
    private const int BytesPerPixel = 4;

    private readonly CommandStream _stream = new(64);
    private uint _context;
    private GuestResource? _target;
    private bool _isScannedOut;
    private uint _nonce = (uint)Random.Shared.Next();

    /// <summary>The longest wait for a frame to be seen.</summary>
    public TimeSpan Allowed { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Shows a window and returns what the display shows of it. Alpha is 255.</summary>
    /// <param name="window">An R8G8B8A8 texture that the renderer has finished.</param>
    /// <exception cref="ScanoutException">It was not seen in time.</exception>
    /// <exception cref="DeviceException">The device failed.</exception>
    public Frame Show(GuestResource window)
    {
        var (width, height) = ((int)window.Description.Width, (int)window.Description.Height);
        var target = TargetFor(Math.Max(width, NonceStrip.LeastWidth), height);
        var nonce = ++_nonce;
        connection.Attach(_context, window);
        Copy(window, target);
        Frame(target, height, nonce);
        if (!_isScannedOut)
        {
            connection.ControlQueue.SetScanout(Scanout, target.Id, Whole(target));
            _isScannedOut = true;
        }

        connection.ControlQueue.ResourceFlush(target.Id, Whole(target));
        connection.Detach(_context, window);

        // Answers, not a fence: the flush has then been handed to the display, and a dead device is met here instead of by a wait in vain.
        connection.ControlQueue.Drain();
        return Cropped(observer.WaitForFrame((int)target.Description.Width, height, nonce, Allowed), width);
    }

    /// <summary>Looks at what a <see cref="DisplayPlayer"/> has scanned out. Alpha is 255.</summary>
    /// <exception cref="ScanoutException">It was not seen in time.</exception>
    public Frame Look(DisplayPlayer played, int width, int height)
    {
        _isScannedOut = false;
        var nonce = ++_nonce;
        played.MarkFrame(nonce);
        return observer.WaitForFrame(width, height, nonce, Allowed);
    }

    private GuestResource TargetFor(int width, int height)
    {
        var rows = height + (2 * NonceStrip.Height);
        if (_target is { } target && target.Description.Width == width && target.Description.Height == rows)
        {
            return target;
        }

        if (_context == 0)
        {
            _context = connection.CreateContext("presenter");
        }

        var old = _target;
        _target = connection.CreateResource(new ResourceDescription(
            (uint)PipeTextureTarget.Texture2D, (uint)VirglFormat.R8G8B8A8_UNORM,
            (uint)(VirglBind.SamplerView | VirglBind.RenderTarget | VirglBind.Scanout), (uint)width, (uint)rows)
        {
            // Guest memory holds the two strips only: what is between them never leaves the host.
            BackingBytes = 2 * NonceStrip.Height * width * BytesPerPixel,
        });
        connection.Attach(_context, _target);
        connection.ControlQueue.SetScanout(Scanout, _target.Id, Whole(_target));
        _isScannedOut = true;
        if (old is not null)
        {
            connection.DestroyResource(old);
        }

        return _target;
    }

    private void Copy(GuestResource window, GuestResource target)
    {
        var (width, height) = (window.Description.Width, window.Description.Height);
        _stream.Reset();
        _stream.Write(new ResourceCopyRegion(target.Id, 0, 0, NonceStrip.Height, 0, window.Id, 0, new Box(0, 0, 0, width, height, 1)));
        connection.Submit(_context, _stream.Words);
    }

    private void Frame(GuestResource target, int height, uint nonce)
    {
        var width = (int)target.Description.Width;
        var pitch = width * BytesPerPixel;
        var bytes = NonceStrip.Height * pitch;
        NonceStrip.Encode(nonce, StripEdge.Top, width).CopyTo(target.Backing);
        NonceStrip.Encode(nonce, StripEdge.Bottom, width).CopyTo(target.Backing[bytes..]);
        Send(0, 0);
        Send(NonceStrip.Height + height, bytes);

        void Send(int row, int offset)
            => connection.TransferToHost(
                _context, target, new Transfer(new Box(0, (uint)row, 0, (uint)width, NonceStrip.Height, 1), 0, (ulong)offset, (uint)pitch));
    }

    private static Rectangle Whole(GuestResource target) => new(0, 0, target.Description.Width, target.Description.Height);

    private static Frame Cropped(Frame frame, int width)
    {
        if (frame.Width == width)
        {
            return frame;
        }

        var cropped = new Frame(width, frame.Height);
        for (var y = 0; y < frame.Height; y++)
        {
            frame.Rgba.AsSpan(y * frame.Width * BytesPerPixel, width * BytesPerPixel).CopyTo(cropped.Rgba.AsSpan(y * width * BytesPerPixel));
        }

        return cropped;
    }
}
