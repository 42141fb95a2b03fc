using System.Globalization;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Scenes.Text;

/// <summary>State objects as lines, with every field: a default that changes its meaning must change the text.</summary>
internal static class StateText
{
    public static TextLine Rasterizer(RasterizerState s) => new TextLine("rasterizer")
        .Field("cull", s.Cull).Field("front-ccw", s.FrontCounterClockwise).Field("fill-front", s.FillFront).Field("fill-back", s.FillBack)
        .Field("scissor", s.Scissor).Field("flat-shade", s.FlatShade).Field("provoking-first", s.ProvokingFirst)
        .Field("depth-clip", s.DepthClip).Field("clip-half-z", s.ClipHalfZ).Field("discard", s.Discard)
        .Field("offset-fill", s.OffsetFill).Field("offset-line", s.OffsetLine).Field("offset-point", s.OffsetPoint)
        .Field("offset-units", s.OffsetUnits).Field("offset-factor", s.OffsetFactor).Field("offset-clamp", s.OffsetClamp)
        .Field("point-size", s.PointSize).Field("point-size-per-vertex", s.PointSizePerVertex).Field("line-width", s.LineWidth)
        .Field("polygon-stipple", s.PolygonStipple).Field("line-stipple", s.LineStipple)
        .Field("line-stipple-pattern", s.LineStipplePattern.ToString("x4", CultureInfo.InvariantCulture)).Field("line-stipple-factor", s.LineStippleFactor)
        .Field("clip-planes", s.ClipPlanes).Field("light-two-side", s.LightTwoSide).Field("multisample", s.Multisample)
        .Field("half-pixel-center", s.HalfPixelCenter).Field("bottom-edge-rule", s.BottomEdgeRule);

    public static TextLine DepthStencil(DepthStencilState s) => new TextLine("depth-stencil")
        .Field("depth-test", s.DepthTest).Field("depth-write", s.DepthWrite).Field("depth-function", s.DepthFunction)
        .Field("alpha-test", s.AlphaTest).Field("alpha-function", s.AlphaFunction).Field("alpha-reference", s.AlphaReference)
        .Group("front", line => Face(line, s.Front)).Group("back", line => Face(line, s.Back));

    public static TextLine Blend(BlendState s) => new TextLine("blend")
        .Field("logic", s.Logic).Field("alpha-to-coverage", s.AlphaToCoverage).Field("alpha-to-one", s.AlphaToOne).Field("dither", s.Dither)
        .Field("independent", s.Further.Count > 0).List("target", s.Further.Prepend(s.Target), Target);

    public static TextLine Texture(SetTexture step, string name)
    {
        SamplerState s = step.Sampler;
        return new TextLine("texture").Value(step.Stage).Field("slot", step.Slot).Field("view", name)
            .Field("first-level", step.View.FirstLevel).Field("last-level", step.View.LastLevel)
            .Field("swizzle", step.View.Swizzles.Count == 0 ? "identity" : string.Join(',', step.View.Swizzles))
            .Field("wrap", $"{s.WrapS},{s.WrapT},{s.WrapR}").Field("min", s.Min).Field("mag", s.Mag).Field("mip", s.Mip)
            .Field("lod-bias", s.LodBias).Field("min-lod", s.MinLod).Field("max-lod", s.MaxLod)
            .Field("border", Colour(s.Border)).Field("compare", s.Compare).Field("seamless-cube", s.SeamlessCube);
    }

    public static string Colour(Colour c) => string.Create(CultureInfo.InvariantCulture, $"({c.R:R},{c.G:R},{c.B:R},{c.A:R})");

    /// <summary>Channels that are written, as letters.</summary>
    public static string Mask(ColourMask mask) => mask == ColourMask.None ? "none"
        : string.Concat("rgba".Where((_, channel) => ((int)mask >> channel & 1) != 0));

    private static void Face(TextLine line, StencilFace? face)
    {
        if (face is null)
        {
            line.Value("as-front");
            return;
        }

        line.Field("enabled", face.Enabled).Field("function", face.Function).Field("fail", face.Fail).Field("depth-fail", face.DepthFail).Field("pass", face.Pass)
            .Field("value-mask", face.ValueMask.ToString("x2", CultureInfo.InvariantCulture)).Field("write-mask", face.WriteMask.ToString("x2", CultureInfo.InvariantCulture));
    }

    private static void Target(TextLine line, TargetBlend t) => line
        .Field("enabled", t.Enabled)
        .Field("colour", t.ColourEquation).Field("source", t.SourceColour).Field("destination", t.DestinationColour)
        .Field("alpha", t.AlphaEquation).Field("alpha-source", t.SourceAlpha).Field("alpha-destination", t.DestinationAlpha)
        .Field("mask", Mask(t.Mask));
}
