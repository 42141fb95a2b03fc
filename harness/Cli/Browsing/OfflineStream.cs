using Harness.Scenes;
using Harness.Virgl;
using Harness.Virgl.Decorators;
using Harness.Virgl.Player;

namespace Harness.Cli.Browsing;

/// <summary>The calls and commands that a scene becomes, recorded from a connection that renders nothing.</summary>
internal static class OfflineStream
{
    /// <summary>The recording as text; scenes of the display path have none, since VirGL has no words for them.</summary>
    public static string Of(Scene scene)
    {
        if (scene.Needs.HasFlag(SceneNeeds.Display))
        {
            return "  none: a scene of the display path is 2D commands, one for each of its steps.\n";
        }

        if (scene.Needs.HasFlag(SceneNeeds.RawStream))
        {
            return "  none: the scene waits for the renderer to refuse a stream, and this connection refuses nothing.\n";
        }

        const ConnectionFeatures Everything = ConnectionFeatures.ManyContexts | ConnectionFeatures.ResourceFlags | ConnectionFeatures.TransferStrides;
        using var recorder = new RecordingConnection(new OfflineConnection(Everything, new Capset(2, 2, default)));
        var recording = recorder.Begin();
        new VirglPlayer(recorder).Play(scene);
        return recording.ToString();
    }
}
