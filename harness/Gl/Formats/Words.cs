using Harness.Scenes;
using Harness.Scenes.State;
using Silk.NET.OpenGL;
using TextureTarget = Silk.NET.OpenGL.TextureTarget;

namespace Harness.Gl.Formats;

/// <summary>A scene's words in GL's.</summary>
internal static class Words
{
    public static PrimitiveType Of(Primitive primitive) => primitive switch
    {
        Primitive.Points => PrimitiveType.Points,
        Primitive.Lines => PrimitiveType.Lines,
        Primitive.LineLoop => PrimitiveType.LineLoop,
        Primitive.LineStrip => PrimitiveType.LineStrip,
        Primitive.Triangles => PrimitiveType.Triangles,
        Primitive.TriangleStrip => PrimitiveType.TriangleStrip,
        Primitive.TriangleFan => PrimitiveType.TriangleFan,
        Primitive.LinesAdjacency => PrimitiveType.LinesAdjacency,
        Primitive.LineStripAdjacency => PrimitiveType.LineStripAdjacency,
        Primitive.TrianglesAdjacency => PrimitiveType.TrianglesAdjacency,
        _ => PrimitiveType.TriangleStripAdjacency,
    };

    public static TextureTarget Of(TextureResource texture) => texture.Target switch
    {
        Scenes.TextureTarget.OneD => TextureTarget.Texture1D,
        Scenes.TextureTarget.ThreeD => TextureTarget.Texture3D,
        Scenes.TextureTarget.Cube => TextureTarget.TextureCubeMap,
        Scenes.TextureTarget.TwoDArray => TextureTarget.Texture2DArray,
        _ => texture.Samples > 1 ? TextureTarget.Texture2DMultisample : TextureTarget.Texture2D,
    };

    public static TriangleFace Of(CullFace face) => face switch
    {
        CullFace.Front => TriangleFace.Front,
        CullFace.Back => TriangleFace.Back,
        _ => TriangleFace.FrontAndBack,
    };

    public static Silk.NET.OpenGL.PolygonMode Of(Scenes.State.PolygonMode mode) => mode switch
    {
        Scenes.State.PolygonMode.Fill => Silk.NET.OpenGL.PolygonMode.Fill,
        Scenes.State.PolygonMode.Line => Silk.NET.OpenGL.PolygonMode.Line,
        _ => Silk.NET.OpenGL.PolygonMode.Point,
    };

    /// <summary>GL numbers its comparisons in the scene's order, from GL_NEVER on.</summary>
    public static GLEnum Of(Comparison comparison) => GLEnum.Never + (int)comparison;

    /// <summary>The scene's order is gallium's, GL's another.</summary>
    public static LogicOp Of(LogicOperation operation) => operation switch
    {
        LogicOperation.Clear => LogicOp.Clear,
        LogicOperation.Nor => LogicOp.Nor,
        LogicOperation.AndInverted => LogicOp.AndInverted,
        LogicOperation.CopyInverted => LogicOp.CopyInverted,
        LogicOperation.AndReverse => LogicOp.AndReverse,
        LogicOperation.Invert => LogicOp.Invert,
        LogicOperation.Xor => LogicOp.Xor,
        LogicOperation.Nand => LogicOp.Nand,
        LogicOperation.And => LogicOp.And,
        LogicOperation.Equivalent => LogicOp.Equiv,
        LogicOperation.Noop => LogicOp.Noop,
        LogicOperation.OrInverted => LogicOp.OrInverted,
        LogicOperation.Copy => LogicOp.Copy,
        LogicOperation.OrReverse => LogicOp.OrReverse,
        LogicOperation.Or => LogicOp.Or,
        _ => LogicOp.Set,
    };

    public static StencilOp Of(StencilOperation operation) => operation switch
    {
        StencilOperation.Keep => StencilOp.Keep,
        StencilOperation.Zero => StencilOp.Zero,
        StencilOperation.Replace => StencilOp.Replace,
        StencilOperation.IncrementClamp => StencilOp.Incr,
        StencilOperation.DecrementClamp => StencilOp.Decr,
        StencilOperation.IncrementWrap => StencilOp.IncrWrap,
        StencilOperation.DecrementWrap => StencilOp.DecrWrap,
        _ => StencilOp.Invert,
    };

