using Harness.Oracle;
using Harness.Scenes;
using Harness.Scenes.Steps;
using NUnit.Framework;

namespace Harness.Tests.Oracle;

/// <summary>A box of texels that reaches out of its level would leave the picture undefined: the scene is wrong, and is told so.</summary>
public sealed class TransferBoxTests
{
    [Test]
    public void An_upload_past_the_right_edge_is_refused_by_name()
    {
        var scene = new SceneBuilder("test/upload", "A test.", "none", 8, 8);
        TextureResource texture = scene.Texture2D(8, 8, levels: 2);
        scene.Upload<byte>(texture, new byte[2 * 4], Region.Flat(3, 0, 2, 1), level: 1);

        Assert.That(() => ReferenceOracle.Render(scene.Build()), Throws.InvalidOperationException.With.Message.Contains("test/upload").And.Message.Contains("out of level 1"));
    }

    [Test]
    public void A_copy_through_the_guest_past_the_last_layer_is_refused()
    {
        var scene = new SceneBuilder("test/copy", "A test.", "none", 8, 8);
        TextureResource source = scene.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 4, 4, layers: 2);
        TextureResource destination = scene.Texture2D(8, 8);
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(0, 0, 4, 4, layer: 2), destination, 0, Region.Flat(0, 0, 4, 4)));

        Assert.That(() => ReferenceOracle.Render(scene.Build()), Throws.InvalidOperationException.With.Message.Contains("out of level 0"));
    }
}
