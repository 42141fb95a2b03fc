using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Which texture, sampler and view a lookup meets (GL 4.5 sections 8.1, 8.2 and 8.18).</summary>
internal static class TextureBindingScenes
{
    private const string Section = "GL 4.5 section 8.1";

    public static IEnumerable<Scene> All() =>
    [
        Slots(8), Slots(16), SlotsApart(), Rebound(), OneTextureTwoSamplers(), TwoViewsOfOne(), UpdatedBetweenDraws(), KeptAcrossShaders(), ReplacedBeforeDraw(), DifferentTargets(),
        .. SwizzledViews(), SwizzleOfBorder(), SwizzleOfRed(), VertexStage(), StagesApart(),
    ];

    private static SceneBuilder Begin(string name, string proves, string section = Section, int size = 64) =>
        new SceneBuilder($"texture-binding/{name}", proves, section, size, size).Clear(Colour.Black);

    private static TextureResource Pattern(SceneBuilder scene, int salt, int width = 4, int height = 4)
    {
        TextureResource texture = scene.Texture2D(width, height);
        scene.Upload<byte>(texture, TexturePattern.Bytes(width, height, 4, salt));
        return texture;
    }

    /// <summary>Columns of the window, one a slot.</summary>
    private static Scene Slots(int count)
    {
        SceneBuilder scene = Begin($"{count}-slots", $"{count} textures bound at once are each found in their own slot.", size: 32);
        for (int slot = 0; slot < count; slot++)
        {
            scene.Bind(Pattern(scene, slot * 7, 1 + (slot % 3), 4), slot: slot);
        }

        return scene.FillShaded(at =>
        {
            Expr colour = Shade.SampleLod(0, TextureTarget.TwoD, at, 0);
            for (int slot = 1; slot < count; slot++)
            {
                colour = Shade.Select(Shade.Equal(Shade.Floor(at.X * count), slot), Shade.SampleLod(slot, TextureTarget.TwoD, at, 0), colour);
            }

            return colour;
        }).Build();
    }

    private static Scene SlotsApart()
    {
        SceneBuilder scene = Begin("slots-apart", "A shader may use slots 1 and 5 and leave those between.");
        scene.Bind(Pattern(scene, 3), slot: 1).Bind(Pattern(scene, 50), slot: 5);
        return scene.FillShaded(at => Shade.Join(Shade.Sample(5, TextureTarget.TwoD, at).Swizzle("xy"), Shade.Sample(1, TextureTarget.TwoD, at.Swizzle("yx")).Swizzle("xw"))).Build();
    }

    private static Scene Rebound()
    {
        SceneBuilder scene = Begin("rebound-between-draws", "Each draw samples the texture bound last before it, of whatever size.");
        TextureResource[] textures = [Pattern(scene, 2), Pattern(scene, 40, 3, 5), Pattern(scene, 77, 8, 2)];
        var fill = new RepeatedFill(scene, at => Shade.Sample(0, TextureTarget.TwoD, at));
        foreach ((int texture, int x) in new[] { (0, 0), (1, 16), (2, 32), (0, 48) })
        {
            scene.Bind(textures[texture]);
            fill.Draw(x, 0, 16, 64);
        }

        return scene.Build();
    }

    private static Scene OneTextureTwoSamplers()
    {
        SceneBuilder scene = Begin("one-texture-two-samplers", "One texture in two slots is sampled with each slot's own sampler.", "GL 4.5 section 8.2");
        TextureResource texture = Pattern(scene, 9);
        scene.Bind(texture, SamplerState.Nearest.WithWrap(Wrap.Repeat), 0).Bind(texture, SamplerState.Nearest.WithWrap(Wrap.ClampToEdge), 1);
        return scene.FillShaded(at => Shade.Select(Shade.Less(at.X, 0.375f), Shade.SampleLod(0, TextureTarget.TwoD, at * 3, 0), Shade.SampleLod(1, TextureTarget.TwoD, at * 3, 0))).Build();
    }

