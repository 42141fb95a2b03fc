using Harness.Virgl.Commands;

namespace Harness.Virgl.Mutants;

/// <summary>Defects in viewport, scissor, rasterizer and tests.</summary>
internal static class StateMutants
{
    public static IEnumerable<Mutant> All() =>
    [
        Viewport("viewport-off-by-one-x", "The viewport is one pixel too far to the right.", v => v with { TranslateX = v.TranslateX + 1 }),
        Viewport("viewport-off-by-one-y", "The viewport is one pixel too low.", v => v with { TranslateY = v.TranslateY + 1 }),
        Viewport("viewport-y-flipped", "The viewport's y scale has the wrong sign.", v => v with { ScaleY = -v.ScaleY }),
        Viewport("viewport-depth-range-ignored", "glDepthRange has no effect.", v => v with { ScaleZ = 0.5f, TranslateZ = 0.5f }),
        new("viewport-stale", "A viewport set while the framebuffer stays is not sent.", () => new StaleMutation<SetViewportState>(c => c is SetFramebufferState, _ => 0)),
        Scissor("scissor-one-short", "The scissor box lacks its last column.", s => s.MaxX > s.MinX ? s with { MaxX = s.MaxX - 1 } : s),
        Scissor("scissor-inclusive", "The scissor's right and top edges are taken as inclusive.", s => s with { MaxX = s.MaxX + 1, MinY = s.MinY == 0 ? 0 : s.MinY - 1 }),
        Scissor("scissor-shifted-y", "The scissor box is a row too low.", s => s with { MinY = s.MinY + 1, MaxY = s.MaxY + 1 }),
        new("scissor-stale", "A scissor box set while the framebuffer stays is not sent.", () => new StaleMutation<SetScissorState>(c => c is SetFramebufferState, _ => 0)),
        Rasterizer("scissor-never", "The scissor test cannot be switched on.", r => r with { Scissor = false }),
        Rasterizer("scissor-always", "The scissor test cannot be switched off.", r => r with { Scissor = true }),
        Rasterizer("cull-face-swapped", "Front and back are swapped when culling.", r => r.CullFace switch
        {
            CullFace.Front => r with { CullFace = CullFace.Back },
            CullFace.Back => r with { CullFace = CullFace.Front },
            _ => r,
        }),
        Rasterizer("cull-ignored", "Nothing is culled.", r => r with { CullFace = CullFace.None }),
        Rasterizer("front-face-ignored", "The winding of front faces cannot be changed.", r => r with { FrontCcw = true }),
        Rasterizer("provoking-vertex-swapped", "The first vertex provokes where the last should, and the other way round.", r => r with { FlatshadeFirst = !r.FlatshadeFirst }),
        Rasterizer("flat-shade-ignored", "Colours are always interpolated.", r => r with { Flatshade = false }),
        Rasterizer("depth-clamp-ignored", "Primitives are always clipped at the near and far planes.", r => r with { DepthClip = true }),
        Rasterizer("depth-clip-ignored", "Primitives are never clipped at the near and far planes.", r => r with { DepthClip = false }),
        Rasterizer("clip-half-z-ignored", "The depth range of clip space is always -w to w.", r => r with { ClipHalfZ = false }),
        Rasterizer("polygon-offset-ignored", "Polygon offset is never applied to triangles.", r => r with { OffsetTriangle = false }),
        Rasterizer("polygon-offset-negated", "Polygon offset has the wrong sign.", r => r with { OffsetUnits = -r.OffsetUnits, OffsetScale = -r.OffsetScale }),
        Rasterizer("point-size-ignored", "Points are always one pixel.", r => r with { PointSize = 1 }),
        Rasterizer("vertex-point-size-ignored", "The vertex shader's point size has no effect.", r => r with { PointSizePerVertex = false }),
        Rasterizer("line-width-ignored", "Lines are always one pixel wide.", r => r with { LineWidth = 1 }),
        Rasterizer("polygon-mode-ignored", "Polygons are always filled.", r => r with { FillFront = PolygonMode.Fill, FillBack = PolygonMode.Fill }),
        Rasterizer("rasterizer-discard-ignored", "Rasterizer discard has no effect.", r => r with { RasterizerDiscard = false }),
        Rasterizer("clip-planes-ignored", "User clip planes have no effect.", r => r with { ClipPlaneEnable = 0 }),
        Rasterizer("polygon-stipple-ignored", "Polygon stipple has no effect.", r => r with { PolygonStipple = false }),
        Rasterizer("point-origin-swapped", "Point coordinates count from the wrong corner.", r => r with { SpriteCoordLowerLeft = !r.SpriteCoordLowerLeft }),
        new("stipple-upside-down", "The rows of the polygon stipple are sent in the wrong order.", () => new CommandMutation<SetPolygonStipple>(s => s with { Rows = s.Rows.Span.ToArray().Reverse().ToArray() })),
        Tests("depth-test-ignored", "The depth test is never switched on.", d => d with { DepthEnable = false }),
        Tests("depth-mask-ignored", "Depth is written although its mask is off.", d => d with { DepthWrite = d.DepthEnable }),
        Tests("depth-less-or-equal", "LESS passes equal depths.", d => d is { DepthEnable: true, DepthFunction: CompareFunction.Less } ? d with { DepthFunction = CompareFunction.LessEqual } : d),
        Tests("depth-function-reversed", "GREATER and LESS are swapped.", d => d.DepthEnable ? d with { DepthFunction = Reversed(d.DepthFunction) } : d),
        Tests("stencil-ignored", "The stencil test is never switched on.", d => d with { Front = d.Front with { Enable = false }, Back = d.Back with { Enable = false } }),
        Tests("stencil-write-mask-ignored", "All stencil bits are written.", d => d with { Front = Enabled(d.Front, f => f with { WriteMask = 0xff }), Back = Enabled(d.Back, f => f with { WriteMask = 0xff }) }),
        Tests("stencil-value-mask-ignored", "All stencil bits are compared.", d => d with { Front = Enabled(d.Front, f => f with { ValueMask = 0xff }), Back = Enabled(d.Back, f => f with { ValueMask = 0xff }) }),
        Tests("stencil-operations-swapped", "The operations for stencil fail and depth fail are swapped.", d => d with { Front = Swapped(d.Front), Back = Swapped(d.Back) }),
        Tests("stencil-wrap-clamps", "Wrapping increments and decrements clamp.", d => d with { Front = Clamped(d.Front), Back = Clamped(d.Back) }),
        Tests("stencil-one-sided", "The back face's stencil state has no effect.", d => d with { Back = default }),
        Tests("alpha-test-ignored", "The alpha test is never switched on.", d => d with { AlphaEnable = false }),
        Tests("alpha-reference-halved", "The alpha test compares with half the reference.", d => d with { AlphaReference = d.AlphaReference / 2 }),
        new("stencil-reference-swapped", "Front and back references are swapped.", () => new CommandMutation<SetStencilRef>(s => new SetStencilRef(s.Back, s.Front))),
        new("stencil-reference-lost", "Stencil references are never sent.", () => new CommandMutation<SetStencilRef>(_ => new SetStencilRef(0, 0))),
        new("sample-mask-ignored", "All samples are written.", () => new CommandMutation<SetSampleMask>(_ => new SetSampleMask(uint.MaxValue))),
    ];

