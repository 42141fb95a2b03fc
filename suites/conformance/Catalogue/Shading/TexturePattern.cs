namespace Harness.Catalogue.Shading;

/// <summary>Texels that are told apart by every channel: a neighbour, a flip or a transposition never looks the same.</summary>
internal static class TexturePattern
{
    /// <summary>Bytes of <paramref name="width"/> x <paramref name="height"/> texels; red grows along the row, green along the column, the other channels are mixed.</summary>
    /// <param name="channels">Bytes of a texel, 1 to 4.</param>
    /// <param name="salt">Makes textures, levels and layers differ.</param>
    public static byte[] Bytes(int width, int height, int channels = 4, int salt = 0)
    {
        byte[] bytes = new byte[width * height * channels];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int c = 0; c < channels; c++)
                {
                    bytes[(((y * width) + x) * channels) + c] = Value(x, y, width, height, c, salt);
                }
            }
        }

        return bytes;
    }

    private static byte Value(int x, int y, int width, int height, int channel, int salt) => (byte)(channel switch
    {
        0 => ((x + 1) * 200 / width) + (salt * 29 % 56),
        1 => ((y + 1) * 200 / height) + (salt * 17 % 56),
        2 => ((x * 71) + (y * 37) + (salt * 101)) % 256,
        _ => 255 - (((x * 53) + (y * 97) + (salt * 13)) % 200),
    });
}
