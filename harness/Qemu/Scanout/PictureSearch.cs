using System.Runtime.InteropServices;
using Harness.Imaging;

namespace Harness.Qemu.Scanout;

/// <summary>Looks for a whole picture on a screen; alpha does not count.</summary>
internal sealed class PictureSearch
{
    private readonly uint[] _pixels;
    private readonly int _width;
    private readonly int _height;

    public PictureSearch(Frame picture)
    {
        (_width, _height) = (picture.Width, picture.Height);
        _pixels = MemoryMarshal.Cast<byte, uint>(picture.Rgba).ToArray();
        for (var i = 0; i < _pixels.Length; i++)
        {
            _pixels[i] = DisplayPixels.Swap(_pixels[i]);
        }
    }

    /// <summary>Looks everywhere.</summary>
    public bool TryFind(XwdFramebuffer screen, out int foundX, out int foundY)
    {
        for (var y = 0; y <= screen.Height - _height; y++)
        {
            var row = screen.Row(y);
            for (var x = 0; x <= screen.Width - _width; x++)
            {
                if ((row[x] & DisplayPixels.Mask) == _pixels[0] && IsAt(screen, x, y))
                {
                    (foundX, foundY) = (x, y);
                    return true;
                }
            }
        }

        (foundX, foundY) = (0, 0);
        return false;
    }

    /// <summary>Whether the picture stands at that place now.</summary>
    public bool IsAt(XwdFramebuffer screen, int x, int y)
    {
        // The last row is drawn last.
        for (var row = _height - 1; row >= 0; row--)
        {
            if (!DisplayPixels.Same(screen.Row(y + row).Slice(x, _width), _pixels.AsSpan(row * _width, _width)))
            {
                return false;
            }
        }

        return true;
    }
}