    private static Mutant Viewport(string name, string defect, Func<Viewport, Viewport> change) =>
        new(name, defect, () => new CommandMutation<SetViewportState>(s => s with { Viewports = s.Viewports.Span.ToArray().Select(change).ToArray() }));

    private static Mutant Scissor(string name, string defect, Func<ScissorRect, ScissorRect> change) =>
        new(name, defect, () => new CommandMutation<SetScissorState>(s => s with { Scissors = s.Scissors.Span.ToArray().Select(change).ToArray() }));

    private static Mutant Rasterizer(string name, string defect, Func<RasterizerState, RasterizerState> change) =>
        new(name, defect, () => new CommandMutation<CreateRasterizer>(c => c with { State = change(c.State) }));

    private static Mutant Tests(string name, string defect, Func<DepthStencilAlphaState, DepthStencilAlphaState> change) =>
        new(name, defect, () => new CommandMutation<CreateDepthStencilAlpha>(c => c with { State = change(c.State) }));

    private static StencilFace Enabled(StencilFace face, Func<StencilFace, StencilFace> change) => face.Enable ? change(face) : face;

    private static StencilFace Swapped(StencilFace face) => face with { FailOp = face.DepthFailOp, DepthFailOp = face.FailOp };

    private static StencilFace Clamped(StencilFace face) => face with { FailOp = Clamped(face.FailOp), DepthFailOp = Clamped(face.DepthFailOp), DepthPassOp = Clamped(face.DepthPassOp) };

    private static StencilOp Clamped(StencilOp operation) => operation switch
    {
        StencilOp.IncrementWrap => StencilOp.Increment,
        StencilOp.DecrementWrap => StencilOp.Decrement,
        _ => operation,
    };

    private static CompareFunction Reversed(CompareFunction function) => function switch
    {
        CompareFunction.Less => CompareFunction.Greater,
        CompareFunction.Greater => CompareFunction.Less,
        CompareFunction.LessEqual => CompareFunction.GreaterEqual,
        CompareFunction.GreaterEqual => CompareFunction.LessEqual,
        _ => function,
    };
}
