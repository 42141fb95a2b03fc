using Harness.Gl.Contexts;
using Harness.Gl.Formats;
using Harness.Gl.Objects;
using Harness.Gl.Programs;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using Silk.NET.OpenGL;

namespace Harness.Gl.Player;

/// <summary>One context while a scene plays: its state, its framebuffers and vertex array, and what is drawn in it. All state is told anew, whatever the scene before left.</summary>
internal sealed unsafe class ContextPlay
{
    private readonly GL gl;
    private readonly SceneObjects objects;
    private readonly ScenePipeline state;
    private readonly StateSender sender;
    private readonly Copies copies;
    private readonly uint vertexArray;

    /// <summary>The context must be current.</summary>
    public ContextPlay(GlContext context, SceneObjects objects, ProgramCache programs)
    {
        (Context, gl, this.objects) = (context, context.Gl, objects);
        Framebuffers = new FramebufferTable(context, objects);
        state = new ScenePipeline(objects.Width, objects.Height);
        sender = new StateSender(context, objects, Framebuffers, programs, state);
        copies = new Copies(context, objects, Framebuffers);
        vertexArray = gl.GenVertexArray();
        gl.BindVertexArray(vertexArray);
        sender.SendConstantState();
    }

    public GlContext Context { get; }

    public FramebufferTable Framebuffers { get; }

