using System.Numerics;
using System.Runtime.InteropServices;

namespace Harness.Imaging;

/// <summary>
/// A number drawn as a strip of pixels above and below a scene, to prove that what is on the display is this frame and all of it. The strip
/// is 32 cells wide (spare pixels at the right are white). The cell of bit i is red where the nonce has the bit, green where it has not,
/// and blue where the check word has the bit; the check word depends on the edge. So each row alone can be checked, and no plain colour,
/// gradient or other edge's strip passes.
/// </summary>
public static class NonceStrip
{
    /// <summary>Rows of a strip.</summary>
    public const int Height = 4;

    /// <summary>The narrowest picture a strip fits on.</summary>
    public const int LeastWidth = 32;

    private const int Bits = 32;
    private const uint Opaque = 0xff000000;
    private const uint White = 0xffffffff;

    /// <summary>Writes one row of a strip: <paramref name="row"/>'s length pixels, R, G, B, A in memory order.</summary>
    public static void EncodeRow(uint nonce, StripEdge edge, Span<uint> row)
    {
        if (row.Length < LeastWidth)
        {
            throw new ArgumentException($"A nonce strip takes at least {LeastWidth} pixels, not {row.Length}.", nameof(row));
        }

        var check = Check(nonce, edge);
        var cell = row.Length / Bits;
        for (var bit = 0; bit < Bits; bit++)
        {
            row.Slice(bit * cell, cell).Fill(Cell(nonce, check, bit));
        }

        row[(Bits * cell)..].Fill(White);
    }

    /// <summary>Makes a whole strip: <paramref name="width"/> x <see cref="Height"/> pixels of R, G, B, A, top row first.</summary>
    public static byte[] Encode(uint nonce, StripEdge edge, int width)
    {
        var strip = new uint[width * Height];
        for (var y = 0; y < Height; y++)
        {
            EncodeRow(nonce, edge, strip.AsSpan(y * width, width));
        }

        return MemoryMarshal.AsBytes(strip.AsSpan()).ToArray();
    }

    /// <summary>Reads the nonce of one row; false when the row is no strip of that edge.</summary>
    public static bool TryDecodeRow(ReadOnlySpan<uint> row, StripEdge edge, out uint nonce)
    {
        nonce = 0;
        if (row.Length < LeastWidth)
        {
            return false;
        }

        var cell = row.Length / Bits;
        uint value = 0;
        for (var bit = 0; bit < Bits; bit++)
        {
            value |= (row[bit * cell] & 1) << bit;
        }

        var check = Check(value, edge);
        for (var bit = 0; bit < Bits; bit++)
        {
            if (row.Slice(bit * cell, cell).ContainsAnyExcept(Cell(value, check, bit)))
            {
                return false;
            }
        }

        nonce = value;
        return !row[(Bits * cell)..].ContainsAnyExcept(White);
    }

    private static uint Cell(uint nonce, uint check, int bit)
        => Opaque | (Has(nonce, bit) ? 0x0000ffu : 0x00ff00u) | (Has(check, bit) ? 0xff0000u : 0u);

    private static bool Has(uint word, int bit) => ((word >> bit) & 1) != 0;

    private static uint Check(uint nonce, StripEdge edge)
    {
        // A multiplicative mix: each bit of the nonce changes about half of the check word.
        var mixed = (nonce ^ (edge == StripEdge.Top ? 0x5bd1e995u : 0xc2b2ae35u)) * 0x9e3779b1u;
        mixed ^= BitOperations.RotateRight(mixed, 15);
        return mixed * 0x85ebca77u;
    }
}
