using System.Runtime.InteropServices;

namespace Harness.Gl.Mutants;

/// <summary>Defects of glEnable: capabilities that cannot be switched on, or not off.</summary>
internal static unsafe class SwitchMutants
{
    private static uint stuck;
    private static uint count;

    public static IEnumerable<GlMutant> All() =>
    [
        Never("scissor-never", "The scissor test cannot be switched on.", 0x0c11),
        Always("scissor-always", "The scissor test cannot be switched off.", 0x0c11),
        Never("cull-ignored", "Nothing is culled.", 0x0b44),
        Never("depth-test-ignored", "The depth test is never switched on.", 0x0b71),
        Never("stencil-ignored", "The stencil test is never switched on.", 0x0b90),
        Never("blend-ignored", "Blending is never switched on.", 0x0be2),
        Never("logic-op-ignored", "Logic operations are never switched on.", 0x0bf2),
        Never("depth-clamp-ignored", "Primitives are always clipped at the near and far planes.", 0x864f),
        Never("rasterizer-discard-ignored", "Rasterizer discard has no effect.", 0x8c89),
        Never("polygon-offset-ignored", "Polygon offset is never applied to triangles.", 0x8037),
        Never("vertex-point-size-ignored", "The vertex shader's point size has no effect.", 0x8642),
        Never("restart-ignored", "Primitive restart is never switched on.", 0x8f9d),
        Never("srgb-encoding-ignored", "Colours are not encoded on their way to sRGB targets.", 0x8db9),
        Never("sample-mask-ignored", "All samples are written.", 0x8e51),
        Never("alpha-to-coverage-ignored", "Alpha does not decide which samples are covered.", 0x809e),
        Never("alpha-test-ignored", "The alpha test is never switched on.", 0x0bc0),
        Never("polygon-stipple-ignored", "Polygon stipple has no effect.", 0x0b42),
        Never("line-stipple-ignored", "Line stipple has no effect.", 0x0b24),
        new("clip-planes-ignored", "User clip planes have no effect.", Replaced, () => (stuck, count) = (0x3000, 8)),
    ];

    private static ReplacedCall[] Replaced => [new("glEnable", (nint)(delegate* unmanaged<uint, void>)&EnableNever)];

    private static GlMutant Never(string name, string defect, uint capability) => new(name, defect, Replaced, () => (stuck, count) = (capability, 1));

    private static GlMutant Always(string name, string defect, uint capability) =>
        new(name, defect, [new("glDisable", (nint)(delegate* unmanaged<uint, void>)&DisableNever)], () => (stuck, count) = (capability, 1));

    [UnmanagedCallersOnly]
    private static void EnableNever(uint capability)
    {
        if (capability < stuck || capability >= stuck + count)
        {
            RealCalls.Enable(capability);
        }
    }

    /// <summary>Once on, it stays on.</summary>
    [UnmanagedCallersOnly]
    private static void DisableNever(uint capability)
    {
        if (capability != stuck)
        {
            RealCalls.Disable(capability);
        }
    }
}
