using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Coordinates outside 0..1 (GL 4.5 section 8.14.2, table 8.20).</summary>
internal static class TextureWrapScenes
{
    private const string Section = "GL 4.5 section 8.14.2";

    private static readonly Colour Border = Colour.Bytes(250, 20, 180, 200);

    public static IEnumerable<Scene> All() =>
    [
        .. Enum.GetValues<Wrap>().SelectMany(wrap => new[] { Along(wrap, 's'), Along(wrap, 't'), Along(wrap, 'r'), Linear(wrap) }),
        Mixed(), OddSizes(), BorderChanged(), BorderOfRed(), BorderClamped(), BorderOfLevel(), OneDimensional(), Switched(),
    ];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"texture-wrap/{name}", proves, Section).Clear(Colour.Black);

    private static string Kebab(Wrap wrap) => wrap switch
    {
        Wrap.Repeat => "repeat",
        Wrap.ClampToEdge => "clamp-to-edge",
        Wrap.ClampToBorder => "clamp-to-border",
        Wrap.MirrorRepeat => "mirror-repeat",
        _ => "mirror-clamp-to-edge",
    };

    private static string Meaning(Wrap wrap) => wrap switch
    {
        Wrap.Repeat => "the texture is repeated",
        Wrap.ClampToEdge => "the outermost texels go on",
        Wrap.ClampToBorder => "the border colour is seen",
        Wrap.MirrorRepeat => "the texture is repeated, every other time mirrored",
        _ => "the texture is mirrored once, then the outermost texels go on",
    };

    private static TextureResource Pattern(SceneBuilder scene, int width = 4, int height = 4, byte least = 0)
    {
        TextureResource texture = scene.Texture2D(width, height);
        scene.Upload<byte>(texture, [.. TexturePattern.Bytes(width, height).Select(b => least == 0 ? b : (byte)(least + (b / 4)))]);
        return texture;
    }

    /// <summary>Coordinates from -1.75 to 2.25 along one direction; the other stays inside and has another wrap.</summary>
    private static Scene Along(Wrap wrap, char direction)
    {
        SceneBuilder scene = Begin($"{Kebab(wrap)}-{direction}", $"Beyond 0..1 in {direction}, with {Kebab(wrap).Replace('-', ' ')}, {Meaning(wrap)}.");
        Wrap other = wrap == Wrap.Repeat ? Wrap.ClampToEdge : Wrap.Repeat;
        SamplerState sampler = SamplerState.Nearest with { Border = Border, WrapS = other, WrapT = other, WrapR = other };
        Expr Far(Expr x) => (x * 4) - 1.75f;
        if (direction == 'r')
        {
            TextureResource volume = scene.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 2, 2, 4);
            scene.Upload<byte>(volume, [.. Enumerable.Range(0, 4).SelectMany(z => TexturePattern.Bytes(2, 2, 4, z * 7))]);
            scene.Bind(volume, sampler with { WrapR = wrap });
            return scene.FillShaded(at => Shade.Sample(0, TextureTarget.ThreeD, Shade.Join(at.X, 0.25f, Far(at.Y)))).Build();
        }

        scene.Bind(Pattern(scene), direction == 's' ? sampler with { WrapS = wrap } : sampler with { WrapT = wrap });
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, direction == 's' ? Shade.Join(Far(at.X), at.Y) : Shade.Join(at.X, Far(at.Y)))).Build();
    }

    private static Scene Linear(Wrap wrap)
    {
        SceneBuilder scene = Begin($"{Kebab(wrap)}-linear", $"Linear filtering across the texture's edge mixes with what {Kebab(wrap).Replace('-', ' ')} puts there: {Meaning(wrap)}.");
        scene.Bind(Pattern(scene, least: 90), (SamplerState.Linear with { Border = Colour.Bytes(160, 40, 130, 120) }).WithWrap(wrap));
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (at * 2.5f) - Shade.Vector(1, 0.75f))).Build();
    }

    private static Scene Mixed()
    {
        SceneBuilder scene = Begin("s-and-t-differ", "Each direction has a wrap of its own: s is mirrored while t is clamped to the border.");
        scene.Bind(Pattern(scene), SamplerState.Nearest with { WrapS = Wrap.MirrorRepeat, WrapT = Wrap.ClampToBorder, Border = Border });
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (at * 3) - 1.1875f)).Build();
    }

    private static Scene OddSizes()
    {
        SceneBuilder scene = Begin("odd-sizes", "Repeating and mirroring textures of 5 x 3 texels has no seam.");
        scene.Bind(Pattern(scene, 5, 3), SamplerState.Nearest with { WrapS = Wrap.Repeat, WrapT = Wrap.MirrorRepeat });
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (at * 3) - Shade.Vector(1.25f, 1.125f))).Build();
    }

    private static Scene BorderChanged()
    {
        SceneBuilder scene = Begin("border-changed-between-draws", "Each draw shows the border colour of the sampler bound to it.");
        TextureResource texture = Pattern(scene);
        var fill = new RepeatedFill(scene, at => Shade.Sample(0, TextureTarget.TwoD, (at * 2) - 0.4453125f));
        foreach ((Colour colour, int x) in new[] { (Colour.Yellow, 0), (Colour.Bytes(0, 90, 180, 40), 24), (Colour.White, 48) })
        {
            scene.Bind(texture, (SamplerState.Nearest with { Border = colour }).WithWrap(Wrap.ClampToBorder));
            fill.Draw(x, 0, 16, 64);
        }

        return scene.Build();
    }

    private static Scene BorderOfRed()
    {
        SceneBuilder scene = Begin("border-of-one-channel", "The border of a texture with a red channel only has the border colour's red, and 0, 0, 1 for the others.");
        TextureResource texture = scene.Texture2D(4, 4, Format.R8_UNORM);
        scene.Upload<byte>(texture, TexturePattern.Bytes(4, 4, 1));
        scene.Bind(texture, (SamplerState.Nearest with { Border = Colour.Bytes(120, 200, 40, 90) }).WithWrap(Wrap.ClampToBorder));
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (at * 2) - 0.4375f)).Build();
    }

    private static Scene BorderClamped()
    {
        SceneBuilder scene = Begin("border-of-float-texture", "The border colour of a floating-point texture may be beyond 0..1 and negative.");
        TextureResource texture = scene.Texture2D(2, 2, Format.R32G32B32A32_FLOAT);
        scene.Upload<float>(texture, [1, 2, 3, 4, -1, -2, -3, -4, 0.5f, 1.5f, -0.5f, 1, 2, 1, 0, -1]);
        scene.Bind(texture, (SamplerState.Nearest with { Border = new Colour(3, -2, 0.5f, -1) }).WithWrap(Wrap.ClampToBorder));
        return scene.FillShaded(at => (Shade.Sample(0, TextureTarget.TwoD, (at * 2) - 0.4375f) * 0.125f) + 0.5f).Build();
    }

    private static Scene BorderOfLevel()
    {
        SceneBuilder scene = Begin("border-at-a-level", "The border begins at the edge of the level that is sampled.");
        TextureResource texture = scene.Texture2D(8, 8, levels: 3);
        for (int level = 0; level < 3; level++)
        {
            scene.Upload<byte>(texture, TexturePattern.Bytes(8 >> level, 8 >> level, 4, level * 9), level);
        }

        scene.Bind(texture, (SamplerState.Nearest with { Border = Border, Mip = MipFilter.Nearest }).WithWrap(Wrap.ClampToBorder));
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, (at * 1.5f) - 0.25f, Shade.Floor(at.X * 3))).Build();
    }

    private static Scene OneDimensional()
    {
        SceneBuilder scene = Begin("1d", "Wraps act on one-dimensional textures: mirrored below, the border above.");
        TextureResource texture = scene.Texture(TextureTarget.OneD, Format.R8G8B8A8_UNORM, 8);
        scene.Upload<byte>(texture, TexturePattern.Bytes(8, 1));
        foreach ((Wrap wrap, int y) in new[] { (Wrap.MirrorRepeat, 0), (Wrap.ClampToBorder, 32) })
        {
            scene.Bind(texture, SamplerState.Nearest with { WrapS = wrap, Border = Border });
            scene.Viewport(0, y, 64, 32).FillShaded(at => Shade.Sample(0, TextureTarget.OneD, (at.X * 3) - 1.0625f + (at.Y * 0.0625f)));
        }

        return scene.Build();
    }

    private static Scene Switched()
    {
        SceneBuilder scene = Begin("switched-between-draws", "The same texture bound with another sampler is wrapped by that sampler.");
        TextureResource texture = Pattern(scene);
        var fill = new RepeatedFill(scene, at => Shade.Sample(0, TextureTarget.TwoD, (at * 3) - 1.0625f));
        foreach (Wrap wrap in Enum.GetValues<Wrap>()[..4])
        {
            scene.Bind(texture, SamplerState.Nearest.WithWrap(wrap) with { Border = Border });
            fill.Draw(32 * ((int)wrap % 2), 32 * ((int)wrap / 2), 32, 32);
        }

        return scene.Build();
    }
}
