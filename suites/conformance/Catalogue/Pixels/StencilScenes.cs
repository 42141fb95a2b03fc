using Harness.Scenes;
using Harness.Scenes.State;
using static Harness.Catalogue.Pixels.StencilDrawing;

namespace Harness.Catalogue.Pixels;

/// <summary>The stencil test, and what it leaves.</summary>
internal static class StencilScenes
{
    private const string Section = "GL 4.5 section 17.3.5";

    public static IEnumerable<Scene> All() =>
    [
        .. Enum.GetValues<Comparison>().Select(Function),
        .. Enum.GetValues<StencilOperation>().SelectMany(o => (Scene[])[Operation(o, "fail"), Operation(o, "depth-fail"), Operation(o, "pass")]),
        ValueMask(), WriteMask(), WithoutDepthTest(), StencilOnly(), ClearValue(), ClearIgnoresMask(),
        Scissored(), Overdraw(), OffWritesNothing(), ReferenceChanges(), Discarded(), MaskPersists(), NoBuffer(), AllThree(),
    ];

    /// <summary>Reference 0x40 against 0, 0x3f, 0x40, 0x41, 0x80 and 0xff.</summary>
    private static Scene Function(Comparison function) => Make(
        $"stencil/{Drawing.Kebab(function)}", $"The stencil test {Drawing.Kebab(function)} compares the reference with the stored value, as unsigned numbers and in this order.", Section, b =>
        {
            b.Clear(Colour.Blue, 1.0, 0);
            b.StencilBands(0, 0x3f, 0x40, 0x41, 0x7f, 0x80, 0xc0, 0xff);
            b.DepthStencil(new() { Front = new() { Enabled = true, Function = function } });
            b.StencilReference(0x40);
            b.FillPixels(4, 0, 20, 32, Colour.Yellow);
        });

    /// <summary>One operation in one of its three places; the other two places do something else.</summary>
    private static Scene Operation(StencilOperation operation, string place)
    {
        StencilOperation other = operation == StencilOperation.Invert ? StencilOperation.Zero : StencilOperation.Invert;
        return Make($"stencil/{Drawing.Kebab(operation)}-on-{place}", $"The operation {Drawing.Kebab(operation)} is done where {Happens(place)}, and nowhere else.", Section, b =>
        {
            b.Clear(Colour.Blue, 0.5, 0);
            b.StencilBands(0, 1, 0x33, 0x5a, 0x7f, 0x80, 0xfe, 0xff);
            var face = new StencilFace
            {
                Enabled = true,
                Function = place == "fail" ? Comparison.Never : Comparison.Always,
                Fail = place == "fail" ? operation : other,
                DepthFail = place == "depth-fail" ? operation : other,
                Pass = place == "pass" ? operation : other,
            };
            b.DepthStencil(new() { DepthTest = true, Front = face });
            b.StencilReference(0x33);
            b.FillPixels(4, 0, 20, 32, Colour.Yellow, place == "depth-fail" ? 0.5f : -0.5f);
            b.ShowStencil();
        });
    }

    private static string Happens(string place) => place switch { "fail" => "the stencil test fails", "depth-fail" => "the stencil test passes and the depth test fails", _ => "both tests pass" };

