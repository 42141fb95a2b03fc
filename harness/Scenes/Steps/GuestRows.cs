namespace Harness.Scenes.Steps;

/// <summary>How rows of texels lie in guest memory.</summary>
internal static class GuestRows
{
    /// <summary>
    /// Whether a box can lie in guest memory as it lies in its whole level. Strides of 0 leave the choice to the player; given ones must be the level's where they
    /// matter, that is with more rows or layers than one.
    /// </summary>
    public static bool Suit(TextureResource texture, int level, Region box, int stride, int layerStride)
    {
        if (stride == 0 && layerStride == 0)
        {
            return true;
        }

        int texel = FormatLayout.Of(texture.Format).Bytes;
        int row = stride == 0 ? box.Width * texel : stride;
        int layer = layerStride == 0 ? row * box.Height : layerStride;
        int levelRow = texture.WidthOf(level) * texel;
        return (box.Height <= 1 || row == levelRow) && (box.Depth <= 1 || layer == levelRow * texture.HeightOf(level));
    }
}
