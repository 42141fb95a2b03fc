using Harness.Imaging;

namespace Harness.Qemu.Scanout;

/// <summary>Looks for the nonce strips of one frame on a screen.</summary>
internal sealed class StripSearch
{
    private uint[] _top = [];
    private uint[] _bottom = [];

    /// <summary>Gets ready for a frame.</summary>
    public void Expect(int width, uint nonce)
    {
        if (_top.Length != width)
        {
            (_top, _bottom) = (new uint[width], new uint[width]);
        }

        Fill(_top, nonce, StripEdge.Top);
        Fill(_bottom, nonce, StripEdge.Bottom);
    }

    /// <summary>Whether the frame, strips and <paramref name="height"/> rows of scene between them, stands at that place.</summary>
    public bool IsAt(XwdFramebuffer screen, int x, int y, int height)
    {
        var rows = height + (2 * NonceStrip.Height);
        if (x < 0 || y < 0 || x + _top.Length > screen.Width || y + rows > screen.Height)
        {
            return false;
        }

        // The last row is drawn last, so it is the first to look at.
        for (var row = 0; row < NonceStrip.Height; row++)
        {
            if (!DisplayPixels.Same(screen.Row(y + rows - 1 - row).Slice(x, _bottom.Length), _bottom)
                || !DisplayPixels.Same(screen.Row(y + row).Slice(x, _top.Length), _top))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks everywhere for the frame.</summary>
    public bool TryFind(XwdFramebuffer screen, int height, out int foundX, out int foundY)
    {
        var first = _top[0] & DisplayPixels.Mask;
        for (var y = 0; y <= screen.Height - height - (2 * NonceStrip.Height); y++)
        {
            var row = screen.Row(y);
            for (var x = 0; x <= screen.Width - _top.Length; x++)
            {
                if ((row[x] & DisplayPixels.Mask) == first && IsAt(screen, x, y, height))
                {
                    (foundX, foundY) = (x, y);
                    return true;
                }
            }
        }

        (foundX, foundY) = (0, 0);
        return false;
    }

    private static void Fill(uint[] row, uint nonce, StripEdge edge)
    {
        NonceStrip.EncodeRow(nonce, edge, row);
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = DisplayPixels.Swap(row[i]);
        }
    }
}
