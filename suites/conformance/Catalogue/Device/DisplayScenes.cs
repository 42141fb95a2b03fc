using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Device;

/// <summary>The 2D path of a display driver (virtio 1.2 section 5.7.6): what Windows' display-only driver and a console use before any 3D.</summary>
internal static class DisplayScenes
{
    private const string Commands = "virtio 1.2 section 5.7.6.8";

    /// <summary>With the strips that prove freshness the resource is 800x600.</summary>
    private const int Width = 800;
    private const int Height = 592;

    private static readonly DisplayRectangle Whole = new(0, 0, Width, Height);

    public static IEnumerable<Scene> All() =>
    [
        Simple("display/scattered-backing", "An 800x600 2D resource whose backing is scattered pages is shown whole after one transfer and one flush.", scattered: true, Format.B8G8R8X8_UNORM),
        Simple("display/contiguous-backing", "The same picture through one contiguous piece of guest memory.", scattered: false, Format.B8G8R8X8_UNORM),
        Simple("display/format-bgra", "B8G8R8A8 resources show their bytes as blue, green, red.", scattered: true, Format.B8G8R8A8_UNORM),
        Simple("display/format-rgba", "R8G8B8A8 resources show their bytes as red, green, blue.", scattered: true, Format.R8G8B8A8_UNORM),
        Simple("display/format-rgbx", "R8G8B8X8 resources show their bytes as red, green, blue, whatever the fourth says.", scattered: true, Format.R8G8B8X8_UNORM),
        PartialTransfer(),
        TransferOffset(),
        PartialFlush(),
        SinglePixel(),
        LastRowAndColumn(),
        UnflushedStaysUnseen(),
        BackingAloneChangesNothing(),
        ReplacedBacking(),
        DetachKeepsHostCopy(),
        Switch(),
        SwitchBack(),
        OffAndOn(),
        TwoFramebuffersApart(),
        SmallScanout(),
        SizeChange(),
    ];

    private static SceneBuilder Builder(string name, string proves, int width = Width, int height = Height) => new(name, proves, Commands, width, height);

    private static Scene Simple(string name, string proves, bool scattered, Format format)
    {
        SceneBuilder scene = Builder(name, proves);
        int fb = Framebuffer(scene, scattered, format);
        Picture(scene, fb);
        return Show(scene, fb).Build();
    }

    private static Scene PartialTransfer()
    {
        SceneBuilder scene = Builder("display/partial-transfer", "Only the rectangle named by TRANSFER_TO_HOST_2D reaches the host; the rest keeps what was sent before.");
        int fb = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        scene.Do(new FillBacking(fb, Whole, Colour.Magenta));
        var part = new DisplayRectangle(120, 40, 333, 217);
        scene.Do(new TransferToHost2D(fb, part));
        return scene.Do(new FlushResource(fb, Whole)).Build();
    }

    private static Scene TransferOffset()
    {
        SceneBuilder scene = Builder("display/transfer-offset", "The offset of TRANSFER_TO_HOST_2D is where the rectangle's first pixel lies in the backing, wherever the rectangle goes.");
        int fb = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        scene.Do(new FillBacking(fb, new DisplayRectangle(0, 0, 100, 50), Colour.Cyan));
        scene.Do(new FillBacking(fb, new DisplayRectangle(10, 10, 20, 20), Colour.Red));
        // Taken from the top-left corner of the backing, put elsewhere.
        scene.Do(new TransferToHost2D(fb, new DisplayRectangle(400, 300, 100, 50), Offset: 0));
        return scene.Do(new FlushResource(fb, Whole)).Build();
    }

    private static Scene PartialFlush()
    {
        SceneBuilder scene = Builder("display/partial-flush", "Several small flushes show what each rectangle holds.");
        int fb = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        foreach ((DisplayRectangle rectangle, Colour colour) in new[]
        {
            (new DisplayRectangle(5, 7, 64, 3), Colour.White), (new DisplayRectangle(300, 200, 1, 120), Colour.Yellow), (new DisplayRectangle(640, 480, 160, 112), Colour.Green),
        })
        {
            scene.Do(new FillBacking(fb, rectangle, colour));
            scene.Do(new TransferToHost2D(fb, rectangle));
            scene.Do(new FlushResource(fb, rectangle));
        }

        return scene.Build();
    }

