using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Harness.Qemu.Scanout;

/// <summary>Turns pixels as X servers keep them, 0x??RRGGBB, into R, G, B, A bytes with alpha 255, and back.</summary>
internal static class DisplayPixels
{
    private const uint Opaque = 0xff000000;

    /// <summary>The bits of a display pixel that mean something.</summary>
    public const uint Mask = 0x00ffffff;

    public static void ToRgba(ReadOnlySpan<uint> pixels, Span<byte> rgba)
    {
        var output = MemoryMarshal.Cast<byte, uint>(rgba);
        var order = Vector128.Create((byte)2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15);
        var opaque = Vector128.Create(Opaque);
        var i = 0;
        for (; i <= pixels.Length - 4; i += 4)
        {
            var swapped = Vector128.Shuffle(Vector128.LoadUnsafe(in pixels[i]).AsByte(), order).AsUInt32();
            (swapped | opaque).StoreUnsafe(ref output[i]);
        }

        for (; i < pixels.Length; i++)
        {
            output[i] = Swap(pixels[i]) | Opaque;
        }
    }

    /// <summary>Red and blue exchanged; the fourth byte is dropped.</summary>
    public static uint Swap(uint pixel) => (pixel & 0xff00) | ((pixel & 0xff) << 16) | ((pixel >> 16) & 0xff);

    /// <summary>Whether two runs of display pixels show the same colours.</summary>
    public static bool Same(ReadOnlySpan<uint> seen, ReadOnlySpan<uint> expected)
    {
        var mask = Vector128.Create(Mask);
        var i = 0;
        for (; i <= expected.Length - 4; i += 4)
        {
            if ((Vector128.LoadUnsafe(in seen[i]) & mask) != (Vector128.LoadUnsafe(in expected[i]) & mask))
            {
                return false;
            }
        }

        for (; i < expected.Length; i++)
        {
            if (((seen[i] ^ expected[i]) & Mask) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
