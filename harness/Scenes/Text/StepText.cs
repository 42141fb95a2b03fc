using Harness.Scenes.Shading;
using Harness.Scenes.Steps;
using static System.FormattableString;

namespace Harness.Scenes.Text;

/// <summary>Steps as lines: a verb, what it acts on, then every field by name.</summary>
internal static class StepText
{
    public static string Of(Step step, string indent) => step is SetShaders shaders
        ? $"shaders\n{Indented(TgsiEmitter.Emit(shaders.Vertex), indent)}\n{Indented(TgsiEmitter.Emit(shaders.Fragment), indent)}"
        : (Resource(step) ?? State(step) ?? Drawing(step) ?? Display(step) ?? throw new ArgumentException($"A {step.GetType().Name} has no text form.", nameof(step))).ToString();

    private static string Indented(string text, string indent) => indent + text.TrimEnd('\n').Replace("\n", $"\n{indent}", StringComparison.Ordinal);

    private static TextLine? Resource(Step step) => step switch
    {
        CreateResource { Resource: BufferResource b } => new TextLine("create").Value(Name(b)).Field("use", b.Use).Field("size", b.Size),
        CreateResource { Resource: TextureResource t } => new TextLine("create").Value(Name(t)).Field("target", t.Target).Field("format", t.Format).Field("use", t.Use)
            .Field("width", t.Width).Field("height", t.Height).Field("depth", t.Depth).Field("layers", t.Layers).Field("levels", t.Levels).Field("samples", t.Samples),
        UpdateBuffer s => new TextLine("update").Value(Name(s.Buffer)).Field("road", s.Road).Field("offset", s.Offset).Data(s.Data),
        UpdateTexture s => new TextLine("update").Value(Name(s.Texture)).Field("level", s.Level).Field("box", Box(s.Box)).Field("road", s.Road)
            .Field("stride", s.Stride).Field("layer-stride", s.LayerStride).Field("offset", s.Offset).Data(s.Data),
        CopyThroughGuest s => new TextLine("copy-through-guest").Value(Name(s.Source)).Field("level", s.SourceLevel).Field("box", Box(s.SourceBox))
            .Field("to", Name(s.Destination)).Field("to-level", s.DestinationLevel).Field("to-box", Box(s.DestinationBox)).Field("stride", s.Stride).Field("offset", s.Offset),
        SetConstants s => new TextLine("constants").Value(s.Stage).Floats(s.Values),
        SetConstantBuffer s => new TextLine("constant-buffer").Value(s.Stage).Field("block", s.Block).Field("buffer", Name(s.Buffer)).Field("offset", s.Offset).Field("size", s.Size),
        SetTexture s => StateText.Texture(s, Name(s.View.Texture)),
        SetVertexBuffers s => new TextLine("vertex-buffers").Field("count", s.Bindings.Count)
            .List("", s.Bindings, (line, b) => line.Value(Name(b.Buffer)).Field("stride", b.Stride).Field("offset", b.Offset)),
        SetVertexElements s => new TextLine("vertex-elements").Field("count", s.Elements.Count)
            .List("", s.Elements, (line, e) => line.Value(e.Format).Field("offset", e.Offset).Field("buffer", e.Buffer).Field("divisor", e.Divisor)),
        SetIndexBuffer { Binding: var b } => new TextLine("index-buffer").Value(Name(b.Buffer)).Field("index-size", b.IndexSize).Field("offset", b.Offset),
        _ => null,
    };

    private static TextLine? State(Step step) => step switch
    {
        SetViewport { Viewport: var v } => new TextLine("viewport").Field("x", v.X).Field("y", v.Y).Field("width", v.Width).Field("height", v.Height).Field("near", v.Near).Field("far", v.Far),
        SetScissor { Box: var b } => new TextLine("scissor").Field("x", b.X).Field("y", b.Y).Field("width", b.Width).Field("height", b.Height),
        SetRasterizer s => StateText.Rasterizer(s.State),
        SetDepthStencil s => StateText.DepthStencil(s.State),
        SetBlend s => StateText.Blend(s.State),
        SetStencilReference s => new TextLine("stencil-reference").Field("front", s.Front).Field("back", s.Back),
        SetBlendColour s => new TextLine("blend-colour").Value(StateText.Colour(s.Colour)),
        SetSampleMask s => new TextLine("sample-mask").Value(s.Mask.ToString("x8", null)),
        SetClipPlanes s => new TextLine("clip-planes").Field("count", s.Planes.Count)
            .List("", s.Planes, (line, p) => line.Field("a", p.A).Field("b", p.B).Field("c", p.C).Field("d", p.D)),
        SetPolygonStipple s => new TextLine("polygon-stipple").Value(string.Join(',', s.Rows.Select(r => r.ToString("x8", null)))),
        SetFramebuffer { Framebuffer: var f } => new TextLine("framebuffer").Field("colours", f.Colours.Count)
            .List("", f.Colours, (line, surface) => line.Value(Surface(surface))).Field("depth-stencil", f.DepthStencil is { } d ? Surface(d) : null),
        UseContext s => new TextLine("context").Value(s.Context),
        BreakContext s => new TextLine("break-context").Value(s.Stream),
        _ => null,
    };