    private static Scene SinglePixel()
    {
        SceneBuilder scene = Builder("display/single-pixel", "A transfer and flush of one pixel change that pixel and no other.");
        int fb = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        var pixel = new DisplayRectangle(397, 301, 1, 1);
        scene.Do(new FillBacking(fb, pixel, Colour.White));
        scene.Do(new TransferToHost2D(fb, pixel));
        return scene.Do(new FlushResource(fb, pixel)).Build();
    }

    private static Scene LastRowAndColumn()
    {
        SceneBuilder scene = Builder("display/last-row-and-column", "Transfers reach the last row and the last column.");
        int fb = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        foreach (DisplayRectangle edge in new[] { new DisplayRectangle(0, Height - 1, Width, 1), new DisplayRectangle(Width - 1, 0, 1, Height) })
        {
            scene.Do(new FillBacking(fb, edge, Colour.White));
            scene.Do(new TransferToHost2D(fb, edge));
            scene.Do(new FlushResource(fb, edge));
        }

        return scene.Build();
    }

    private static Scene UnflushedStaysUnseen()
    {
        SceneBuilder scene = Builder("display/other-resource-flush", "Flushing a resource that is not scanned out shows nothing of it.");
        int fb = Framebuffer(scene);
        int other = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        scene.Do(new FillBacking(other, Whole, Colour.Magenta));
        scene.Do(new TransferToHost2D(other, Whole));
        return scene.Do(new FlushResource(other, Whole)).Build();
    }

    private static Scene BackingAloneChangesNothing()
    {
        SceneBuilder scene = Builder("display/backing-alone", "Writing guest memory without a transfer changes neither the host's copy nor the display, even when flushed.");
        int fb = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        scene.Do(new FillBacking(fb, Whole, Colour.Magenta));
        return scene.Do(new FlushResource(fb, Whole)).Build();
    }

    private static Scene ReplacedBacking()
    {
        SceneBuilder scene = Builder("display/replaced-backing", "After DETACH_BACKING and ATTACH_BACKING transfers read the new pages.");
        int fb = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        scene.Do(new ReplaceBacking(fb, Scattered: true));
        scene.Do(new FillBacking(fb, new DisplayRectangle(50, 60, 70, 80), Colour.Green));
        scene.Do(new TransferToHost2D(fb, new DisplayRectangle(40, 50, 100, 100)));
        return scene.Do(new FlushResource(fb, Whole)).Build();
    }

    private static Scene DetachKeepsHostCopy()
    {
        SceneBuilder scene = Builder("display/detach-keeps-host-copy", "Replacing the backing leaves the host's copy as it was.");
        int fb = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        scene.Do(new ReplaceBacking(fb, Scattered: false));
        return scene.Do(new FlushResource(fb, Whole)).Build();
    }

    private static Scene Switch()
    {
        SceneBuilder scene = Builder("display/scanout-switch", "SET_SCANOUT to another resource shows that one.");
        int first = Framebuffer(scene);
        int second = Framebuffer(scene);
        Picture(scene, first);
        Show(scene, first);
        scene.Do(new FillBacking(second, Whole, Colour.Bytes(20, 60, 90)));
        scene.Do(new FillBacking(second, new DisplayRectangle(600, 20, 150, 30), Colour.Red));
        return Show(scene, second).Build();
    }

    private static Scene SwitchBack()
    {
        SceneBuilder scene = Builder("display/scanout-switch-back", "A resource that was shown, replaced and shown again still holds its picture without a new transfer.");
        int first = Framebuffer(scene);
        int second = Framebuffer(scene);
        Picture(scene, first);
        Show(scene, first);
        scene.Do(new FillBacking(second, Whole, Colour.Magenta));
        Show(scene, second);
        scene.Do(new SetScanout(first, Whole));
        return scene.Do(new FlushResource(first, Whole)).Build();
    }

