using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Linear filtering (GL 4.5 section 8.14.2): weights, neighbours, and where a texel is pure.</summary>
internal static class TextureFilterScenes
{
    private const string Section = "GL 4.5 section 8.14.2";

    private static readonly SamplerState Clamped = SamplerState.Linear.WithWrap(Wrap.ClampToEdge);

    public static IEnumerable<Scene> All() => [Planar(), OneDimensional(), Volume(), VolumeNearestBetween(), OddSizes(), PureTexels(), FloatTexture(), Switched(), LevelsLinear(), Alpha()];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"texture-filter/{name}", proves, Section).Clear(Colour.Black);

    /// <summary>Texels of moderate contrast: filter weights have limited precision, which strong contrast would show.</summary>
    private static byte[] Soft(int width, int height, int salt = 0) => [.. TexturePattern.Bytes(width, height, 4, salt).Select(b => (byte)(70 + (b / 4)))];

    private static Scene Planar()
    {
        SceneBuilder scene = Begin("linear", "Between texel centres four texels are mixed by distance, each with its own weight.");
        TextureResource texture = scene.Texture2D(4, 4);
        scene.Upload<byte>(texture, Soft(4, 4));
        scene.Bind(texture, Clamped);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene OneDimensional()
    {
        SceneBuilder scene = Begin("linear-1d", "In a one-dimensional texture two texels are mixed.");
        TextureResource texture = scene.Texture(TextureTarget.OneD, Format.R8G8B8A8_UNORM, 6);
        scene.Upload<byte>(texture, Soft(6, 1));
        scene.Bind(texture, Clamped);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.OneD, (at.X * 0.75f) + (at.Y * 0.25f))).Build();
    }

    private static TextureResource VolumeTexture(SceneBuilder scene)
    {
        TextureResource texture = scene.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 2, 2, 4);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, 4).SelectMany(z => Soft(2, 2, z * 3))]);
        return texture;
    }

    private static Scene Volume()
    {
        SceneBuilder scene = Begin("linear-3d", "In a three-dimensional texture slices are mixed as well: eight texels in all.");
        scene.Bind(VolumeTexture(scene), Clamped);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.ThreeD, Shade.Join(at.X, 0.375f, at.Y))).Build();
    }

    private static Scene VolumeNearestBetween()
    {
        SceneBuilder scene = Begin("nearest-3d", "With nearest filtering no slice is mixed: the nearest one is taken.");
        scene.Bind(VolumeTexture(scene), SamplerState.Nearest.WithWrap(Wrap.ClampToEdge));
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.ThreeD, Shade.Join(at.X, 0.75f, at.Y))).Build();
    }

    private static Scene OddSizes()
    {
        SceneBuilder scene = Begin("linear-odd-sizes", "Texel centres of a texture of 3 x 5 texels are at odd sixths and tenths.");
        TextureResource texture = scene.Texture2D(3, 5);
        scene.Upload<byte>(texture, Soft(3, 5));
        scene.Bind(texture, Clamped);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene PureTexels()
    {
        SceneBuilder scene = Begin("linear-at-texel-centres", "At a texel's centre linear filtering gives that texel alone.");
        TextureResource texture = scene.Texture2D(8, 8);
        scene.Upload<byte>(texture, Soft(8, 8));
        scene.Bind(texture, Clamped);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (Shade.Floor(at * 8) + 0.5f) * 0.125f)).Build();
    }

    private static Scene FloatTexture()
    {
        SceneBuilder scene = Begin("linear-float", "Floating-point texels, beyond 0..1 and negative, are mixed without clamping.");
        TextureResource texture = scene.Texture2D(2, 2, Format.R32G32B32A32_FLOAT);
        scene.Upload<float>(texture, [-8, 0, 4, 1, 8, 2, -4, 1, 0, -6, 2, 1, 16, 6, 0, 1]);
        scene.Bind(texture, Clamped);
        return scene.FillShaded(at => Shade.Join((Shade.Sample(0, TextureTarget.TwoD, at).Swizzle("xyz") * (1 / 48f)) + 0.5f, 1)).Build();
    }

    private static Scene Switched()
    {
        SceneBuilder scene = Begin("filter-switched-between-draws", "The filter is the sampler's, not the texture's: it may change from draw to draw and back.");
        TextureResource texture = scene.Texture2D(4, 4);
        scene.Upload<byte>(texture, Soft(4, 4));
        var fill = new RepeatedFill(scene, at => Shade.Sample(0, TextureTarget.TwoD, at));
        foreach ((SamplerState sampler, int x, int width) in new[] { (Clamped, 0, 24), (SamplerState.Nearest, 24, 16), (Clamped, 40, 24) })
        {
            scene.Bind(texture, sampler);
            fill.Draw(x, 0, width, 64);
        }

        return scene.Build();
    }

    private static Scene LevelsLinear()
    {
        SceneBuilder scene = Begin("linear-within-and-between-levels", "Linear filtering within levels and between them at once mixes eight texels.");
        TextureResource texture = scene.Texture2D(4, 4, levels: 3);
        for (int level = 0; level < 3; level++)
        {
            scene.Upload<byte>(texture, [.. Soft(4 >> level, 4 >> level, level).Select(b => (byte)(b + (level * 40)))], level);
        }

        scene.Bind(texture, Clamped with { Mip = MipFilter.Linear });
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, at, at.Y * 2)).Build();
    }

    private static Scene Alpha()
    {
        SceneBuilder scene = Begin("linear-channels-apart", "Channels are filtered apart: colours do not fade where alpha does.");
        TextureResource texture = scene.Texture2D(2, 1);
        scene.Upload<byte>(texture, [100, 140, 160, 100, 160, 140, 100, 150]);
        scene.Bind(texture, Clamped);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at).Swizzle("xwzy")).Build();
    }
}
