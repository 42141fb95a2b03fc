using System.Runtime.InteropServices;

namespace Harness.Gl.Mutants;

/// <summary>Defects in tests, blending and masks.</summary>
internal static unsafe class FragmentMutants
{
    private const uint Add = 0x8006;
    private const uint IncrementClamp = 0x1e02;
    private const uint DecrementClamp = 0x1e03;
    private const uint IncrementWrap = 0x8507;
    private const uint DecrementWrap = 0x8508;

    public static IEnumerable<GlMutant> All() =>
    [
        new("depth-function-reversed", "GREATER and LESS are swapped.", [new("glDepthFunc", (nint)(delegate* unmanaged<uint, void>)&DepthReversed)]),
        new("depth-less-or-equal", "LESS passes equal depths.", [new("glDepthFunc", (nint)(delegate* unmanaged<uint, void>)&DepthLessOrEqual)]),
        new("depth-mask-ignored", "Depth is written although its mask is off.", [new("glDepthMask", (nint)(delegate* unmanaged<byte, void>)&DepthMaskIgnored)]),
        new("stencil-reference-lost", "Stencil references are taken as 0.", [new("glStencilFuncSeparate", (nint)(delegate* unmanaged<uint, uint, int, uint, void>)&StencilReferenceLost)]),
        new("stencil-value-mask-ignored", "All stencil bits are compared.", [new("glStencilFuncSeparate", (nint)(delegate* unmanaged<uint, uint, int, uint, void>)&StencilValueMaskIgnored)]),
        new("stencil-operations-swapped", "The operations for stencil fail and depth fail are swapped.", [new("glStencilOpSeparate", (nint)(delegate* unmanaged<uint, uint, uint, uint, void>)&StencilSwapped)]),
        new("stencil-wrap-clamps", "Wrapping increments and decrements clamp.", [new("glStencilOpSeparate", (nint)(delegate* unmanaged<uint, uint, uint, uint, void>)&StencilClamps)]),
        new("stencil-write-mask-ignored", "All stencil bits are written.", [new("glStencilMaskSeparate", (nint)(delegate* unmanaged<uint, uint, void>)&StencilWriteMaskIgnored)]),
        new("blend-factors-swapped", "Source and destination factors are swapped.", [new("glBlendFuncSeparate", (nint)(delegate* unmanaged<uint, uint, uint, uint, void>)&BlendSwapped)]),
        new("blend-alpha-like-colour", "Alpha is blended with the factors of colour.", [new("glBlendFuncSeparate", (nint)(delegate* unmanaged<uint, uint, uint, uint, void>)&BlendAlphaLikeColour)]),
        new("blend-equation-ignored", "Blending always adds.", [new("glBlendEquationSeparate", (nint)(delegate* unmanaged<uint, uint, void>)&BlendAlwaysAdds)]),
        new("blend-colour-lost", "The blend colour is always transparent black.", [new("glBlendColor", (nint)(delegate* unmanaged<float, float, float, float, void>)&BlendColourLost)]),
        new("blend-of-first-attachment", "Blend states of attachments other than the first are ignored.", [new("glBlendFuncSeparatei", (nint)(delegate* unmanaged<uint, uint, uint, uint, uint, void>)&BlendFirstOnly)]),
        new("colour-mask-ignored", "All channels are written.", [new("glColorMask", (nint)(delegate* unmanaged<byte, byte, byte, byte, void>)&ColourMaskIgnored)]),
        new("colour-mask-red-blue-swapped", "The masks of red and blue are swapped.", [new("glColorMask", (nint)(delegate* unmanaged<byte, byte, byte, byte, void>)&ColourMaskSwapped)]),
    ];

    [UnmanagedCallersOnly]
    private static void DepthReversed(uint function) => RealCalls.DepthFunc(function switch { 0x201 => 0x204u, 0x204 => 0x201u, 0x203 => 0x206u, 0x206 => 0x203u, _ => function });

    [UnmanagedCallersOnly]
    private static void DepthLessOrEqual(uint function) => RealCalls.DepthFunc(function == 0x201 ? 0x203u : function);

    [UnmanagedCallersOnly]
    private static void DepthMaskIgnored(byte on) => RealCalls.DepthMask(1);

    [UnmanagedCallersOnly]
    private static void StencilReferenceLost(uint face, uint function, int reference, uint mask) => RealCalls.StencilFuncSeparate(face, function, 0, mask);

    [UnmanagedCallersOnly]
    private static void StencilValueMaskIgnored(uint face, uint function, int reference, uint mask) => RealCalls.StencilFuncSeparate(face, function, reference, 0xff);

    [UnmanagedCallersOnly]
    private static void StencilSwapped(uint face, uint fail, uint depthFail, uint pass) => RealCalls.StencilOpSeparate(face, depthFail, fail, pass);

    [UnmanagedCallersOnly]
    private static void StencilClamps(uint face, uint fail, uint depthFail, uint pass) => RealCalls.StencilOpSeparate(face, Clamped(fail), Clamped(depthFail), Clamped(pass));

    [UnmanagedCallersOnly]
    private static void StencilWriteMaskIgnored(uint face, uint mask) => RealCalls.StencilMaskSeparate(face, 0xff);

    [UnmanagedCallersOnly]
    private static void BlendSwapped(uint source, uint destination, uint sourceAlpha, uint destinationAlpha) => RealCalls.BlendFuncSeparate(destination, source, destinationAlpha, sourceAlpha);

    [UnmanagedCallersOnly]
    private static void BlendAlphaLikeColour(uint source, uint destination, uint sourceAlpha, uint destinationAlpha) => RealCalls.BlendFuncSeparate(source, destination, source, destination);

    [UnmanagedCallersOnly]
    private static void BlendAlwaysAdds(uint colour, uint alpha) => RealCalls.BlendEquationSeparate(Add, Add);

    [UnmanagedCallersOnly]
    private static void BlendColourLost(float r, float g, float b, float a) => RealCalls.BlendColor(0, 0, 0, 0);

    [UnmanagedCallersOnly]
    private static void BlendFirstOnly(uint attachment, uint source, uint destination, uint sourceAlpha, uint destinationAlpha)
    {
        if (attachment == 0)
        {
            for (uint i = 0; i < 8; i++)
            {
                RealCalls.BlendFuncSeparateIndexed(i, source, destination, sourceAlpha, destinationAlpha);
            }
        }
    }

    [UnmanagedCallersOnly]
    private static void ColourMaskIgnored(byte r, byte g, byte b, byte a) => RealCalls.ColorMask(1, 1, 1, 1);

    [UnmanagedCallersOnly]
    private static void ColourMaskSwapped(byte r, byte g, byte b, byte a) => RealCalls.ColorMask(b, g, r, a);

    private static uint Clamped(uint operation) => operation switch { IncrementWrap => IncrementClamp, DecrementWrap => DecrementClamp, _ => operation };
}