    public static BlendEquationModeEXT Of(BlendEquation equation) => equation switch
    {
        BlendEquation.Add => BlendEquationModeEXT.FuncAdd,
        BlendEquation.Subtract => BlendEquationModeEXT.FuncSubtract,
        BlendEquation.ReverseSubtract => BlendEquationModeEXT.FuncReverseSubtract,
        BlendEquation.Min => BlendEquationModeEXT.Min,
        _ => BlendEquationModeEXT.Max,
    };

    public static BlendingFactor Of(BlendFactor factor) => factor switch
    {
        BlendFactor.Zero => BlendingFactor.Zero,
        BlendFactor.One => BlendingFactor.One,
        BlendFactor.SourceColour => BlendingFactor.SrcColor,
        BlendFactor.InverseSourceColour => BlendingFactor.OneMinusSrcColor,
        BlendFactor.SourceAlpha => BlendingFactor.SrcAlpha,
        BlendFactor.InverseSourceAlpha => BlendingFactor.OneMinusSrcAlpha,
        BlendFactor.DestinationAlpha => BlendingFactor.DstAlpha,
        BlendFactor.InverseDestinationAlpha => BlendingFactor.OneMinusDstAlpha,
        BlendFactor.DestinationColour => BlendingFactor.DstColor,
        BlendFactor.InverseDestinationColour => BlendingFactor.OneMinusDstColor,
        BlendFactor.SourceAlphaSaturate => BlendingFactor.SrcAlphaSaturate,
        BlendFactor.ConstantColour => BlendingFactor.ConstantColor,
        BlendFactor.InverseConstantColour => BlendingFactor.OneMinusConstantColor,
        BlendFactor.ConstantAlpha => BlendingFactor.ConstantAlpha,
        _ => BlendingFactor.OneMinusConstantAlpha,
    };

    public static TextureWrapMode Of(Wrap wrap) => wrap switch
    {
        Wrap.Repeat => TextureWrapMode.Repeat,
        Wrap.ClampToEdge => TextureWrapMode.ClampToEdge,
        Wrap.ClampToBorder => TextureWrapMode.ClampToBorder,
        Wrap.MirrorRepeat => TextureWrapMode.MirroredRepeat,
        _ => (TextureWrapMode)GLEnum.MirrorClampToEdge,
    };

    public static GLEnum MinFilter(SamplerState sampler) => (sampler.Min, sampler.Mip) switch
    {
        (Filter.Nearest, MipFilter.None) => GLEnum.Nearest,
        (Filter.Linear, MipFilter.None) => GLEnum.Linear,
        (Filter.Nearest, MipFilter.Nearest) => GLEnum.NearestMipmapNearest,
        (Filter.Linear, MipFilter.Nearest) => GLEnum.LinearMipmapNearest,
        (Filter.Nearest, _) => GLEnum.NearestMipmapLinear,
        _ => GLEnum.LinearMipmapLinear,
    };

    public static GLEnum MagFilter(SamplerState sampler) => sampler.Mag == Filter.Nearest ? GLEnum.Nearest : GLEnum.Linear;

    public static GLEnum Of(Swizzle swizzle) => swizzle switch
    {
        Swizzle.Red => GLEnum.Red,
        Swizzle.Green => GLEnum.Green,
        Swizzle.Blue => GLEnum.Blue,
        Swizzle.Alpha => GLEnum.Alpha,
        Swizzle.Zero => GLEnum.Zero,
        _ => GLEnum.One,
    };

    public static BufferTargetARB Of(BufferUse use) => use switch
    {
        BufferUse.Vertex => BufferTargetARB.ArrayBuffer,
        BufferUse.Index => BufferTargetARB.ElementArrayBuffer,
        _ => BufferTargetARB.UniformBuffer,
    };
}