    private static Scene TwoViewsOfOne()
    {
        SceneBuilder scene = Begin("two-views-of-one", "Two views of one texture, of different levels and channels, are bound at once.", "GL 4.5 section 8.18");
        TextureResource texture = scene.Texture2D(8, 8, levels: 2);
        scene.Upload<byte>(texture, TexturePattern.Bytes(8, 8)).Upload<byte>(texture, TexturePattern.Bytes(4, 4, 4, 60), 1);
        scene.Bind(new TextureView(texture, 0, 0)).Bind(new TextureView(texture, 1, 1) { Swizzles = [Swizzle.Blue, Swizzle.Green, Swizzle.Red, Swizzle.Alpha] }, slot: 1);
        return scene.FillShaded(at => Shade.Select(Shade.Less(at.Y, at.X + 0.0078125f), Shade.SampleLod(0, TextureTarget.TwoD, at, 0), Shade.SampleLod(1, TextureTarget.TwoD, at, 0))).Build();
    }

    private static Scene UpdatedBetweenDraws()
    {
        SceneBuilder scene = Begin("updated-between-draws", "A bound texture written between two draws is seen old by the first and new by the second.", "GL 4.5 section 8.6");
        TextureResource texture = Pattern(scene, 4);
        scene.Bind(texture);
        var fill = new RepeatedFill(scene, at => Shade.Sample(0, TextureTarget.TwoD, at));
        fill.Draw(0, 0, 32, 64);
        scene.Upload<byte>(texture, TexturePattern.Bytes(2, 3, 4, 90), Region.Flat(1, 1, 2, 3));
        return fill.Draw(32, 0, 32, 64).Build();
    }

