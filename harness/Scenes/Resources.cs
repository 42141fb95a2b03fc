namespace Harness.Scenes;

/// <summary>A resource of a scene, known by its number within the scene.</summary>
public abstract record Resource(int Id);

/// <summary>What a buffer is bound as.</summary>
public enum BufferUse { Vertex, Index, Constant }

/// <summary>A buffer of <paramref name="Size"/> bytes.</summary>
public sealed record BufferResource(int Id, BufferUse Use, int Size) : Resource(Id);

/// <summary>The shape of a texture.</summary>
public enum TextureTarget { OneD, TwoD, ThreeD, Cube, TwoDArray }

/// <summary>What a texture may be used for besides sampling.</summary>
public enum TextureUse { Sampled, ColourTarget, DepthTarget }

/// <summary>A texture; level 0 has the size given, each further level half of it, rounded down, at least 1.</summary>
/// <param name="Layers">Array layers; 6 for cubes, 1 where the target has none.</param>
/// <param name="Levels">Number of mip levels, at least 1.</param>
/// <param name="Samples">0 or 1 for one sample a pixel.</param>
public sealed record TextureResource(
    int Id, TextureTarget Target, Format Format, TextureUse Use, int Width, int Height, int Depth, int Layers, int Levels, int Samples) : Resource(Id)
{
    public int WidthOf(int level) => Math.Max(1, Width >> level);

    public int HeightOf(int level) => Math.Max(1, Height >> level);

    /// <summary>Depth of a level of a 3D texture, else the number of layers.</summary>
    public int DepthOf(int level) => Target == TextureTarget.ThreeD ? Math.Max(1, Depth >> level) : Layers;
}

/// <summary>A box of texels; z is the layer, cube face (+X -X +Y -Y +Z -Z) or slice. Texel row 0 is t = 0.</summary>
public readonly record struct Region(int X, int Y, int Z, int Width, int Height, int Depth)
{
    public static Region Whole(TextureResource texture, int level = 0) => new(0, 0, 0, texture.WidthOf(level), texture.HeightOf(level), texture.DepthOf(level));

    public static Region Flat(int x, int y, int width, int height, int layer = 0) => new(x, y, layer, width, height, 1);
}

/// <summary>One level and layer of a texture, as an attachment or as the end of a copy. A null texture is the window.</summary>
public sealed record Surface(TextureResource? Texture, int Level = 0, int Layer = 0)
{
    public static Surface Window { get; } = new((TextureResource?)null);
}

/// <summary>Which road bytes take to the host resource.</summary>
public enum TransferRoad
{
    /// <summary>Guest pages attached to the resource, TRANSFER_TO_HOST_3D on the control queue.</summary>
    Dma,
    /// <summary>RESOURCE_INLINE_WRITE: the bytes are in the command stream.</summary>
    InlineWrite,
    /// <summary>TRANSFER3D: the command is in the stream, the bytes are in the attached pages.</summary>
    StreamTransfer,
    /// <summary>COPY_TRANSFER3D through a staging resource.</summary>
    CopyTransfer,
}
