using System.Globalization;
using Harness.Gl.Contexts;
using Harness.Gl.Objects;
using Harness.Gl.Programs;
using Harness.Imaging;
using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using Silk.NET.OpenGL;
using Framebuffer = Harness.Scenes.State.Framebuffer;

namespace Harness.Gl.Player;

/// <summary>One scene being played, and what it made until it is cleared away.</summary>
internal sealed unsafe class GlPerformance
{
    private readonly Scene scene;
    private readonly ProgramCache programs;
    private readonly SceneObjects objects;
    private readonly Dictionary<int, ContextPlay> contexts = [];
    private readonly Func<GlContext> sibling;
    private ContextPlay current;

    /// <param name="context">Context 0 of the scene.</param>
    /// <param name="sibling">Makes another that shares objects; it is disposed of with the scene.</param>
    public GlPerformance(Scene scene, GlContext context, ProgramCache programs, Func<GlContext> sibling)
    {
        (this.scene, this.programs, this.sibling) = (scene, programs, sibling);
        context.MakeCurrent();
        context.Said();
        objects = new SceneObjects(context, scene);
        current = contexts[0] = new ContextPlay(context, objects, programs);
    }

    /// <summary>Plays all steps; the scene's context 0 is current afterwards.</summary>
    /// <exception cref="GlException">GL failed a step.</exception>
    public void Run()
    {
        Guard("CreateWindow", "Making the window", ClearWindow);
        for (int i = 0; i < scene.Steps.Count; i++)
        {
            Step step = scene.Steps[i];
            Execute(step);
            current.Context.CheckErrors(step.GetType().Name, Place(i, step));
        }

        Use(0);
    }

    /// <summary>The window's texture.</summary>
    public uint Window => objects.Window;

    /// <summary>glReadPixels of the whole window, turned over: GL's first row is the bottom one.</summary>
    public Frame ReadBack()
    {
        (int width, int height) = (scene.Width, scene.Height);
        byte[] pixels = new byte[width * height * 4];
        GlContext context = contexts[0].Context;
        context.MakeCurrent();
        GL gl = context.Gl;
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, contexts[0].Framebuffers.Get(Framebuffer.Window));
        fixed (byte* data = pixels)
        {
            gl.ReadPixels(0, 0, (uint)width, (uint)height, PixelFormat.Rgba, PixelType.UnsignedByte, data);
        }

        context.CheckErrors(nameof(ReadBack));
        TurnOver(pixels, width * 4);
        return new Frame(width, height, pixels);
    }

    /// <summary>Deletes all that the scene made. A context that was lost takes it along by itself.</summary>
    public void Release()
    {
        foreach ((int number, ContextPlay play) in contexts.OrderByDescending(c => c.Key))
        {
            play.Context.MakeCurrent();
            play.Delete();
            if (number > 0)
            {
                play.Context.Dispose();
            }
        }

        contexts[0].Context.MakeCurrent();
        objects.Delete(contexts[0].Context.Gl);
        contexts[0].Context.CheckErrors("Release");
    }

    private void Execute(Step step)
    {
        if (step is UseContext use)
        {
            Use(use.Context);
        }
        else if (!current.TryExecute(step))
        {
            throw new InvalidOperationException($"{step.GetType().Name} is not a step of the GL player.");
        }
    }

    /// <summary>What a context wrote to shared objects is complete before another reads it.</summary>
    private void Use(int number)
    {
        if (contexts.TryGetValue(number, out ContextPlay? known) && known == current)
        {
            return;
        }

        current.Context.Gl.Finish();
        if (known is null)
        {
            GlContext made = sibling();
            made.MakeCurrent();
            contexts[number] = known = new ContextPlay(made, objects, programs);
        }

        current = known;
        current.Enter();
    }

    /// <summary>New contents are anything; scenes count on zeros.</summary>
    private void ClearWindow()
    {
        FormatLayout? depth = scene.WindowDepth == Format.None ? null : FormatLayout.Of(scene.WindowDepth);
        current.TryExecute(new Clear(Colour.Transparent, depth is { HasDepth: true } ? 0 : null, depth is { HasStencil: true } ? (byte)0 : null));
    }

    private void Guard(string area, string what, Action work)
    {
        work();
        current.Context.CheckErrors(area, what);
    }

    private static string Place(int index, Step step) => string.Create(CultureInfo.InvariantCulture, $"Step {index + 1} ({step.GetType().Name})");

    private static void TurnOver(Span<byte> pixels, int row)
    {
        Span<byte> kept = row <= 4096 ? stackalloc byte[row] : new byte[row];
        for (int top = 0, bottom = pixels.Length - row; top < bottom; top += row, bottom -= row)
        {
            pixels.Slice(top, row).CopyTo(kept);
            pixels.Slice(bottom, row).CopyTo(pixels[top..]);
            kept.CopyTo(pixels[bottom..]);
        }
    }
}