    private static Scene KeptAcrossShaders()
    {
        SceneBuilder scene = Begin("kept-across-shaders", "Textures stay bound when shaders change, also over one that samples nothing.");
        scene.Bind(Pattern(scene, 12), slot: 0).Bind(Pattern(scene, 31), slot: 1);
        scene.Viewport(0, 0, 24, 64).FillShaded(at => Shade.Sample(1, TextureTarget.TwoD, at));
        scene.Viewport(24, 0, 16, 64).FillShaded(at => Shade.Join(at, 0, 1));
        return scene.Viewport(40, 0, 24, 64).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene ReplacedBeforeDraw()
    {
        SceneBuilder scene = Begin("replaced-before-the-draw", "Of textures bound to one slot without a draw between, the last is sampled.");
        TextureResource first = Pattern(scene, 1);
        TextureResource last = Pattern(scene, 25);
        scene.Bind(first).Bind(last).Bind(first).Bind(last);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene DifferentTargets()
    {
        SceneBuilder scene = Begin("different-shapes-in-turn", "A slot may hold a texture of another shape in the next draw.");
        TextureResource flat = Pattern(scene, 6);
        TextureResource line = scene.Texture(TextureTarget.OneD, Format.R8G8B8A8_UNORM, 8);
        scene.Upload<byte>(line, TexturePattern.Bytes(8, 1, 4, 20));
        TextureResource volume = scene.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 2, 2, 2);
        scene.Upload<byte>(volume, [.. TexturePattern.Bytes(2, 2, 4, 8), .. TexturePattern.Bytes(2, 2, 4, 80)]);
        scene.Bind(flat).Viewport(0, 0, 16, 64).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at));
        scene.Bind(line).Viewport(16, 0, 16, 64).FillShaded(at => Shade.Sample(0, TextureTarget.OneD, at.Y));
        scene.Bind(volume).Viewport(32, 0, 16, 64).FillShaded(at => Shade.Sample(0, TextureTarget.ThreeD, Shade.Join(at, at.Y)));
        return scene.Bind(flat).Viewport(48, 0, 16, 64).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at.Swizzle("yx"))).Build();
    }

    private static IEnumerable<Scene> SwizzledViews()
    {
        foreach ((string name, string proves, EquatableList<Swizzle> swizzles) in new (string, string, EquatableList<Swizzle>)[]
        {
            ("view-reversed", "A view that reads alpha, blue, green, red turns the channels round.", [Swizzle.Alpha, Swizzle.Blue, Swizzle.Green, Swizzle.Red]),
            ("view-rotated", "A view that reads green, blue, alpha, red moves each channel by one.", [Swizzle.Green, Swizzle.Blue, Swizzle.Alpha, Swizzle.Red]),
            ("view-of-one-channel", "A view may read one channel four times.", [Swizzle.Green, Swizzle.Green, Swizzle.Green, Swizzle.Green]),
            ("view-with-constants", "A view may read 0 and 1 in place of channels.", [Swizzle.One, Swizzle.Red, Swizzle.Zero, Swizzle.Blue]),
        })
        {
            SceneBuilder scene = Begin(name, proves, "GL 4.5 section 8.10, TEXTURE_SWIZZLE");
            scene.Bind(new TextureView(Pattern(scene, 14)) { Swizzles = swizzles });
            yield return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
        }
    }

    private static Scene SwizzleOfBorder()
    {
        SceneBuilder scene = Begin("view-and-border", "The view's choice of channels acts on the border colour as well.", "GL 4.5 section 8.14.2");
        scene.Bind(
            new TextureView(Pattern(scene, 14)) { Swizzles = [Swizzle.Blue, Swizzle.Alpha, Swizzle.Red, Swizzle.One] },
            (SamplerState.Nearest with { Border = Colour.Bytes(200, 90, 30, 130) }).WithWrap(Wrap.ClampToBorder));
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (at * 2) - 0.4375f)).Build();
    }

    private static Scene SwizzleOfRed()
    {
        SceneBuilder scene = Begin("view-as-luminance", "A texture of one channel is seen as grey, or as alpha, by the channels its views read.", "GL 4.5 section 8.10, TEXTURE_SWIZZLE");
        TextureResource texture = scene.Texture2D(8, 8, Format.R8_UNORM);
        scene.Upload<byte>(texture, [.. TexturePattern.Bytes(8, 8, 4).Where((_, k) => k % 4 == 2)]);
        scene.Bind(new TextureView(texture) { Swizzles = [Swizzle.Red, Swizzle.Red, Swizzle.Red, Swizzle.One] });
        scene.Viewport(0, 0, 32, 64).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at));
        scene.Bind(new TextureView(texture) { Swizzles = [Swizzle.Zero, Swizzle.Zero, Swizzle.One, Swizzle.Red] });
        return scene.Viewport(32, 0, 32, 64).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    /// <summary>Texels read by the vertex stage place and colour the cells.</summary>
    private static Scene VertexStage()
    {
        SceneBuilder scene = Begin("vertex-stage", "The vertex stage samples textures of its own slots, at explicit levels.", "GLSL 4.50 section 8.9");
        TextureResource texture = scene.Texture2D(8, 8, levels: 2);
        scene.Upload<byte>(texture, TexturePattern.Bytes(8, 8)).Upload<byte>(texture, TexturePattern.Bytes(4, 4, 4, 60), 1);
        scene.Bind(new TextureView(texture), SamplerState.Nearest with { Mip = MipFilter.Nearest }, 0, ShaderStage.Vertex);
        ValueGrid.DrawInVertexStage(
            scene, 8, 8, (i, j) => [(i + 0.5f) / 8, (j + 0.5f) / 8, (i + j) % 3 == 0 ? 1 : 0, 0],
            v => Shade.SampleLod(0, TextureTarget.TwoD, v[0].Swizzle("xy"), v[0].Z));
        return scene.Build();
    }

    private static Scene StagesApart()
    {
        SceneBuilder scene = Begin("stages-apart", "Slot 0 of the vertex stage and slot 0 of the fragment stage are two slots.", "GLSL 4.50 section 8.9");
        TextureResource low = Pattern(scene, 5);
        TextureResource high = Pattern(scene, 66, 2, 2);
        scene.Bind(new TextureView(low), slot: 0, stage: ShaderStage.Vertex).Bind(new TextureView(high), slot: 0);
        var colour = new Varying(0, 4);
        var place = new Varying(1, 4);
        ValueGrid.Draw(
            scene, 4, 4, (i, j) => [(i + 0.5f) / 4, (j + 0.5f) / 4, 0, 0],
            new VertexShader(
                ValueGrid.Position,
                [new VaryingOutput(colour, Shade.SampleLod(0, TextureTarget.TwoD, Shade.Attribute(1).Swizzle("xy"), 0)), new VaryingOutput(place, Shade.Attribute(1))]),
            FragmentShader.Of(Shade.Join(Shade.Read(colour).Swizzle("xy"), Shade.SampleLod(0, TextureTarget.TwoD, Shade.Read(place).Swizzle("yx"), 0).Swizzle("zw"))));
        return scene.Build();
    }
}