    private static TextLine? Drawing(Step step) => step switch
    {
        Clear s => new TextLine("clear").Field("colour", s.Colour is { } c ? StateText.Colour(c) : null).Field("depth", s.Depth).Field("stencil", s.Stencil),
        ClearInside s => new TextLine("clear-inside").Field("colour", StateText.Colour(s.Colour))
            .Field("x", s.Box.X).Field("y", s.Box.Y).Field("width", s.Box.Width).Field("height", s.Box.Height).Field("mask", StateText.Mask(s.Mask)),
        Draw s => new TextLine("draw").Value(s.Primitive).Field("first", s.First).Field("count", s.Count).Field("indexed", s.Indexed).Field("instances", s.Instances)
            .Field("base-vertex", s.BaseVertex).Field("start-instance", s.StartInstance).Field("restart", s.Restart),
        Blit s => new TextLine("blit").Value(Surface(s.Source)).Field("box", Box(s.SourceBox)).Field("to", Surface(s.Destination)).Field("to-box", Box(s.DestinationBox))
            .Field("filter", s.Filter).Field("scissor", s.Scissor is { } b ? Invariant($"({b.X},{b.Y},{b.Width},{b.Height})") : null),
        CopyRegion s => new TextLine("copy-region").Value(Surface(s.Source)).Field("box", Box(s.SourceBox)).Field("to", Surface(s.Destination)).Field("x", s.X).Field("y", s.Y),
        CopyBuffer s => new TextLine("copy-buffer").Value(Name(s.Source)).Field("offset", s.SourceOffset)
            .Field("to", Name(s.Destination)).Field("to-offset", s.DestinationOffset).Field("size", s.Size),
        _ => null,
    };

    private static TextLine? Display(Step step) => step switch
    {
        CreateFramebuffer2D s => new TextLine("create-2d").Value(s.Id).Field("format", s.Format).Field("width", s.Width).Field("height", s.Height).Field("scattered", s.Scattered),
        FillBacking s => new TextLine("fill-backing").Value(s.Id).Field("rectangle", Box(s.Rectangle)).Field("colour", StateText.Colour(s.Colour)),
        TransferToHost2D s => new TextLine("transfer-to-host-2d").Value(s.Id).Field("rectangle", Box(s.Rectangle)).Field("offset", s.Offset),
        SetScanout s => new TextLine("scanout").Value(s.Id).Field("rectangle", Box(s.Rectangle)),
        FlushResource s => new TextLine("flush").Value(s.Id).Field("rectangle", Box(s.Rectangle)),
        ReplaceBacking s => new TextLine("replace-backing").Value(s.Id).Field("scattered", s.Scattered),
        CreateCursor s => new TextLine("create-cursor").Value(s.Id).Data(s.Bgra),
        UpdateCursor s => new TextLine("update-cursor").Value(s.Id).Field("x", s.X).Field("y", s.Y).Field("hot-x", s.HotX).Field("hot-y", s.HotY),
        MoveCursor s => new TextLine("move-cursor").Field("x", s.X).Field("y", s.Y),
        HideCursor => new TextLine("hide-cursor"),
        _ => null,
    };

    private static string Name(BufferResource buffer) => Invariant($"buffer#{buffer.Id}");

    private static string Name(TextureResource texture) => Invariant($"texture#{texture.Id}");

    private static string Surface(Surface surface) => Invariant($"{(surface.Texture is { } t ? Name(t) : "window")}[level {surface.Level} layer {surface.Layer}]");

    private static string Box(Region b) => Invariant($"({b.X},{b.Y},{b.Z},{b.Width},{b.Height},{b.Depth})");

    private static string Box(BlitBox b) => Invariant($"({b.X0},{b.Y0},{b.X1},{b.Y1})");

    private static string Box(DisplayRectangle b) => Invariant($"({b.X},{b.Y},{b.Width},{b.Height})");
}
