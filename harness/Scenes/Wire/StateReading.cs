using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Scenes.Wire;

/// <summary>Reads what <see cref="StateWriting"/> wrote.</summary>
internal static class StateReading
{
    public static int? OptionalInteger(this ref WireReader reader, string what) => reader.Switch(what) ? reader.Integer(what) : null;

    public static Colour Colour(this ref WireReader reader) => new(reader.Float("red"), reader.Float("green"), reader.Float("blue"), reader.Float("alpha"));

    public static Region Region(this ref WireReader reader) => new(
        reader.Integer("x"), reader.Integer("y"), reader.Integer("z"), reader.Integer("width"), reader.Integer("height"), reader.Integer("depth"));

    public static ScissorBox ScissorBox(this ref WireReader reader) => new(reader.Integer("x"), reader.Integer("y"), reader.Integer("width"), reader.Integer("height"));

    public static BlitBox BlitBox(this ref WireReader reader) => new(reader.Integer("x0"), reader.Integer("y0"), reader.Integer("x1"), reader.Integer("y1"));

    public static DisplayRectangle DisplayRectangle(this ref WireReader reader) =>
        new(reader.Integer("x"), reader.Integer("y"), reader.Integer("width"), reader.Integer("height"));

    public static Viewport Viewport(this ref WireReader reader) => new(
        reader.Float("x"), reader.Float("y"), reader.Float("width"), reader.Float("height"), reader.Float("near"), reader.Float("far"));

    public static ColourMask ColourMask(this ref WireReader reader) =>
        reader.Byte("colour mask") is var mask && mask <= (byte)State.ColourMask.All ? (ColourMask)mask : throw reader.Fault($"colour mask is {mask}");

    public static RasterizerState Rasterizer(this ref WireReader reader) => new()
    {
        Cull = reader.Choice<CullFace>("culled face"),
        FrontCounterClockwise = reader.Switch("front face"),
        FillFront = reader.Choice<PolygonMode>("polygon mode"),
        FillBack = reader.Choice<PolygonMode>("polygon mode"),
        Scissor = reader.Switch("scissor"),
        FlatShade = reader.Switch("flat shading"),
        ProvokingFirst = reader.Switch("provoking vertex"),
        DepthClip = reader.Switch("depth clip"),
        ClipHalfZ = reader.Switch("clip range"),
        Discard = reader.Switch("discard"),
        OffsetFill = reader.Switch("polygon offset"),
        OffsetLine = reader.Switch("polygon offset"),
        OffsetPoint = reader.Switch("polygon offset"),
        OffsetUnits = reader.Float("offset units"),
        OffsetFactor = reader.Float("offset factor"),
        OffsetClamp = reader.Float("offset clamp"),
        PointSize = reader.Float("point size"),
        PointSizePerVertex = reader.Switch("point size per vertex"),
        LineWidth = reader.Float("line width"),
        PolygonStipple = reader.Switch("polygon stipple"),
        LineStipple = reader.Switch("line stipple"),
        LineStipplePattern = reader.Integer("line stipple pattern"),
        LineStippleFactor = reader.Integer("line stipple factor"),
        ClipPlanes = reader.Integer("clip planes"),
        LightTwoSide = reader.Switch("two-sided light"),
        Multisample = reader.Switch("multisampling"),
        HalfPixelCenter = reader.Switch("pixel centre"),
        BottomEdgeRule = reader.Byte("edge rule") switch
        {
            0 => false,
            1 => true,
            WireReader.NoChoice => null,
            var other => throw reader.Fault($"edge rule is {other}"),
        },
    };

    public static DepthStencilState DepthStencil(this ref WireReader reader) => new()
    {
        DepthTest = reader.Switch("depth test"),
        DepthWrite = reader.Switch("depth write"),
        DepthFunction = reader.Choice<Comparison>("depth function"),
        Front = Face(ref reader),
        Back = reader.Switch("back face") ? Face(ref reader) : null,
        AlphaTest = reader.Switch("alpha test"),
        AlphaFunction = reader.Choice<Comparison>("alpha function"),
        AlphaReference = reader.Float("alpha reference"),
    };

    public static BlendState Blend(this ref WireReader reader) => new()
    {
        Target = Target(ref reader),
        Further = Targets(ref reader),
        Logic = reader.ChoiceOrNone<LogicOperation>("logic operation"),
        AlphaToCoverage = reader.Switch("alpha to coverage"),
        AlphaToOne = reader.Switch("alpha to one"),
        Dither = reader.Switch("dither"),
    };

    public static SamplerState Sampler(this ref WireReader reader) => new()
    {
        WrapS = reader.Choice<Wrap>("wrap mode"),
        WrapT = reader.Choice<Wrap>("wrap mode"),
        WrapR = reader.Choice<Wrap>("wrap mode"),
        Min = reader.Choice<Filter>("filter"),
        Mag = reader.Choice<Filter>("filter"),
        Mip = reader.Choice<MipFilter>("filter between levels"),
        LodBias = reader.Float("bias"),
        MinLod = reader.Float("least level of detail"),
        MaxLod = reader.Float("greatest level of detail"),
        Border = reader.Colour(),
        Compare = reader.ChoiceOrNone<Comparison>("comparison"),
        SeamlessCube = reader.Switch("seamless cube"),
    };

    private static StencilFace Face(ref WireReader reader) => new()
    {
        Enabled = reader.Switch("stencil test"),
        Function = reader.Choice<Comparison>("stencil function"),
        Fail = reader.Choice<StencilOperation>("stencil operation"),
        DepthFail = reader.Choice<StencilOperation>("stencil operation"),
        Pass = reader.Choice<StencilOperation>("stencil operation"),
        ValueMask = reader.Byte("value mask"),
        WriteMask = reader.Byte("write mask"),
    };

    private static EquatableList<TargetBlend> Targets(ref WireReader reader)
    {
        var targets = new TargetBlend[reader.Count("number of further attachments", 8)];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = Target(ref reader);
        }

        return new EquatableList<TargetBlend>(targets);
    }

    private static TargetBlend Target(ref WireReader reader) => new()
    {
        Enabled = reader.Switch("blending"),
        ColourEquation = reader.Choice<BlendEquation>("blend equation"),
        SourceColour = reader.Choice<BlendFactor>("blend factor"),
        DestinationColour = reader.Choice<BlendFactor>("blend factor"),
        AlphaEquation = reader.Choice<BlendEquation>("blend equation"),
        SourceAlpha = reader.Choice<BlendFactor>("blend factor"),
        DestinationAlpha = reader.Choice<BlendFactor>("blend factor"),
        Mask = reader.ColourMask(),
    };
}
