using Harness.Catalogue;
using Harness.Scenes;
using Harness.Virgl;
using Harness.Virgl.Decorators;
using Harness.Virgl.Player;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Decorators;

[TestFixture]
internal sealed class RecordingConnectionTests
{
    private static readonly Scene Drawn = SceneCatalogue.All.First(scene => scene.Name == "viewport/whole");

    [Test]
    public void A_played_scene_is_recorded_as_calls_and_named_commands()
    {
        using var recorder = Recorder();
        var recording = recorder.Begin();
        new VirglPlayer(recorder).Play(Drawn);
        var text = recording.ToString();
        Assert.That(text, Does.Contain("create context 1").And.Contain("create resource 1: target").And.Contain("submit to context 1"));
        Assert.That(text, Does.Contain("DRAW_VBO").And.Contain("CLEAR").And.Contain("wait for context 1"));
        Assert.That(text, Does.Not.Contain("!"), "commands that could not be decoded");
    }

    [Test]
    public void A_new_recording_leaves_the_old_one_as_it_was()
    {
        using var recorder = Recorder();
        var player = new VirglPlayer(recorder);
        var first = recorder.Begin();
        player.Play(Drawn);
        var text = first.ToString();
        var second = recorder.Begin();
        player.Play(Drawn);
        Assert.That(first.ToString(), Is.EqualTo(text));
        Assert.That(second.Calls, Is.Positive);
    }

    [Test]
    public void Every_scene_that_draws_can_be_recorded_offline()
    {
        foreach (var scene in SceneCatalogue.All.Where(scene => (scene.Needs & (SceneNeeds.Display | SceneNeeds.RawStream)) == 0))
        {
            using var recorder = Recorder();
            var recording = recorder.Begin();
            new VirglPlayer(recorder).Play(scene);
            Assert.That(recording.ToString(), Does.Not.Contain("\n  !"), scene.Name);
        }
    }

    private static RecordingConnection Recorder()
        => new(new OfflineConnection(ConnectionFeatures.ManyContexts | ConnectionFeatures.TransferStrides | ConnectionFeatures.ResourceFlags, new Capset(2, 2, default)));
}
