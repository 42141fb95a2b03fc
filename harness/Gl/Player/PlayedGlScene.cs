using Harness.Gl.Contexts;
using Harness.Imaging;
using Harness.Scenes;

namespace Harness.Gl.Player;

/// <summary>A scene that has been drawn and not yet been cleared away.</summary>
public sealed class PlayedGlScene
{
    private readonly GlPerformance performance;
    private readonly GlPlayer player;

    internal PlayedGlScene(GlPlayer player, GlPerformance performance, Scene scene) =>
        (this.player, this.performance, Width, Height) = (player, performance, scene.Width, scene.Height);

    /// <summary>Pixels of the window.</summary>
    public int Width { get; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; }

    /// <summary>
    /// The window: an R8G8B8A8 texture of one level, complete for whoever samples it or attaches it in the player's own context. Row 0 is the bottom row, as always in GL;
    /// a display shows row 0 at the top.
    /// </summary>
    public uint WindowTexture => performance.Window;

    /// <summary>The observer <c>readback</c>: glReadPixels of the whole window.</summary>
    /// <exception cref="GlException">GL failed to draw or to read.</exception>
    public Frame ReadBack() => player.ReadBack(performance);
}
