using System.Runtime.InteropServices;

namespace Harness.Gl.Mutants;

/// <summary>Defects in viewport, scissor and rasterization.</summary>
internal static unsafe class RasterMutants
{
    private const uint Front = 0x0404;
    private const uint Back = 0x0405;
    private const uint CounterClockwise = 0x0901;
    private const uint Fill = 0x1b02;
    private const uint FirstVertex = 0x8e4d;
    private const uint LastVertex = 0x8e4e;
    private const uint NegativeOneToOne = 0x935e;

    private static bool scissorIsKnown;
    private static bool viewportIsKnown;

    public static IEnumerable<GlMutant> All() =>
    [
        Scissor("scissor-shifted-x", "The scissor box is one pixel too far to the right.", &ScissorShiftedX),
        Scissor("scissor-shifted-y", "The scissor box is one pixel too high.", &ScissorShiftedY),
        Scissor("scissor-one-short", "The scissor box lacks its last column.", &ScissorShort),
        new("scissor-stale", "A scissor box set while the framebuffer stays is ignored.",
            [Call("glScissor", &ScissorStale), Call("glBindFramebuffer", &BindFramebufferRenews)], () => scissorIsKnown = false),
        Viewport("viewport-half-pixel-off", "The viewport is half a pixel off in x and y.", &ViewportHalfOff),
        Viewport("viewport-off-by-one-x", "The viewport is one pixel too far to the right.", &ViewportOffX),
        new("viewport-stale", "A viewport set while the framebuffer stays is ignored.",
            [Call("glViewport", &ViewportStale), Call("glBindFramebuffer", &BindFramebufferRenews)], () => viewportIsKnown = false),
        new("depth-range-ignored", "glDepthRange has no effect.", [new("glDepthRange", (nint)(delegate* unmanaged<double, double, void>)&DepthRangeIgnored)]),
        Word("cull-face-swapped", "Front and back are swapped when culling.", "glCullFace", &CullSwapped),
        Word("front-face-ignored", "The winding of front faces cannot be changed.", "glFrontFace", &FrontFaceIgnored),
        Word("provoking-vertex-swapped", "The first vertex provokes where the last should, and the other way round.", "glProvokingVertex", &ProvokingSwapped),
        new("polygon-mode-ignored", "Polygons are always filled.", [new("glPolygonMode", (nint)(delegate* unmanaged<uint, uint, void>)&PolygonModeIgnored)]),
        new("clip-half-z-ignored", "The depth range of clip space is always -w to w.", [new("glClipControl", (nint)(delegate* unmanaged<uint, uint, void>)&ClipControlIgnored)]),
        new("polygon-offset-negated", "Polygon offset has the wrong sign.", [new("glPolygonOffset", (nint)(delegate* unmanaged<float, float, void>)&PolygonOffsetNegated)]),
        Size("point-size-ignored", "Points are always one pixel.", "glPointSize", &PointSizeIgnored),
        Size("line-width-ignored", "Lines are always one pixel wide.", "glLineWidth", &LineWidthIgnored),
    ];

    private static GlMutant Scissor(string name, string defect, delegate* unmanaged<int, int, int, int, void> call) => new(name, defect, [Call("glScissor", call)]);

    private static GlMutant Viewport(string name, string defect, delegate* unmanaged<int, int, int, int, void> call) => new(name, defect, [Call("glViewport", call)]);

    private static GlMutant Word(string name, string defect, string function, delegate* unmanaged<uint, void> call) => new(name, defect, [new(function, (nint)call)]);

    private static GlMutant Size(string name, string defect, string function, delegate* unmanaged<float, void> call) => new(name, defect, [new(function, (nint)call)]);

    private static ReplacedCall Call(string function, delegate* unmanaged<int, int, int, int, void> call) => new(function, (nint)call);

    private static ReplacedCall Call(string function, delegate* unmanaged<uint, uint, void> call) => new(function, (nint)call);

    [UnmanagedCallersOnly]
    private static void ScissorShiftedX(int x, int y, int width, int height) => RealCalls.Scissor(x + 1, y, width, height);

    [UnmanagedCallersOnly]
    private static void ScissorShiftedY(int x, int y, int width, int height) => RealCalls.Scissor(x, y + 1, width, height);

    [UnmanagedCallersOnly]
    private static void ScissorShort(int x, int y, int width, int height) => RealCalls.Scissor(x, y, Math.Max(width - 1, 0), height);

    [UnmanagedCallersOnly]
    private static void ScissorStale(int x, int y, int width, int height)
    {
        if (!scissorIsKnown)
        {
            scissorIsKnown = true;
            RealCalls.Scissor(x, y, width, height);
        }
    }

    [UnmanagedCallersOnly]
    private static void ViewportHalfOff(int x, int y, int width, int height) => RealCalls.ViewportIndexed(0, x + 0.5f, y + 0.5f, width, height);

    [UnmanagedCallersOnly]
    private static void ViewportOffX(int x, int y, int width, int height) => RealCalls.Viewport(x + 1, y, width, height);

    [UnmanagedCallersOnly]
    private static void ViewportStale(int x, int y, int width, int height)
    {
        if (!viewportIsKnown)
        {
            viewportIsKnown = true;
            RealCalls.Viewport(x, y, width, height);
        }
    }

    [UnmanagedCallersOnly]
    private static void BindFramebufferRenews(uint target, uint framebuffer)
    {
        (scissorIsKnown, viewportIsKnown) = (false, false);
        RealCalls.BindFramebuffer(target, framebuffer);
    }

    [UnmanagedCallersOnly]
    private static void DepthRangeIgnored(double near, double far) => RealCalls.DepthRange(0, 1);

    [UnmanagedCallersOnly]
    private static void CullSwapped(uint face) => RealCalls.CullFace(face switch { Front => Back, Back => Front, _ => face });

    [UnmanagedCallersOnly]
    private static void FrontFaceIgnored(uint winding) => RealCalls.FrontFace(CounterClockwise);

    [UnmanagedCallersOnly]
    private static void ProvokingSwapped(uint convention) => RealCalls.ProvokingVertex(convention == FirstVertex ? LastVertex : FirstVertex);

    [UnmanagedCallersOnly]
    private static void PolygonModeIgnored(uint face, uint mode) => RealCalls.PolygonMode(face, Fill);

    [UnmanagedCallersOnly]
    private static void ClipControlIgnored(uint origin, uint depth) => RealCalls.ClipControl(origin, NegativeOneToOne);

    [UnmanagedCallersOnly]
    private static void PolygonOffsetNegated(float factor, float units) => RealCalls.PolygonOffset(-factor, -units);

    [UnmanagedCallersOnly]
    private static void PointSizeIgnored(float size) => RealCalls.PointSize(1);

    [UnmanagedCallersOnly]
    private static void LineWidthIgnored(float width) => RealCalls.LineWidth(1);
}
