namespace Harness.Catalogue.Geometry;

/// <summary>Texels that differ from their neighbours in a way that tells rows, columns and pictures apart.</summary>
internal static class TexturePattern
{
    /// <summary>RGBA8 texels, row 0 first; <paramref name="picture"/> tells pictures apart.</summary>
    public static byte[] Rgba(int width, int height, int picture = 0)
    {
        byte[] texels = new byte[width * height * 4];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = ((y * width) + x) * 4;
                texels[at] = (byte)((x * 7) + (picture * 50));
                texels[at + 1] = (byte)((y * 11) + (picture * 90));
                texels[at + 2] = (byte)(((x ^ y) * 13) + (picture * 130));
                texels[at + 3] = 255;
            }
        }

        return texels;
    }

    /// <summary>Takes a tightly packed picture apart into rows with a stride, layers with a layer stride, and an offset; the bytes between are 0xEE.</summary>
    public static byte[] Spread(byte[] packed, int rowBytes, int rows, int stride, int layerStride, int offset)
    {
        int layers = packed.Length / (rowBytes * rows);
        byte[] spread = new byte[offset + ((layers - 1) * layerStride) + ((rows - 1) * stride) + rowBytes];
        Array.Fill(spread, (byte)0xEE);
        for (int layer = 0; layer < layers; layer++)
        {
            for (int row = 0; row < rows; row++)
            {
                packed.AsSpan(((layer * rows) + row) * rowBytes, rowBytes).CopyTo(spread.AsSpan(offset + (layer * layerStride) + (row * stride)));
            }
        }

        return spread;
    }
}
