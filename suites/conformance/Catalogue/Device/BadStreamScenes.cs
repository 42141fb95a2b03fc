using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Device;

/// <summary>
/// Streams that no driver may send. The device must stay alive, the context must be found lost with the renderer's own words, and a fresh context must draw correctly:
/// every scene ends with a picture that takes objects, uploads and shaders anew.
/// </summary>
internal static class BadStreamScenes
{
    private const string Protocol = "VirGL protocol; virtio 1.2 section 5.7.6.9";

    private static readonly Dictionary<BadStream, string> Reasons = new()
    {
        [BadStream.UnknownCommand] = "an unknown command number",
        [BadStream.LengthPastEnd] = "a command longer than its stream",
        [BadStream.ShortCommand] = "a viewport command with a dword too few",
        [BadStream.UnknownHandle] = "a blend handle that was never made",
        [BadStream.ForeignHandle] = "an object of another context",
        [BadStream.UnknownResource] = "a surface on a resource that does not exist",
        [BadStream.DetachedResource] = "a surface on a resource that is not attached to the context",
        [BadStream.InlineWriteOutOfBounds] = "an inline write past the right edge of a texture",
        [BadStream.InlineWriteShortStride] = "an inline write whose stride is shorter than its rows",
        [BadStream.TransferOutOfBounds] = "a transfer past the bottom of a texture",
        [BadStream.TransferPastBacking] = "a transfer past the end of the backing",
        [BadStream.CopyOutOfBounds] = "a copy into a resource that does not exist",
        [BadStream.BrokenShaderText] = "TGSI text with an unknown opcode",
        [BadStream.UnterminatedShader] = "TGSI text without an end",
        [BadStream.TooManyColourBuffers] = "nine colour buffers",
        [BadStream.UnknownObjectType] = "an object type that does not exist",
        [BadStream.ZeroHandle] = "an object handle of zero",
        [BadStream.TooManyVertexElements] = "thirty-three vertex elements",
        [BadStream.UnknownCommandInFront] = "an unknown command number in front of good commands",
        [BadStream.CutOffLastCommand] = "good commands and a last one that is cut off",
        [BadStream.CarriageReturnsInShader] = "TGSI text with carriage returns",
        [BadStream.UncompilableShader] = "a draw with a shader that translates but does not compile",
        [BadStream.UncompilableShaderThenUploads] = "a draw with a shader that does not compile, and uploads behind it that still work",
    };

    public static IEnumerable<Scene> All() => [.. Reasons.Select(r => Lost(r.Key, r.Value)), ResourcesSurvive(), OthersLiveOn()];

    private static Scene Lost(BadStream stream, string reason)
    {
        var scene = new SceneBuilder($"bad-stream/{Kebab(stream.ToString())}", $"A context that was sent {reason} is found lost, and a fresh one draws correctly.", Protocol);
        scene.Clear(Colour.Red);
        scene.FillPixels(10, 10, 20, 20, Colour.White);
        if (stream == BadStream.ForeignHandle)
        {
            scene.Do(new UseContext(1));
            scene.Clear(Colour.Magenta);
            scene.Do(new UseContext(0));
        }

        scene.Do(new BreakContext(stream));
        scene.Clear(Colour.Bytes(0, 0, 80));
        TextureResource texture = scene.Texture2D(2, 2);
        scene.Upload<byte>(texture, [255, 0, 0, 255, 0, 255, 0, 255, 255, 255, 0, 255, 0, 255, 255, 255]);
        scene.Bind(texture);
        scene.Viewport(8, 12, 40, 40);
        scene.FillShaded(c => Shade.Sample(0, TextureTarget.TwoD, c));
        return scene.Build();
    }

    private static Scene ResourcesSurvive()
    {
        var scene = new SceneBuilder("bad-stream/resources-survive", "What a lost context had drawn is still in the resource, and a fresh context draws on top.", Protocol);
        scene.Clear(Colour.Bytes(90, 30, 0));
        scene.FillPixels(10, 10, 20, 20, Colour.White);
        // A second context makes this a scene for connections whose resources outlive a context.
        scene.Do(new UseContext(1)).Do(new UseContext(0));
        scene.Do(new BreakContext(BadStream.UnknownCommand));
        scene.FillPixels(34, 20, 24, 40, Colour.Green);
        return scene.Build();
    }

    private static Scene OthersLiveOn()
    {
        var scene = new SceneBuilder("bad-stream/others-live-on", "One context's loss leaves another's objects and state alone.", Protocol);
        scene.Clear(Colour.Black);
        scene.Do(new UseContext(1));
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.Cyan));
        scene.Viewport(4, 4, 30, 10).Draw(Primitive.TriangleStrip, 4);
        scene.Do(new UseContext(0)).Do(new BreakContext(BadStream.UnknownHandle)).Do(new UseContext(1));
        scene.Viewport(20, 30, 40, 30).Draw(Primitive.TriangleStrip, 4);
        return scene.Do(new UseContext(0)).Build();
    }

    private static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