    private static Scene ValueMask() => Make("stencil/value-mask", "Reference and stored value are masked before they are compared.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        b.StencilBands(0x0c, 0x1c, 0x3c, 0x4c, 0xc0, 0xcc, 0xfc, 0xff);
        b.StencilReference(0x5d);
        byte[] masks = [0xff, 0x0c, 0x1c, 0x80];
        for (int i = 0; i < 4; i++)
        {
            b.DepthStencil(new() { Front = new() { Enabled = true, Function = i == 3 ? Comparison.Less : Comparison.Equal, ValueMask = masks[i] } });
            b.FillPixels(i * 8, 0, 7, 32, Colour.Yellow);
        }
    });

    private static Scene WriteMask() => Make("stencil/write-mask", "Only the bits of the write mask change.", "GL 4.5 section 17.4.2", b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        b.StencilBands(0x00, 0x55, 0xaa, 0xff);
        byte[] masks = [0x0f, 0xf0, 0x3c, 0x00];
        for (int i = 0; i < 4; i++)
        {
            b.DepthStencil(new() { Front = new() { Enabled = true, Pass = i == 2 ? StencilOperation.Invert : StencilOperation.Replace, WriteMask = masks[i] } });
            b.StencilReference(0x96);
            b.FillPixels(i * 8, 2, 7, 28, Colour.Yellow);
        }

        b.ShowStencil();
    });

    private static Scene WithoutDepthTest() => Make("stencil/depth-test-off", "With the depth test off it counts as passed.", Section, b =>
    {
        b.Clear(Colour.Blue, 0.25, 0x20);
        b.DepthStencil(new() { DepthFunction = Comparison.Never, Front = new() { Enabled = true, Pass = StencilOperation.IncrementClamp, DepthFail = StencilOperation.Zero } });
        b.FillPixels(6, 4, 18, 24, Colour.Yellow, 0.5f);
        b.ShowStencil();
    });

    private static Scene StencilOnly() => Make("stencil/stencil-only-buffer", "A buffer of stencil alone is tested and written; depth always passes.", Section, b =>
    {
        b.Clear(Colour.Blue, null, 0x20);
        b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.Never, Front = new() { Enabled = true, Pass = StencilOperation.IncrementClamp, DepthFail = StencilOperation.Zero } });
        b.FillPixels(6, 4, 18, 24, Colour.Yellow);
        b.ShowStencil();
    }, Format.S8_UINT);

    private static Scene ClearValue() => Make("stencil/clear-value", "The stencil buffer is cleared to the value given, whatever was there, and depth stays.", "GL 4.5 section 17.4.3", b =>
    {
        b.Clear(Colour.Blue, 0.25, 0);
        b.StencilBands(1, 2, 3, 4);
        b.Clear(null, null, 0xc5);
        b.DepthStencil(new() { DepthTest = true, Front = new() { Enabled = true, DepthFail = StencilOperation.IncrementClamp } });
        b.FillPixels(8, 8, 10, 20, Colour.Red, Drawing.ClipDepth(0.375));
        b.FillPixels(20, 8, 10, 20, Colour.Red, Drawing.ClipDepth(0.125));
        b.ShowStencil();
    });

    private static Scene ClearIgnoresMask() => Make("stencil/clear-ignores-the-write-mask", "Clearing stencil is not held back by the write mask, and the mask acts again afterwards.", "gallium clear", b =>
    {
        b.Clear(Colour.Blue, 1.0, 0x0f);
        b.DepthStencil(new() { Front = new() { Enabled = true, Pass = StencilOperation.Replace, WriteMask = 0xf0 } });
        b.StencilReference(0xff);
        b.FillPixels(0, 0, 4, 4, Colour.Yellow);
        b.Clear(null, null, 0x05);
        b.FillPixels(10, 8, 16, 20, Colour.Yellow);
        b.ShowStencil();
    });

    private static Scene Scissored() => Make("stencil/inside-the-scissor", "Outside the scissor box no stencil operation happens.", "GL 4.5 sections 17.3.2 and 17.3.5", b =>
    {
        b.Clear(Colour.Blue, 1.0, 0x10);
        b.Scissor(5, 7, 20, 11);
        b.Rasterizer(new() { Scissor = true });
        b.DepthStencil(new() { Front = new() { Enabled = true, Function = Comparison.Never, Fail = StencilOperation.Invert } });
        b.FillPixels(0, 0, 32, 32, Colour.Yellow);
        b.ShowStencil();
    });

    private static Scene Overdraw() => Make("stencil/counts-overdraw", "Counting up once for each fragment shows how often every pixel was drawn, within one draw too.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        b.DepthStencil(new() { Front = new() { Enabled = true, Pass = StencilOperation.IncrementClamp } });
        var corners = new List<(float, float)>();
        for (int i = 0; i < 7; i++)
        {
            corners.AddRange([(1 + i, 1 + (i * 2)), (28 + (i * 0.5f), 2 + i), (10 + i, 24 + i)]);
        }

        for (int i = 0; i < 4; i++)
        {
            b.Shape(Primitive.Triangles, Colour.Yellow, [.. corners]);
        }

        b.ShowStencil();
    });

    private static Scene OffWritesNothing() => Make("stencil/off-writes-nothing", "With the stencil test off nothing is tested and nothing changes.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0, 0x44);
        b.StencilReference(0xee);
        b.DepthStencil(new() { Front = new() { Function = Comparison.Never, Pass = StencilOperation.Replace, Fail = StencilOperation.Replace } });
        b.FillPixels(4, 4, 20, 12, Colour.Yellow);
        b.DepthStencil(new() { Front = new() { Enabled = true, Function = Comparison.Equal } });
        b.StencilReference(0x44);
        b.FillPixels(10, 8, 20, 20, Colour.Red);
    });

    private static Scene ReferenceChanges() => Make("stencil/reference-changes-between-draws", "The reference is that at the time of the draw, also when the state object stays.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        b.DepthStencil(new() { Front = new() { Enabled = true, Pass = StencilOperation.Replace } });
        for (int i = 0; i < 5; i++)
        {
            b.StencilReference((byte)(0x21 + (i * 0x2b)));
            b.FillPixels(2 + (i * 5), 2 + (i * 4), 8, 8, Colour.Yellow);
        }

        b.ShowStencil();
    });

    private static Scene Discarded() => Make("stencil/discarded-fragments-leave-none", "A fragment that fails the alpha test changes no stencil.", "GL compatibility profile 4.5 section 17.3.4", b =>
    {
        b.Clear(Colour.Blue, 1.0, 3);
        b.DepthStencil(new() { AlphaTest = true, AlphaFunction = Comparison.Greater, AlphaReference = 0.5f, Front = new() { Enabled = true, Pass = StencilOperation.Invert } });
        b.FillPixels(2, 2, 14, 20, new Colour(1, 1, 0, 0.75f));
        b.FillPixels(12, 10, 18, 20, new Colour(1, 1, 0, 0.25f));
        b.ShowStencil();
    });

    private static Scene MaskPersists() => Make("stencil/write-mask-after-other-states", "A new stencil state brings its own write mask, not that of the state before.", "GL 4.5 section 17.4.2", b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        b.StencilReference(0xff);
        for (int i = 0; i < 4; i++)
        {
            b.DepthStencil(new() { Front = new() { Enabled = true, Pass = StencilOperation.Replace, WriteMask = (byte)(0x11 << i) } });
            b.FillPixels(2, 2 + (i * 7), 10, 6, Colour.Yellow);
            b.DepthStencil(DepthStencilState.Default);
            b.FillPixels(14, 2 + (i * 7), 4, 6, Colour.Yellow);
            b.DepthStencil(new() { Front = new() { Enabled = true, Pass = StencilOperation.Replace, WriteMask = (byte)(0x88 >> i) } });
            b.FillPixels(20, 2 + (i * 7), 10, 6, Colour.Yellow);
        }

        b.ShowStencil();
    });

    private static Scene NoBuffer() => Make("stencil/without-a-buffer", "Without a stencil buffer the stencil test always passes.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(new() { DepthTest = true, Front = new() { Enabled = true, Function = Comparison.Never } });
        b.FillPixels(4, 4, 20, 20, Colour.Yellow);
        b.FillPixels(10, 10, 20, 20, Colour.Red, 0.5f);
    }, Format.Z32_FLOAT);

    /// <summary>Fail, depth fail and pass in one draw, each with its own operation.</summary>
    private static Scene AllThree() => Make("stencil/fail-depth-fail-and-pass", "In one draw each fragment's operation follows from its own two tests.", Section, b =>
    {
        b.Clear(Colour.Blue, 0.5, 0);
        b.StencilBands(0x08, 0x18, 0x28, 0x38);
        b.DepthStencil(new()
        {
            DepthTest = true,
            Front = new() { Enabled = true, Function = Comparison.LessEqual, Fail = StencilOperation.Invert, DepthFail = StencilOperation.IncrementClamp, Pass = StencilOperation.Replace },
        });
        b.StencilReference(0x20);
        b.FillPixels(2, 2, 14, 28, Colour.Yellow, -0.5f);
        b.FillPixels(16, 2, 14, 28, Colour.Yellow, 0.5f);
        b.ShowStencil();
    });
}
