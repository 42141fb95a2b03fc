using Harness.Scenes.State;

namespace Harness.Catalogue.Geometry;

/// <summary>A grid of rectangles over the whole viewport, six vertices (two triangles) each, row by row from the bottom left, and a colour for each.</summary>
internal static class Cells
{
    public const int Vertices = 6;

    /// <summary>Two floats a vertex, in clip coordinates.</summary>
    public static float[] Positions(int columns, int rows)
    {
        float[] positions = new float[columns * rows * Vertices * 2];
        for (int cell = 0; cell < columns * rows; cell++)
        {
            float x0 = (2f * (cell % columns) / columns) - 1;
            float x1 = (2f * ((cell % columns) + 1) / columns) - 1;
            float y0 = (2f * (cell / columns) / rows) - 1;
            float y1 = (2f * ((cell / columns) + 1) / rows) - 1;
            float[] corners = [x0, y0, x1, y0, x0, y1, x0, y1, x1, y0, x1, y1];
            corners.CopyTo(positions, cell * corners.Length);
        }

        return positions;
    }

    /// <summary>A colour by number; neighbours differ in every channel.</summary>
    public static Colour Colour(int cell) => Scenes.State.Colour.Bytes(Byte(cell, 0), Byte(cell, 1), Byte(cell, 2));

    /// <summary>Four bytes (R, G, B, 255) a vertex, for cells <paramref name="first"/> and following.</summary>
    public static byte[] Colours(int cells, int first = 0) => [.. Enumerable.Range(first, cells).SelectMany(cell => OneCell(cell))];

    /// <summary>The elements of two arrays in turn.</summary>
    public static byte[] Interleave(ReadOnlySpan<byte> a, int sizeOfA, ReadOnlySpan<byte> b, int sizeOfB, int gap = 0)
    {
        int count = a.Length / sizeOfA;
        byte[] result = new byte[count * (sizeOfA + sizeOfB + gap)];
        Array.Fill(result, (byte)0xD7);
        for (int i = 0; i < count; i++)
        {
            int at = i * (sizeOfA + sizeOfB + gap);
            a.Slice(i * sizeOfA, sizeOfA).CopyTo(result.AsSpan(at));
            b.Slice(i * sizeOfB, sizeOfB).CopyTo(result.AsSpan(at + sizeOfA));
        }

        return result;
    }

    private static IEnumerable<byte> OneCell(int cell) => Enumerable.Range(0, Vertices).SelectMany(_ => new[] { Byte(cell, 0), Byte(cell, 1), Byte(cell, 2), (byte)255 });

    private static byte Byte(int cell, int channel) => (byte)((cell * (channel switch { 0 => 67, 1 => 149, _ => 29 })) + (channel switch { 0 => 40, 1 => 90, _ => 200 }));
}