    private static Scene OffAndOn()
    {
        SceneBuilder scene = Builder("display/scanout-off-and-on", "A scanout switched off with resource 0 can be switched on again.");
        int fb = Framebuffer(scene);
        Picture(scene, fb);
        Show(scene, fb);
        scene.Do(new SetScanout(null, default));
        scene.Do(new SetScanout(fb, Whole));
        return scene.Do(new FlushResource(fb, Whole)).Build();
    }

    private static Scene TwoFramebuffersApart()
    {
        SceneBuilder scene = Builder("display/two-framebuffers", "Transfers into one resource leave another alone (double buffering).");
        int back = Framebuffer(scene);
        int front = Framebuffer(scene);
        Picture(scene, front);
        Show(scene, front);
        scene.Do(new FillBacking(back, Whole, Colour.White));
        scene.Do(new TransferToHost2D(back, Whole));
        return scene.Do(new FlushResource(front, Whole)).Build();
    }

    private static Scene SmallScanout()
    {
        SceneBuilder scene = Builder("display/small-scanout", "A scanout much smaller than the display mode is shown pixel for pixel.", 96, 40);
        int fb = scene.NewId();
        scene.Do(new CreateFramebuffer2D(fb, Format.B8G8R8X8_UNORM, 96, 40, Scattered: true));
        scene.Do(new FillBacking(fb, new DisplayRectangle(0, 0, 96, 40), Colour.Blue));
        scene.Do(new FillBacking(fb, new DisplayRectangle(3, 5, 60, 20), Colour.Yellow));
        scene.Do(new TransferToHost2D(fb, new DisplayRectangle(0, 0, 96, 40)));
        scene.Do(new SetScanout(fb, new DisplayRectangle(0, 0, 96, 40)));
        return scene.Do(new FlushResource(fb, new DisplayRectangle(0, 0, 96, 40))).Build();
    }

    private static Scene SizeChange()
    {
        SceneBuilder scene = Builder("display/size-change", "A mode change: a scanout of another size replaces the first one.", 640, 472);
        int first = Framebuffer(scene);
        Picture(scene, first);
        Show(scene, first);
        int second = scene.NewId();
        var whole = new DisplayRectangle(0, 0, 640, 472);
        scene.Do(new CreateFramebuffer2D(second, Format.B8G8R8X8_UNORM, 640, 472, Scattered: true));
        scene.Do(new FillBacking(second, whole, Colour.Bytes(200, 120, 10)));
        scene.Do(new FillBacking(second, new DisplayRectangle(600, 440, 40, 32), Colour.Blue));
        scene.Do(new TransferToHost2D(second, whole));
        scene.Do(new SetScanout(second, whole));
        return scene.Do(new FlushResource(second, whole)).Build();
    }

    private static int Framebuffer(SceneBuilder scene, bool scattered = true, Format format = Format.B8G8R8X8_UNORM)
    {
        int id = scene.NewId();
        scene.Do(new CreateFramebuffer2D(id, format, Width, Height, scattered));
        return id;
    }

    /// <summary>Blocks of different sizes and colours at places without symmetry, over a dark ground.</summary>
    private static void Picture(SceneBuilder scene, int fb)
    {
        scene.Do(new FillBacking(fb, Whole, Colour.Bytes(16, 32, 48)));
        scene.Do(new FillBacking(fb, new DisplayRectangle(0, 0, 200, 100), Colour.Red));
        scene.Do(new FillBacking(fb, new DisplayRectangle(700, 0, 100, 60), Colour.Green));
        scene.Do(new FillBacking(fb, new DisplayRectangle(0, 500, 50, 92), Colour.Blue));
        scene.Do(new FillBacking(fb, new DisplayRectangle(333, 222, 111, 77), Colour.Bytes(10, 200, 250)));
        for (int i = 0; i < 16; i++)
        {
            scene.Do(new FillBacking(fb, new DisplayRectangle(i * 50, 400 + i, 49, 10 + (3 * i)), Colour.Bytes(i * 16, 255 - (i * 16), (i * 40) & 255)));
        }
    }

    private static SceneBuilder Show(SceneBuilder scene, int fb)
    {
        scene.Do(new TransferToHost2D(fb, Whole));
        scene.Do(new SetScanout(fb, Whole));
        return scene.Do(new FlushResource(fb, Whole));
    }
}
