using Harness.Gl.Contexts;
using Harness.Gl.Formats;
using Harness.Gl.Objects;
using Harness.Gl.Programs;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using Silk.NET.OpenGL;

namespace Harness.Gl.Player;

/// <summary>Tells GL the state that changed, before the call that needs it: framebuffer, program, constants and textures. Other files of this class tell the rest.</summary>
internal sealed unsafe partial class StateSender(GlContext context, SceneObjects objects, FramebufferTable framebuffers, ProgramCache programs, ScenePipeline state)
{

    private readonly GL gl = context.Gl;
    private readonly Dictionary<(VertexShader Vertex, FragmentShader Fragment, GlslOptions Options), LinkedProgram> linked = [];
    private LinkedProgram? program;

    /// <summary>State that no scene changes, or that follows from the context alone.</summary>
    public void SendConstantState()
    {
        gl.Enable(EnableCap.FramebufferSrgb);
        gl.Disable(EnableCap.PrimitiveRestart);
        gl.Disable((EnableCap)GLEnum.PrimitiveRestartFixedIndex);
        gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, 0);
        gl.BindBuffer(BufferTargetARB.PixelPackBuffer, 0);
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 4);
        gl.PixelStore(PixelStoreParameter.UnpackRowLength, 0);
        gl.PixelStore(PixelStoreParameter.UnpackImageHeight, 0);
        gl.PixelStore(PixelStoreParameter.PackAlignment, 4);
        gl.PixelStore(PixelStoreParameter.PackRowLength, 0);
        if (context.IsCompatibility)
        {
            // Without point sprites the old profile gives points no coordinates, and unless told otherwise it clamps colours to 0..1 on their way to signed formats.
            gl.Enable((EnableCap)0x8861);
            gl.ClampColor((ClampColorTargetARB)0x891b, ClampColorModeARB.False);
        }
    }

    /// <summary>Everything, before a draw.</summary>
    public void SendAll() => Send(Dirty.All);

    /// <summary>Of what is asked for, that which changed.</summary>
    public void Send(Dirty wanted)
    {
        if (state.Dirty.HasFlag(Dirty.Program) && wanted.HasFlag(Dirty.Program))
        {
            // First, since another program has constants of its own.
            SendProgram();
        }

        Dirty now = state.Dirty & wanted;
        state.Dirty &= ~wanted;
        If(Dirty.Framebuffer, SendFramebuffer);
        If(Dirty.Viewport, SendViewport);
        If(Dirty.Scissor, SendScissor);
        If(Dirty.Rasterizer, SendRasterizer);
        If(Dirty.DepthStencil, SendDepthStencil);
        If(Dirty.Blend, SendBlend);
        If(Dirty.BlendColour, () => gl.BlendColor(state.BlendColour.R, state.BlendColour.G, state.BlendColour.B, state.BlendColour.A));
        If(Dirty.SampleMask, SendSampleMask);
        If(Dirty.Stipple, SendStipple);
        If(Dirty.VertexInput, SendVertexInput);
        If(Dirty.VertexConstants, () => SendConstants(ShaderStage.Vertex, state.VertexConstants));
        If(Dirty.FragmentConstants, () => SendConstants(ShaderStage.Fragment, state.FragmentConstants));
        If(Dirty.ClipPlanes, SendClipPlanes);
        If(Dirty.ConstantBuffers, SendConstantBuffers);
        If(Dirty.Textures, SendTextures);

        void If(Dirty bit, Action send)
        {
            if ((now & bit) != 0)
            {
                send();
            }
        }
    }

    private void SendFramebuffer() => gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffers.Get(state.Framebuffer));

    private void SendProgram()
    {
        if (state.VertexShader is not { } vertex || state.FragmentShader is not { } fragment)
        {
            throw new InvalidOperationException("A draw needs shaders.");
        }

        var options = new GlslOptions
        {
            Dialect = context.Features.Glsl >= 330 ? GlslDialect.Core330 : GlslDialect.Compatibility140,
            FlatColours = state.Rasterizer.FlatShade,
            Attachments = Math.Max(state.Framebuffer.Colours.Count, 1),
            ClipDistances = 32 - int.LeadingZeroCount(state.Rasterizer.ClipPlanes),
        };
        if (!linked.TryGetValue((vertex, fragment, options), out LinkedProgram? wanted))
        {
            wanted = programs.Get(context, GlslEmitter.Emit(vertex, options), GlslEmitter.Emit(fragment, options), vertex, fragment, options.ClipDistances);
            linked.Add((vertex, fragment, options), wanted);
        }

        if (program != wanted)
        {
            program = wanted;
            gl.UseProgram(wanted.Name);
            state.Dirty |= Dirty.VertexConstants | Dirty.FragmentConstants | Dirty.ClipPlanes;
        }
    }

    /// <summary>Sends as many registers as the shader declares: a program keeps what an earlier scene set.</summary>
    private void SendConstants(ShaderStage stage, EquatableList<float> values)
    {
        (int location, int registers) = stage == ShaderStage.Vertex ? program!.VertexConstants : program!.FragmentConstants;
        if (location < 0)
        {
            return;
        }

        float[]? padded = null;
        if (values.Count != registers * 4)
        {
            padded = new float[registers * 4];
            values.Span[..Math.Min(values.Count, padded.Length)].CopyTo(padded);
        }

        fixed (float* data = padded ?? values.Span)
        {
            gl.Uniform4(location, (uint)registers, data);
        }
    }

    private void SendClipPlanes()
    {
        if (program!.ClipPlanes is not { Location: >= 0 } planes)
        {
            return;
        }

        Span<float> values = stackalloc float[planes.Registers * 4];
        for (int i = 0; i < Math.Min(planes.Registers, state.ClipPlanes.Count); i++)
        {
            (values[4 * i], values[(4 * i) + 1], values[(4 * i) + 2], values[(4 * i) + 3]) = state.ClipPlanes[i];
        }

        fixed (float* data = values)
        {
            gl.Uniform4(planes.Location, (uint)planes.Registers, data);
        }
    }

    private void SendConstantBuffers()
    {
        foreach (((ShaderStage stage, int block), SetConstantBuffer bound) in state.ConstantBuffers)
        {
            gl.BindBufferRange(BufferTargetARB.UniformBuffer, ProgramCache.PointOf(stage, block), objects[bound.Buffer], bound.Offset, (nuint)bound.Size);
        }
    }

    private void SendTextures()
    {
        bool seamless = true;
        foreach (((ShaderStage stage, int slot), (TextureView view, SamplerState sampler)) in state.Textures)
        {
            uint texture = objects.View(context, view);
            uint samplerName = objects.Sampler(context, sampler);
            int unit = ProgramCache.UnitOf(stage, slot);
            gl.ActiveTexture(TextureUnit.Texture0 + unit);
            gl.BindTexture(Words.Of(view.Texture), texture);
            gl.BindSampler((uint)unit, samplerName);
            seamless &= view.Texture.Target != Scenes.TextureTarget.Cube || sampler.SeamlessCube;
        }

        Switch(EnableCap.TextureCubeMapSeamless, seamless);
    }

    private void Switch(EnableCap capability, bool on)
    {
        if (on)
        {
            gl.Enable(capability);
        }
        else
        {
            gl.Disable(capability);
        }
    }
}
