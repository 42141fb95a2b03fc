using Harness.Gl.Contexts;
using Harness.Gl.Formats;
using Harness.Scenes.State;
using Silk.NET.OpenGL;

namespace Harness.Gl.Objects;

/// <summary>Sampler states as sampler objects.</summary>
internal static unsafe class Samplers
{
    public static uint Make(GlContext context, SamplerState state)
    {
        bool mirrorsOnce = state.WrapS == Wrap.MirrorClampToEdge || state.WrapT == Wrap.MirrorClampToEdge || state.WrapR == Wrap.MirrorClampToEdge;
        Lacks.Unless(!mirrorsOnce || context.Features.MirrorClampToEdge, context, "mirrored clamping (OpenGL 4.4 or GL_ARB_texture_mirror_clamp_to_edge)");
        GL gl = context.Gl;
        uint name = gl.GenSampler();
        gl.SamplerParameter(name, SamplerParameterI.WrapS, (int)Words.Of(state.WrapS));
        gl.SamplerParameter(name, SamplerParameterI.WrapT, (int)Words.Of(state.WrapT));
        gl.SamplerParameter(name, SamplerParameterI.WrapR, (int)Words.Of(state.WrapR));
        gl.SamplerParameter(name, SamplerParameterI.MinFilter, (int)Words.MinFilter(state));
        gl.SamplerParameter(name, SamplerParameterI.MagFilter, (int)Words.MagFilter(state));
        gl.SamplerParameter(name, (SamplerParameterF)GLEnum.TextureLodBias, state.LodBias);
        gl.SamplerParameter(name, SamplerParameterF.MinLod, state.MinLod);
        gl.SamplerParameter(name, SamplerParameterF.MaxLod, state.MaxLod);
        float* border = stackalloc float[] { state.Border.R, state.Border.G, state.Border.B, state.Border.A };
        gl.SamplerParameter(name, SamplerParameterF.BorderColor, border);
        if (state.Compare is { } comparison)
        {
            gl.SamplerParameter(name, SamplerParameterI.CompareMode, (int)GLEnum.CompareRefToTexture);
            gl.SamplerParameter(name, SamplerParameterI.CompareFunc, (int)Words.Of(comparison));
        }

        return name;
    }
}
