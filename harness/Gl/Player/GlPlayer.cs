using Harness.Gl.Contexts;
using Harness.Gl.Egl;
using Harness.Gl.Programs;
using Harness.Imaging;
using Harness.Scenes;
using Silk.NET.OpenGL;

namespace Harness.Gl.Player;

/// <summary>
/// Plays scenes as OpenGL calls in a context of any kind. Contexts are used again from scene to scene: every scene starts with no objects and tells all state anew.
/// Programs are kept, since compiling them dominates a scene. One thread at a time.
/// </summary>
/// <remarks>Scenes that need words of the compatibility profile are played in a second context of that profile, which shares objects with the first.</remarks>
public sealed class GlPlayer : IDisposable
{
    private const int KeptPrograms = 1024;

    private readonly Func<string, nint> load;
    private readonly GL gl;
    private readonly GlContext main;
    private readonly ProgramCache programs = new(KeptPrograms);
    private GlContext? compatibility;
    private GlPerformance? last;

    /// <param name="context">Stays the caller's; it is current after every call of the player.</param>
    /// <param name="load">Finds GL functions; null for EGL's own. A mutant puts its own functions in there.</param>
    /// <exception cref="GlException">The context does not even come up without an error.</exception>
    public GlPlayer(EglContext context, Func<string, nint>? load = null)
    {
        this.load = load ?? EglContext.ProcAddress;
        context.MakeCurrent();
        gl = GL.GetApi(this.load);
        main = new GlContext(context, gl, this.load, owned: false);
    }

    /// <summary>What the player's context says of itself.</summary>
    public GlInfo Info => main.Info;

    /// <summary>The calls, for whoever presents a window. State that is changed between scenes does them no harm.</summary>
    public GL Api => gl;

    /// <summary>Why OpenGL cannot express the scene, as a sentence; null where it can. What a particular driver lacks shows when the scene is played.</summary>
    public static string? WhyNot(Scene scene) => Expressibility.WhyNot(scene);

    /// <summary>Plays all steps. The driver may not have executed them all before something is read.</summary>
    /// <returns>The result; it is valid until the next scene is played.</returns>
    /// <exception cref="GlException">GL failed the scene; see its fault. After <see cref="GlFault.ContextLost"/> the context must be made anew, else the player can go on.</exception>
    public PlayedGlScene Play(Scene scene)
    {
        if (WhyNot(scene) is { } reason)
        {
            throw new ArgumentException($"Scene {scene.Name} is none for the GL player. {reason}", nameof(scene));
        }

        Clear();
        GlContext context = ContextFor(scene);
        try
        {
            last = new GlPerformance(scene, context, programs, () => Sibling(context.Egl.Profile));
            last.Run();
            if (context != main)
            {
                // Whoever looks at the window does so from the player's own context.
                gl.Finish();
            }
        }
        finally
        {
            main.MakeCurrent();
        }

        return new PlayedGlScene(this, last, scene);
    }

    public void Dispose()
    {
        Clear();
        main.MakeCurrent();
        programs.Clear(gl);
        compatibility?.Dispose();
        main.MakeCurrent();
        gl.Dispose();
    }

    internal Frame ReadBack(GlPerformance performance)
    {
        if (performance != last)
        {
            throw new InvalidOperationException("The scene has been cleared away for the next one.");
        }

        try
        {
            return performance.ReadBack();
        }
        finally
        {
            main.MakeCurrent();
        }
    }

    private void Clear()
    {
        GlPerformance? before = last;
        last = null;
        before?.Release();
    }

    private GlContext ContextFor(Scene scene)
    {
        if (main.IsCompatibility || !Expressibility.NeedsCompatibility(scene))
        {
            return main;
        }

        return compatibility ??= Sibling(GlProfile.Compatibility) is { IsCompatibility: true } made
            ? made
            : throw new GlException(GlFault.NotSupported, "context", $"The scene needs words of the compatibility profile, which {Info.Renderer} does not have.");
    }

    private GlContext Sibling(GlProfile profile)
    {
        try
        {
            return new GlContext(main.Egl.Sibling(profile), gl, load, owned: true);
        }
        catch (EglException e) when (profile == GlProfile.Compatibility)
        {
            throw new GlException(GlFault.NotSupported, "context", $"The scene needs words of the compatibility profile. {e.Message}");
        }
    }
}
