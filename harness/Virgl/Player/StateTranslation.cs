using System.Globalization;
using Harness.Scenes;
using Scene = Harness.Scenes.State;

namespace Harness.Virgl.Player;

/// <summary>A scene's words in VirGL's.</summary>
internal static class StateTranslation
{
    public static VirglFormat Of(Format format) => Enum.TryParse(format.ToString(), out VirglFormat same)
        ? same
        : throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"VirGL has no format {format}."));

    public static PipeTextureTarget Of(TextureTarget target) => target switch
    {
        TextureTarget.OneD => PipeTextureTarget.Texture1D,
        TextureTarget.TwoD => PipeTextureTarget.Texture2D,
        TextureTarget.ThreeD => PipeTextureTarget.Texture3D,
        TextureTarget.Cube => PipeTextureTarget.TextureCube,
        _ => PipeTextureTarget.Texture2DArray,
    };

    public static VirglBind Of(TextureUse use) => use switch
    {
        TextureUse.Sampled => VirglBind.SamplerView,
        TextureUse.ColourTarget => VirglBind.SamplerView | VirglBind.RenderTarget,
        _ => VirglBind.SamplerView | VirglBind.DepthStencil,
    };

    public static VirglBind Of(BufferUse use) => use switch
    {
        BufferUse.Vertex => VirglBind.VertexBuffer,
        BufferUse.Index => VirglBind.IndexBuffer,
        _ => VirglBind.ConstantBuffer,
    };

    public static PipePrimitive Of(Scene.Primitive primitive) => primitive switch
    {
        Scene.Primitive.Points => PipePrimitive.Points,
        Scene.Primitive.Lines => PipePrimitive.Lines,
        Scene.Primitive.LineLoop => PipePrimitive.LineLoop,
        Scene.Primitive.LineStrip => PipePrimitive.LineStrip,
        Scene.Primitive.Triangles => PipePrimitive.Triangles,
        Scene.Primitive.TriangleStrip => PipePrimitive.TriangleStrip,
        Scene.Primitive.TriangleFan => PipePrimitive.TriangleFan,
        Scene.Primitive.LinesAdjacency => PipePrimitive.LinesAdjacency,
        Scene.Primitive.LineStripAdjacency => PipePrimitive.LineStripAdjacency,
        Scene.Primitive.TrianglesAdjacency => PipePrimitive.TrianglesAdjacency,
        _ => PipePrimitive.TriangleStripAdjacency,
    };

    /// <param name="flipped">The target is drawn with a negative viewport scale: winding and point coordinates turn over (PROTOCOL section 2.6).</param>
    public static RasterizerState Of(Scene.RasterizerState s, bool flipped) => RasterizerState.Standard with
    {
        CullFace = (CullFace)s.Cull,
        FrontCcw = s.FrontCounterClockwise == flipped,
        FillFront = (PolygonMode)s.FillFront,
        FillBack = (PolygonMode)s.FillBack,
        Scissor = s.Scissor,
        Flatshade = s.FlatShade,
        FlatshadeFirst = s.ProvokingFirst,
        DepthClip = s.DepthClip,
        ClipHalfZ = s.ClipHalfZ,
        RasterizerDiscard = s.Discard,
        OffsetTriangle = s.OffsetFill,
        OffsetLine = s.OffsetLine,
        OffsetPoint = s.OffsetPoint,
        OffsetUnits = s.OffsetUnits,
        OffsetScale = s.OffsetFactor,
        OffsetClamp = s.OffsetClamp,
        PointSize = s.PointSize,
        PointSizePerVertex = s.PointSizePerVertex,
        // Point coordinates come with a semantic of their own (SpriteCoordEnable replaces none), but only while points are quads.
        PointQuadRasterization = true,
        SpriteCoordLowerLeft = !flipped,
        LineWidth = s.LineWidth,
        PolygonStipple = s.PolygonStipple,
        LineStippleEnable = s.LineStipple,
        LineStipplePattern = (uint)s.LineStipplePattern,
        LineStippleFactor = (uint)(s.LineStippleFactor - 1),
        ClipPlaneEnable = (uint)s.ClipPlanes,
        LightTwoSide = s.LightTwoSide,
        Multisample = s.Multisample,
        HalfPixelCenter = s.HalfPixelCenter,
        // The renderer's top is row 0: of the window that is GL's top, of a texture GL's bottom.
        BottomEdgeRule = (s.BottomEdgeRule ?? true) == flipped,
    };

    public static DepthStencilAlphaState Of(Scene.DepthStencilState s) => new()
    {
        DepthEnable = s.DepthTest,
        DepthWrite = s.DepthTest && s.DepthWrite,
        DepthFunction = (CompareFunction)s.DepthFunction,
        AlphaEnable = s.AlphaTest,
        AlphaFunction = (CompareFunction)s.AlphaFunction,
        AlphaReference = s.AlphaReference,
        Front = Of(s.Front),
        Back = s.Back is { } back ? Of(back) : default,
    };

    public static BlendState Of(Scene.BlendState s)
    {
        BlendTarget[] targets = [.. Enumerable.Range(0, 8).Select(i => Of(s.Of(i)))];
        return new BlendState
        {
            IndependentBlend = s.Further.Count > 0,
            LogicOpEnable = s.Logic is not null,
            LogicOp = (LogicOp)(s.Logic ?? Scene.LogicOperation.Copy),
            Dither = s.Dither,
            AlphaToCoverage = s.AlphaToCoverage,
            AlphaToOne = s.AlphaToOne,
            Target0 = targets[0],
            Target1 = targets[1],
            Target2 = targets[2],
            Target3 = targets[3],
            Target4 = targets[4],
            Target5 = targets[5],
            Target6 = targets[6],
            Target7 = targets[7],
        };
    }

    public static SamplerState Of(Scene.SamplerState s) => new()
    {
        WrapS = Of(s.WrapS),
        WrapT = Of(s.WrapT),
        WrapR = Of(s.WrapR),
        MinFilter = (ImageFilter)s.Min,
        MagFilter = (ImageFilter)s.Mag,
        MipFilter = s.Mip switch { Scene.MipFilter.None => MipFilter.None, Scene.MipFilter.Nearest => MipFilter.Nearest, _ => MipFilter.Linear },
        CompareEnable = s.Compare is not null,
        CompareFunction = (CompareFunction)(s.Compare ?? Scene.Comparison.Never),
        SeamlessCubeMap = s.SeamlessCube,
        LodBias = s.LodBias,
        MinLod = s.MinLod,
        MaxLod = s.MaxLod,
        BorderColor = Of(s.Border),
    };

    public static SamplerView Of(Scene.TextureView view, uint resource)
    {
        TextureResource texture = view.Texture;
        var result = new SamplerView
        {
            Resource = resource,
            Format = Of(texture.Format),
            Target = Of(texture.Target),
            FirstLevel = (uint)view.FirstLevel,
            LastLevel = (uint)view.Last,
            LastLayer = (uint)(texture.Layers - 1),
            Red = Swizzle.Red,
            Green = Swizzle.Green,
            Blue = Swizzle.Blue,
            Alpha = Swizzle.Alpha,
        };
        if (texture.Use == TextureUse.DepthTarget)
        {
            // Depth is read as (d, 0, 0, 1), as core OpenGL does (GL 4.5 section 8.23.1).
            result = result with { Green = Swizzle.Zero, Blue = Swizzle.Zero, Alpha = Swizzle.One };
        }

        return view.Swizzles.Count == 0 ? result : result with
        {
            Red = (Swizzle)view.Swizzles[0],
            Green = (Swizzle)view.Swizzles[1],
            Blue = (Swizzle)view.Swizzles[2],
            Alpha = (Swizzle)view.Swizzles[3],
        };
    }

    public static ColorWords Of(Scene.Colour c) => new(Bits(c.R), Bits(c.G), Bits(c.B), Bits(c.A));

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static TextureWrap Of(Scene.Wrap wrap) => wrap switch
    {
        Scene.Wrap.Repeat => TextureWrap.Repeat,
        Scene.Wrap.ClampToEdge => TextureWrap.ClampToEdge,
        Scene.Wrap.ClampToBorder => TextureWrap.ClampToBorder,
        Scene.Wrap.MirrorRepeat => TextureWrap.MirrorRepeat,
        _ => TextureWrap.MirrorClampToEdge,
    };

    private static StencilFace Of(Scene.StencilFace s) => new()
    {
        Enable = s.Enabled,
        Function = (CompareFunction)s.Function,
        FailOp = Of(s.Fail),
        DepthPassOp = Of(s.Pass),
        DepthFailOp = Of(s.DepthFail),
        ValueMask = s.ValueMask,
        WriteMask = s.WriteMask,
    };

    private static StencilOp Of(Scene.StencilOperation operation) => operation switch
    {
        Scene.StencilOperation.Keep => StencilOp.Keep,
        Scene.StencilOperation.Zero => StencilOp.Zero,
        Scene.StencilOperation.Replace => StencilOp.Replace,
        Scene.StencilOperation.IncrementClamp => StencilOp.Increment,
        Scene.StencilOperation.DecrementClamp => StencilOp.Decrement,
        Scene.StencilOperation.IncrementWrap => StencilOp.IncrementWrap,
        Scene.StencilOperation.DecrementWrap => StencilOp.DecrementWrap,
        _ => StencilOp.Invert,
    };

    private static BlendTarget Of(Scene.TargetBlend t) => new()
    {
        Enable = t.Enabled,
        ColorFunction = (BlendFunction)t.ColourEquation,
        ColorSource = Of(t.SourceColour),
        ColorDestination = Of(t.DestinationColour),
        AlphaFunction = (BlendFunction)t.AlphaEquation,
        AlphaSource = Of(t.SourceAlpha),
        AlphaDestination = Of(t.DestinationAlpha),
        ColorMask = (ColorMask)t.Mask,
    };

    private static BlendFactor Of(Scene.BlendFactor factor) => factor switch
    {
        Scene.BlendFactor.Zero => BlendFactor.Zero,
        Scene.BlendFactor.One => BlendFactor.One,
        Scene.BlendFactor.SourceColour => BlendFactor.SrcColor,
        Scene.BlendFactor.InverseSourceColour => BlendFactor.InvSrcColor,
        Scene.BlendFactor.SourceAlpha => BlendFactor.SrcAlpha,
        Scene.BlendFactor.InverseSourceAlpha => BlendFactor.InvSrcAlpha,
        Scene.BlendFactor.DestinationAlpha => BlendFactor.DstAlpha,
        Scene.BlendFactor.InverseDestinationAlpha => BlendFactor.InvDstAlpha,
        Scene.BlendFactor.DestinationColour => BlendFactor.DstColor,
        Scene.BlendFactor.InverseDestinationColour => BlendFactor.InvDstColor,
        Scene.BlendFactor.SourceAlphaSaturate => BlendFactor.SrcAlphaSaturate,
        Scene.BlendFactor.ConstantColour => BlendFactor.ConstColor,
        Scene.BlendFactor.InverseConstantColour => BlendFactor.InvConstColor,
        Scene.BlendFactor.ConstantAlpha => BlendFactor.ConstAlpha,
        _ => BlendFactor.InvConstAlpha,
    };
}
