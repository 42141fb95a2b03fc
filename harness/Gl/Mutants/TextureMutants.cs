using System.Runtime.InteropServices;

namespace Harness.Gl.Mutants;

/// <summary>Defects in samplers, views and attachments.</summary>
internal static unsafe class TextureMutants
{
    private const uint WrapS = 0x2802;
    private const uint WrapT = 0x2803;
    private const uint WrapR = 0x8072;
    private const uint MagFilter = 0x2800;
    private const uint MinFilter = 0x2801;
    private const uint CompareMode = 0x884c;
    private const uint MinLod = 0x813a;
    private const uint MaxLod = 0x813b;
    private const uint LodBias = 0x8501;
    private const uint SwizzleRed = 0x8e42;
    private const int Repeat = 0x2901;
    private const int Nearest = 0x2600;
    private const int LinearMipmapLinear = 0x2703;
    private const int LinearMipmapNearest = 0x2701;

    private static readonly HashSet<uint> KnownUnits = [];

    public static IEnumerable<GlMutant> All() =>
    [
        Integer("wrap-ignored", "Textures always repeat.", &WrapIgnored),
        Integer("wrap-s-t-swapped", "The wrap modes of s and t are swapped.", &WrapSwapped),
        Integer("filter-nearest", "Textures are never filtered.", &FilterNearest),
        Integer("mip-filter-nearest", "Mip levels are not mixed.", &MipNearest),
        Integer("depth-compare-ignored", "Depth textures are not compared.", &CompareIgnored),
        Float("lod-clamp-ignored", "The level of detail is not clamped.", &LodClampIgnored),
        Float("lod-bias-ignored", "The sampler's level-of-detail bias is dropped.", &LodBiasIgnored),
        new("border-colour-lost", "Border colours are transparent black.", [new("glSamplerParameterfv", (nint)(delegate* unmanaged<uint, uint, float*, void>)&BorderLost)]),
        new("sampler-objects-stale", "A texture unit keeps the first sampler that it got.", [new("glBindSampler", (nint)(delegate* unmanaged<uint, uint, void>)&SamplerStale), new("glUseProgram", (nint)(delegate* unmanaged<uint, void>)&UseProgramRenews)], () => KnownUnits.Clear()),
        new("swizzle-ignored", "The swizzle of views is dropped.", [new("glTexParameteri", (nint)(delegate* unmanaged<uint, uint, int, void>)&SwizzleIgnored)]),
        new("view-level-ignored", "Views always start at level 0.", [new("glTextureView", (nint)(delegate* unmanaged<uint, uint, uint, uint, uint, uint, uint, uint, void>)&ViewLevelIgnored)]),
        new("attached-layer-ignored", "The first layer is always the one drawn to.", [new("glFramebufferTextureLayer", (nint)(delegate* unmanaged<uint, uint, uint, int, int, void>)&LayerIgnored)]),
        new("attached-face-ignored", "The first face of a cube is always the one drawn to.", [new("glFramebufferTexture2D", (nint)(delegate* unmanaged<uint, uint, uint, uint, int, void>)&FaceIgnored)]),
        new("sampler-unit-ignored", "All samplers read the first unit of their stage.", [new("glUniform1i", (nint)(delegate* unmanaged<int, int, void>)&UnitIgnored)]),
    ];

    private static GlMutant Integer(string name, string defect, delegate* unmanaged<uint, uint, int, void> call) => new(name, defect, [new("glSamplerParameteri", (nint)call)]);

    private static GlMutant Float(string name, string defect, delegate* unmanaged<uint, uint, float, void> call) => new(name, defect, [new("glSamplerParameterf", (nint)call)]);

    [UnmanagedCallersOnly]
    private static void WrapIgnored(uint sampler, uint name, int value) => RealCalls.SamplerParameterInteger(sampler, name, name is WrapS or WrapT or WrapR ? Repeat : value);

    [UnmanagedCallersOnly]
    private static void WrapSwapped(uint sampler, uint name, int value) => RealCalls.SamplerParameterInteger(sampler, name switch { WrapS => WrapT, WrapT => WrapS, _ => name }, value);

    [UnmanagedCallersOnly]
    private static void FilterNearest(uint sampler, uint name, int value) => RealCalls.SamplerParameterInteger(sampler, name, name is MagFilter or MinFilter ? Nearest : value);

    [UnmanagedCallersOnly]
    private static void MipNearest(uint sampler, uint name, int value) => RealCalls.SamplerParameterInteger(sampler, name, name == MinFilter && value == LinearMipmapLinear ? LinearMipmapNearest : value);

    [UnmanagedCallersOnly]
    private static void CompareIgnored(uint sampler, uint name, int value) => RealCalls.SamplerParameterInteger(sampler, name, name == CompareMode ? 0 : value);

    [UnmanagedCallersOnly]
    private static void LodClampIgnored(uint sampler, uint name, float value)
    {
        if (name is not MinLod and not MaxLod)
        {
            RealCalls.SamplerParameterFloat(sampler, name, value);
        }
    }

    [UnmanagedCallersOnly]
    private static void LodBiasIgnored(uint sampler, uint name, float value) => RealCalls.SamplerParameterFloat(sampler, name, name == LodBias ? 0 : value);

    [UnmanagedCallersOnly]
    private static void BorderLost(uint sampler, uint name, float* values)
    {
    }

    [UnmanagedCallersOnly]
    private static void SamplerStale(uint unit, uint sampler)
    {
        if (KnownUnits.Add(unit))
        {
            RealCalls.BindSampler(unit, sampler);
        }
    }

    [UnmanagedCallersOnly]
    private static void UseProgramRenews(uint program)
    {
        KnownUnits.Clear();
        RealCalls.UseProgram(program);
    }

    [UnmanagedCallersOnly]
    private static void SwizzleIgnored(uint target, uint name, int value)
    {
        if (name is < SwizzleRed or >= SwizzleRed + 4)
        {
            RealCalls.TexParameterInteger(target, name, value);
        }
    }

    [UnmanagedCallersOnly]
    private static void ViewLevelIgnored(uint view, uint target, uint texture, uint format, uint firstLevel, uint levels, uint firstLayer, uint layers) =>
        RealCalls.TextureView(view, target, texture, format, 0, levels, firstLayer, layers);

    [UnmanagedCallersOnly]
    private static void LayerIgnored(uint target, uint attachment, uint texture, int level, int layer) => RealCalls.FramebufferTextureLayer(target, attachment, texture, level, 0);

    [UnmanagedCallersOnly]
    private static void FaceIgnored(uint target, uint attachment, uint face, uint texture, int level) =>
        RealCalls.FramebufferTexture2D(target, attachment, face is > 0x8515 and <= 0x851a ? 0x8515 : face, texture, level);

    [UnmanagedCallersOnly]
    private static void UnitIgnored(int location, int unit) => RealCalls.Uniform1(location, unit < 16 ? 0 : 16);
}
