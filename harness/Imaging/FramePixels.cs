using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Harness.Imaging;

/// <summary>Reads and writes single pixels of a <see cref="Frame"/>; x from the left, y from the top.</summary>
public static class FramePixels
{
    public static Rgba PixelAt(this Frame frame, int x, int y)
    {
        var at = frame.OffsetOf(x, y);
        var rgba = frame.Rgba;
        return new Rgba(rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3]);
    }

    public static void SetPixel(this Frame frame, int x, int y, Rgba colour) =>
        BinaryPrimitives.WriteUInt32LittleEndian(frame.Rgba.AsSpan(frame.OffsetOf(x, y), 4), colour.Packed);

    /// <summary>The frame's pixels as packed dwords (see <see cref="Rgba.Packed"/>), row by row from the top.</summary>
    internal static Span<uint> Packed(this Frame frame)
    {
        // Packed pixels are little-endian dwords over the bytes themselves; .NET runs on nothing else where QEMU with VirGL runs.
        System.Diagnostics.Debug.Assert(BitConverter.IsLittleEndian);
        return MemoryMarshal.Cast<byte, uint>(frame.Rgba.AsSpan());
    }

    private static int OffsetOf(this Frame frame, int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)frame.Width, nameof(x));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)frame.Height, nameof(y));
        return ((y * frame.Width) + x) * 4;
    }
}
