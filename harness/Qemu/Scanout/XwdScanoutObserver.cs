using System.Runtime.InteropServices;
using Harness.Imaging;
using Harness.Processes;
using Harness.Qemu.Displays.X11;

namespace Harness.Qemu.Scanout;

/// <summary>
/// Reads QEMU's window from the framebuffer of its private X server. Without a window manager the window keeps the top left corner that it
/// got when it was made and follows the scanout's size a moment later; the place is found by the strips themselves and looked at first the
/// next time.
/// </summary>
internal sealed class XwdScanoutObserver(XwdFramebuffer screen, XvfbCursor cursor) : IScanoutObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromMicroseconds(50);
    private static readonly TimeSpan SearchInterval = TimeSpan.FromMilliseconds(20);

    private readonly StripSearch _strips = new();
    private int _x = -1;
    private int _y = -1;

    /// <inheritdoc/>
    public Frame WaitForFrame(int width, int height, uint nonce, TimeSpan atMost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, NonceStrip.LeastWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        _strips.Expect(width, nonce);
        var deadline = Deadline.In(atMost);
        var nextSearch = Deadline.In(_x < 0 ? TimeSpan.Zero : SearchInterval);
        while (true)
        {
            if (_strips.IsAt(screen, _x, _y, height))
            {
                break;
            }

            if (nextSearch.Passed && _strips.TryFind(screen, height, out var x, out var y))
            {
                (_x, _y) = (x, y);
                break;
            }

            nextSearch = nextSearch.Passed ? Deadline.In(SearchInterval) : nextSearch;
            if (deadline.Passed)
            {
                throw Missing(width, height, nonce, atMost);
            }

            ShortPause.Take(Pause);
        }

        cursor.Settle();
        var frame = Copy(_x, _y + NonceStrip.Height, width, height);
        return _strips.IsAt(screen, _x, _y, height)
            ? frame
            : throw new ScanoutException($"The display changed while the frame with nonce {nonce:x8} was read: something else presents.");
    }

    /// <inheritdoc/>
    public Frame WaitForPicture(Frame picture, TimeSpan atMost)
    {
        var search = new PictureSearch(picture);
        var deadline = Deadline.In(atMost);
        while (true)
        {
            if (search.TryFind(screen, out var x, out var y))
            {
                var shown = Copy(x, y, picture.Width, picture.Height);
                return search.IsAt(screen, x, y)
                    ? shown
                    : throw new ScanoutException($"The display changed while the {picture.Width}x{picture.Height} picture was read: something else presents.");
            }

            if (deadline.Passed)
            {
                throw new ScanoutException($"The display did not show the {picture.Width}x{picture.Height} picture within {atMost.TotalSeconds:0.###} s.");
            }

            ShortPause.Take(SearchInterval);
        }
    }

    /// <inheritdoc/>
    public void ShowCursor(TimeSpan atMost) => cursor.Show(atMost);

    /// <inheritdoc/>
    public Frame CaptureScreen() => Copy(0, 0, screen.Width, screen.Height);

    public void Dispose()
    {
        cursor.Dispose();
        screen.Dispose();
    }

    private Frame Copy(int x, int y, int width, int height)
    {
        var rgba = GC.AllocateUninitializedArray<byte>(width * height * 4);
        for (var row = 0; row < height; row++)
        {
            DisplayPixels.ToRgba(screen.Row(y + row).Slice(x, width), rgba.AsSpan(row * width * 4, width * 4));
        }

        return new Frame(width, height, rgba);
    }

    private ScanoutException Missing(int width, int height, uint nonce, TimeSpan atMost)
    {
        var text = $"The display did not show the {width}x{height} frame with nonce {nonce:x8} within {atMost.TotalSeconds:0.###} s";
        if (width > screen.Width || height + (2 * NonceStrip.Height) > screen.Height)
        {
            return new ScanoutException($"{text}: it is larger than the screen ({screen.Width}x{screen.Height}).");
        }

        if (_x < 0)
        {
            return new ScanoutException($"{text}; no frame has been seen there yet.");
        }

        var top = Decode(_x, _y, width, StripEdge.Top);
        var bottom = Decode(_x, _y + NonceStrip.Height + height + NonceStrip.Height - 1, width, StripEdge.Bottom);
        return new ScanoutException($"{text}. At ({_x}, {_y}), where the last frame was, the strip above is {top}, the one below is {bottom}.");
    }

    private string Decode(int x, int y, int width, StripEdge edge)
    {
        if (x + width > screen.Width || y >= screen.Height)
        {
            return "off the screen";
        }

        var rgba = new byte[width * 4];
        DisplayPixels.ToRgba(screen.Row(y).Slice(x, width), rgba);
        return NonceStrip.TryDecodeRow(MemoryMarshal.Cast<byte, uint>(rgba), edge, out var seen) ? $"that of nonce {seen:x8}" : "none";
    }
}
