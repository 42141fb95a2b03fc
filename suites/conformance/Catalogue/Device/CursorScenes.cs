using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Device;

/// <summary>The cursor queue (virtio 1.2 section 5.7.6.10). The cursor is not part of the scanned-out resource: only the display shows it.</summary>
internal static class CursorScenes
{
    private const string Queue = "virtio 1.2 section 5.7.6.10";
    private const int Width = 320;
    private const int Height = 232;

    public static IEnumerable<Scene> All() =>
    [
        Cursor("cursor/update", "UPDATE_CURSOR shows the image with its rows from top to bottom, at the position given.", (scene, id) => scene.Do(new UpdateCursor(id, 40, 60))),
        Cursor("cursor/hot-spot", "The hot spot, not the image's corner, lies at the position.", (scene, id) => scene.Do(new UpdateCursor(id, 100, 90, 10, 20))),
        Cursor("cursor/move", "MOVE_CURSOR moves the image that was set before.", (scene, id) => scene.Do(new UpdateCursor(id, 20, 20)).Do(new MoveCursor(200, 120))),
        Cursor("cursor/move-twice", "Moves follow each other: nothing stays where the cursor was.", (scene, id) => scene.Do(new UpdateCursor(id, 20, 20)).Do(new MoveCursor(250, 30)).Do(new MoveCursor(60, 150))),
        Cursor("cursor/hide", "UPDATE_CURSOR with resource 0 hides the cursor and leaves the picture below.", (scene, id) => scene.Do(new UpdateCursor(id, 40, 60)).Do(new HideCursor())),
        Cursor("cursor/hide-and-show", "A hidden cursor can be shown again elsewhere.", (scene, id) => scene.Do(new UpdateCursor(id, 40, 60)).Do(new HideCursor()).Do(new UpdateCursor(id, 150, 100))),
        Cursor("cursor/replace", "Another image replaces the first one.", (scene, id) =>
        {
            scene.Do(new UpdateCursor(id, 40, 60));
            int other = scene.NewId();
            scene.Do(new CreateCursor(other, Image(Colour.Blue)));
            scene.Do(new UpdateCursor(other, 40, 60));
        }),
    ];

    private static Scene Cursor(string name, string proves, Action<SceneBuilder, int> act)
    {
        var scene = new SceneBuilder(name, proves, Queue, Width, Height);
        int fb = scene.NewId();
        var whole = new DisplayRectangle(0, 0, Width, Height);
        scene.Do(new CreateFramebuffer2D(fb, Format.B8G8R8X8_UNORM, Width, Height, Scattered: true));
        scene.Do(new FillBacking(fb, whole, Colour.Bytes(40, 90, 60)));
        scene.Do(new FillBacking(fb, new DisplayRectangle(0, 0, 100, 20), Colour.Bytes(90, 20, 20)));
        scene.Do(new TransferToHost2D(fb, whole));
        scene.Do(new SetScanout(fb, whole));
        scene.Do(new FlushResource(fb, whole));
        int cursor = scene.NewId();
        scene.Do(new CreateCursor(cursor, Image(Colour.Red)));
        act(scene, cursor);
        return scene.Build();
    }

    /// <summary>A triangle with a bright top row and a left edge of another colour; the rest is transparent.</summary>
    private static EquatableList<byte> Image(Colour colour)
    {
        const int Size = 64;
        byte[] bgra = new byte[Size * Size * 4];
        for (int y = 0; y < 40; y++)
        {
            for (int x = 0; x <= y; x++)
            {
                Colour c = x == 0 ? Colour.White : y == 39 ? Colour.Yellow : colour;
                Span<byte> pixel = bgra.AsSpan(((y * Size) + x) * 4, 4);
                (pixel[0], pixel[1], pixel[2], pixel[3]) = ((byte)(c.B * 255), (byte)(c.G * 255), (byte)(c.R * 255), (byte)255);
            }
        }

        return EquatableList.Create<byte>(bgra);
    }
}