    /// <summary>Executes a step; false when it is not one of a single context.</summary>
    public bool TryExecute(Step step)
    {
        if (state.TrySet(step))
        {
            return true;
        }

        switch (step)
        {
            case CreateResource s:
                objects.Create(Context, s.Resource);
                break;
            case UpdateBuffer s:
                Uploads.Write(gl, objects, s);
                break;
            case UpdateTexture s:
                Uploads.Write(Context, objects, s);
                break;
            case CopyThroughGuest s:
                copies.CopyThroughMemory(s);
                state.Dirty |= Dirty.Framebuffer;
                break;
            case Clear s:
                Clear(s);
                break;
            case ClearInside s:
                ClearInside(s);
                break;
            case Draw s:
                Draw(s);
                break;
            case Blit s:
                copies.Blit(s);
                state.Dirty |= Dirty.Framebuffer | Dirty.Scissor | Dirty.Rasterizer;
                break;
            case CopyRegion s:
                copies.Copy(s);
                break;
            case CopyBuffer s:
                copies.Copy(s);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>After another context was current: what it changed in shared objects shows here once they are bound again.</summary>
    public void Enter()
    {
        Context.MakeCurrent();
        state.Dirty = Dirty.All;
    }

    /// <summary>Deletes what is this context's own.</summary>
    public void Delete()
    {
        Framebuffers.Delete();
        gl.BindVertexArray(0);
        gl.DeleteVertexArray(vertexArray);
    }

    /// <summary>The scene's clear takes buffers whole, so that whatever limits glClear is put aside.</summary>
    private void Clear(Clear step)
    {
        sender.Send(Dirty.Framebuffer | Dirty.Blend);
        gl.Disable(EnableCap.ScissorTest);
        gl.Disable(EnableCap.RasterizerDiscard);
        gl.ColorMask(true, true, true, true);
        gl.DepthMask(true);
        gl.StencilMask(0xff);
        ClearBufferMask buffers = 0;
        if (step.Colour is { } colour)
        {
            gl.ClearColor(colour.R, colour.G, colour.B, colour.A);
            buffers |= ClearBufferMask.ColorBufferBit;
        }

        if (step.Depth is { } depth)
        {
            gl.ClearDepth(depth);
            buffers |= ClearBufferMask.DepthBufferBit;
        }

        if (step.Stencil is { } stencil)
        {
            gl.ClearStencil(stencil);
            buffers |= ClearBufferMask.StencilBufferBit;
        }

        gl.Clear(buffers);
        state.Dirty |= Dirty.Rasterizer | Dirty.Blend | Dirty.DepthStencil;
    }

    private void ClearInside(ClearInside step)
    {
        sender.Send(Dirty.Framebuffer | Dirty.Blend);
        gl.Disable(EnableCap.RasterizerDiscard);
        gl.Enable(EnableCap.ScissorTest);
        gl.Scissor(step.Box.X, step.Box.Y, (uint)step.Box.Width, (uint)step.Box.Height);
        gl.ColorMask(step.Mask.HasFlag(ColourMask.Red), step.Mask.HasFlag(ColourMask.Green), step.Mask.HasFlag(ColourMask.Blue), step.Mask.HasFlag(ColourMask.Alpha));
        gl.ClearColor(step.Colour.R, step.Colour.G, step.Colour.B, step.Colour.A);
        gl.Clear(ClearBufferMask.ColorBufferBit);
        state.Dirty |= Dirty.Rasterizer | Dirty.Blend | Dirty.Scissor;
    }

    private void Draw(Draw step)
    {
        sender.SendAll();
        PrimitiveType mode = Words.Of(step.Primitive);
        Lacks.Unless(Context.Features.Adjacency || step.Primitive < Primitive.LinesAdjacency, Context, "primitives with adjacency (OpenGL 3.2 or GL_ARB_geometry_shader4)");
        if (step.Restart is { } restart)
        {
            gl.Enable(EnableCap.PrimitiveRestart);
            gl.PrimitiveRestartIndex(restart);
        }

        if (step.Indexed)
        {
            DrawIndexed(mode, step);
        }
        else
        {
            DrawArrays(mode, step);
        }

        if (step.Restart is not null)
        {
            gl.Disable(EnableCap.PrimitiveRestart);
        }
    }

    /// <summary>The plainest call that says it.</summary>
    private void DrawArrays(PrimitiveType mode, Draw step)
    {
        (int first, uint count, uint instances) = (step.First, (uint)step.Count, (uint)step.Instances);
        if (step.StartInstance != 0)
        {
            Lacks.Unless(Context.Features.BaseInstance, Context, "a first instance (OpenGL 4.2 or GL_ARB_base_instance)");
            gl.DrawArraysInstancedBaseInstance(mode, first, count, instances, (uint)step.StartInstance);
        }
        else if (instances != 1)
        {
            gl.DrawArraysInstanced(mode, first, count, instances);
        }
        else
        {
            gl.DrawArrays(mode, first, count);
        }
    }

    private void DrawIndexed(PrimitiveType mode, Draw step)
    {
        IndexBufferBinding binding = state.IndexBuffer ?? throw new InvalidOperationException("An indexed draw needs an index buffer.");
        gl.BindBuffer(BufferTargetARB.ElementArrayBuffer, objects[binding.Buffer]);
        DrawElementsType type = binding.IndexSize switch { 1 => DrawElementsType.UnsignedByte, 2 => DrawElementsType.UnsignedShort, _ => DrawElementsType.UnsignedInt };
        void* offset = (void*)(nint)(binding.Offset + (step.First * binding.IndexSize));
        (uint count, uint instances) = ((uint)step.Count, (uint)step.Instances);
        if (step.StartInstance != 0)
        {
            Lacks.Unless(Context.Features.BaseInstance, Context, "a first instance (OpenGL 4.2 or GL_ARB_base_instance)");
            gl.DrawElementsInstancedBaseVertexBaseInstance(mode, count, type, offset, instances, step.BaseVertex, (uint)step.StartInstance);
        }
        else if (instances != 1)
        {
            gl.DrawElementsInstancedBaseVertex(mode, count, type, offset, instances, step.BaseVertex);
        }
        else if (step.BaseVertex != 0)
        {
            gl.DrawElementsBaseVertex(mode, count, type, offset, step.BaseVertex);
        }
        else
        {
            gl.DrawElements(mode, count, type, offset);
        }
    }
}
