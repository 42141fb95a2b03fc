using Harness.Gl.Egl;
using Harness.Gl.Player;
using Harness.Imaging;
using Harness.Lab.Grounds;
using Harness.Lab.Sampling;
using Harness.Virgl;

namespace Harness.Lab.Frames;

/// <summary>
/// Frames of a scene, in a context of their own. A turn is a frame: from the scene's first call until the kernel says that it is shown, or where frames overlap,
/// until it is on its way and the one before is shown. A frame makes all its objects anew, except for programs. Whoever measures looks at the last frame.
/// </summary>
public sealed class FrameBench : IBench
{
    private readonly FrameTask _task;
    private readonly EglContext _context;
    private readonly GlPlayer _player;
    private readonly IFrameDisplay _display;
    private PlayedGlScene? _played;

    /// <summary>Makes the context.</summary>
    /// <exception cref="Gl.Contexts.GlException">The driver refuses.</exception>
    public FrameBench(GlGround ground, FrameTask task)
    {
        (_task, _display) = (task, ground.Display!);
        _context = ground.NewContext();
        _player = new GlPlayer(_context, ground.Load);
    }

    /// <inheritdoc/>
    public string Name => _task.Name;

    /// <inheritdoc/>
    public long Bytes => 0;

    /// <inheritdoc/>
    public WorkCounters? Work => null;

    /// <summary>The number on the frame shown last; no frames of two launches have the same.</summary>
    public uint Nonce { get; private set; } = (uint)Random.Shared.Next();

    /// <summary>Reads the frame drawn last.</summary>
    public Frame ReadLast()
    {
        _display.Await();
        return _played!.ReadBack();
    }

    /// <inheritdoc/>
    public void Prepare()
    {
    }

    /// <inheritdoc/>
    public void Do()
    {
        _played = _player.Play(_task.Drawn);
        _display.Begin(_played.WindowTexture, _played.Width, _played.Height, ++Nonce);
        if (_task.Pace == FramePace.OneByOne)
        {
            _display.Await();
        }
    }

    /// <inheritdoc/>
    public void Prove()
    {
        // The player has asked OpenGL for errors after each step; pictures are judged where the reference frames are.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _display.Await();
        _player.Dispose();
        _context.Dispose();
    }
}
