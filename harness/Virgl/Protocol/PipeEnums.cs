namespace Harness.Virgl;

/// <summary>What a draw makes of its vertices. Quads, quad strips and polygons are unknown to core-profile and GLES hosts (see <see cref="Capset.PrimitiveMask"/>).</summary>
public enum PipePrimitive : uint
{
    Points = 0,
    Lines = 1,
    LineLoop = 2,
    LineStrip = 3,
    Triangles = 4,
    TriangleStrip = 5,
    TriangleFan = 6,
    Quads = 7,
    QuadStrip = 8,
    Polygon = 9,
    LinesAdjacency = 10,
    LineStripAdjacency = 11,
    TrianglesAdjacency = 12,
    TriangleStripAdjacency = 13,
    Patches = 14,
}

/// <summary>Kinds of resources. In a sampler view 0 means "as the resource".</summary>
public enum PipeTextureTarget : uint
{
    Buffer = 0,
    Texture1D = 1,
    Texture2D = 2,
    Texture3D = 3,
    TextureCube = 4,
    TextureRect = 5,
    Texture1DArray = 6,
    Texture2DArray = 7,
    TextureCubeArray = 8,
}

/// <summary>Blend factors. 0 is no factor: enabled render targets need <see cref="One"/> and <see cref="Zero"/> at least.</summary>
public enum BlendFactor : uint
{
    Invalid = 0,
    One = 1,
    SrcColor = 2,
    SrcAlpha = 3,
    DstAlpha = 4,
    DstColor = 5,
    SrcAlphaSaturate = 6,
    ConstColor = 7,
    ConstAlpha = 8,
    Src1Color = 9,
    Src1Alpha = 10,
    Zero = 0x11,
    InvSrcColor = 0x12,
    InvSrcAlpha = 0x13,
    InvDstAlpha = 0x14,
    InvDstColor = 0x15,
    InvConstColor = 0x17,
    InvConstAlpha = 0x18,
    InvSrc1Color = 0x19,
    InvSrc1Alpha = 0x1a,
}

public enum BlendFunction : uint
{
    Add = 0,
    Subtract = 1,
    ReverseSubtract = 2,
    Min = 3,
    Max = 4,
}

public enum LogicOp : uint
{
    Clear = 0,
    Nor = 1,
    AndInverted = 2,
    CopyInverted = 3,
    AndReverse = 4,
    Invert = 5,
    Xor = 6,
    Nand = 7,
    And = 8,
    Equiv = 9,
    Noop = 10,
    OrInverted = 11,
    Copy = 12,
    OrReverse = 13,
    Or = 14,
    Set = 15,
}

public enum CompareFunction : uint
{
    Never = 0,
    Less = 1,
    Equal = 2,
    LessEqual = 3,
    Greater = 4,
    NotEqual = 5,
    GreaterEqual = 6,
    Always = 7,
}

public enum StencilOp : uint
{
    Keep = 0,
    Zero = 1,
    Replace = 2,
    Increment = 3,
    Decrement = 4,
    IncrementWrap = 5,
    DecrementWrap = 6,
    Invert = 7,
}

public enum CullFace : uint
{
    None = 0,
    Front = 1,
    Back = 2,
    FrontAndBack = 3,
}

public enum PolygonMode : uint
{
    Fill = 0,
    Line = 1,
    Point = 2,
}

public enum TextureWrap : uint
{
    Repeat = 0,
    Clamp = 1,
    ClampToEdge = 2,
    ClampToBorder = 3,
    MirrorRepeat = 4,
    MirrorClamp = 5,
    MirrorClampToEdge = 6,
    MirrorClampToBorder = 7,
}

/// <summary>Filter inside a level.</summary>
public enum ImageFilter : uint
{
    Nearest = 0,
    Linear = 1,
}

/// <summary>Filter between levels. 3 is refused by the renderer.</summary>
public enum MipFilter : uint
{
    Nearest = 0,
    Linear = 1,
    None = 2,
}

/// <summary>What a sampler view delivers for a channel.</summary>
public enum Swizzle : uint
{
    Red = 0,
    Green = 1,
    Blue = 2,
    Alpha = 3,
    Zero = 4,
    One = 5,
}

public enum QueryType : uint
{
    OcclusionCounter = 0,
    OcclusionPredicate = 1,
    Timestamp = 2,
    TimeElapsed = 4,
    PrimitivesGenerated = 5,
    PrimitivesEmitted = 6,
    StreamOutputOverflowPredicate = 8,
    /// <summary>virglrenderer 1.1 and later.</summary>
    PipelineStatistics = 10,
    OcclusionPredicateConservative = 11,
    StreamOutputOverflowAnyPredicate = 12,
}

public enum QueryResultType : uint
{
    Int32 = 0,
    UInt32 = 1,
    Int64 = 2,
    UInt64 = 3,
}

public enum RenderConditionMode : uint
{
    Wait = 0,
    NoWait = 1,
    ByRegionWait = 2,
    ByRegionNoWait = 3,
}

public enum ImageAccess : uint
{
    None = 0,
    Read = 1,
    Write = 2,
    ReadWrite = 3,
}

public enum TransferDirection : uint
{
    ToHost = 1,
    FromHost = 2,
}
