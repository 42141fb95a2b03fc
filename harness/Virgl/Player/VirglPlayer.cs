using Harness.Scenes;

namespace Harness.Virgl.Player;

/// <summary>
/// Plays scenes as VirGL command streams over any connection. A context is used again from scene to scene: every scene starts with no objects and with all state sent anew.
/// A context that was lost is replaced before the next scene.
/// </summary>
public sealed class VirglPlayer(IVirglConnection connection) : IDisposable
{
    private uint context;
    private PlayedScene? last;

    /// <summary>Plays all steps and waits until the renderer has executed them.</summary>
    /// <returns>The result; it is valid until the next scene is played.</returns>
    /// <exception cref="DeviceException">The renderer or device failed; see its fault.</exception>
    public PlayedScene Play(Scene scene)
    {
        if (scene.Needs.HasFlag(SceneNeeds.Display))
        {
            throw new ArgumentException($"Scene {scene.Name} is one of the display path, which VirGL has no words for.", nameof(scene));
        }

        try
        {
            last?.Release();
            last = null;
            if (context == 0)
            {
                context = connection.CreateContext("scenes");
            }

            var performance = new Performance(connection, scene, context);
            last = performance.Run();
            context = last.Context;
            return last;
        }
        catch (DeviceException)
        {
            Abandon();
            throw;
        }
    }

    public void Dispose()
    {
        last = null;
        if (context != 0)
        {
            Abandon();
        }
    }

    private void Abandon()
    {
        uint lost = context;
        (context, last) = (0, null);
        try
        {
            connection.DestroyContext(lost);
        }
        catch (DeviceException)
        {
            // The device is gone with its contexts: the fault that brought us here says so.
        }
    }
}
