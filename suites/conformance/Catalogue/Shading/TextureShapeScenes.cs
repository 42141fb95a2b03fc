using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Textures of every shape and size, where each texel is and which way up (GL 4.5 sections 8.5 and 8.14).</summary>
internal static class TextureShapeScenes
{
    private const string Section = "GL 4.5 section 8.14.2";

    public static IEnumerable<Scene> All() =>
    [
        Flat("2d-orientation", "Texel row 0 is at t = 0 and shown at the bottom, column 0 at s = 0 and shown at the left.", 8, 4, SamplerState.Nearest),
        Flat("odd-sizes", "Textures whose sizes are no powers of two are addressed whole.", 5, 3, SamplerState.Nearest),
        Flat("larger-than-a-row", "Rows of a texture of 37 texels follow each other without gap or shift.", 37, 23, SamplerState.Nearest),
        Flat("single-row", "A texture one texel high has the same row for every t.", 16, 1, SamplerState.Nearest),
        Flat("single-column", "A texture one texel wide has the same column for every s.", 1, 16, SamplerState.Nearest),
        SingleTexel(), OneDimensional(), Volume(), VolumeOrientation(), Layers(), LayerRounding(), ComputedCoordinate(), LargeCoordinates(),
    ];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"texture/{name}", proves, Section).Clear(Colour.Black);

    private static Scene Flat(string name, string proves, int width, int height, SamplerState sampler)
    {
        SceneBuilder scene = Begin(name, proves);
        TextureResource texture = scene.Texture2D(width, height);
        scene.Upload<byte>(texture, TexturePattern.Bytes(width, height));
        scene.Bind(texture, sampler);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene SingleTexel()
    {
        SceneBuilder scene = Begin("single-texel", "A texture of a single texel gives it for every coordinate, with linear filtering as well.");
        TextureResource texture = scene.Texture2D(1, 1);
        scene.Upload<byte>(texture, [200, 100, 50, 150]);
        scene.Bind(texture, SamplerState.Linear);
        scene.Viewport(0, 0, 64, 24).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (at * 3) - 1));
        scene.Bind(texture, SamplerState.Nearest.WithWrap(Wrap.ClampToEdge));
        return scene.Viewport(8, 32, 40, 24).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * 5)).Build();
    }

    private static Scene OneDimensional()
    {
        SceneBuilder scene = Begin("1d", "A one-dimensional texture is addressed by s alone.");
        TextureResource texture = scene.Texture(TextureTarget.OneD, Format.R8G8B8A8_UNORM, 16);
        scene.Upload<byte>(texture, TexturePattern.Bytes(16, 1));
        scene.Bind(texture);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.OneD, Shade.Select(Shade.Less(at.Y, 0.5f), at.X, at.Y))).Build();
    }

    private static TextureResource VolumeTexture(SceneBuilder scene, int width, int height, int depth)
    {
        TextureResource texture = scene.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, width, height, depth);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, depth).SelectMany(z => TexturePattern.Bytes(width, height, 4, z * 3))]);
        return texture;
    }

    /// <summary>The window is cut into 2 x 2 parts, one a slice.</summary>
    private static Scene Volume()
    {
        SceneBuilder scene = Begin("3d", "Slices of a three-dimensional texture lie behind each other along r.");
        scene.Bind(VolumeTexture(scene, 4, 4, 4));
        return scene.FillShaded(at =>
        {
            Expr part = Shade.Floor(at * 2);
            return Shade.Sample(0, TextureTarget.ThreeD, Shade.Join(Shade.Fract(at * 2), ((part.X + (part.Y * 2)) * 0.25f) + 0.125f));
        }).Build();
    }

    private static Scene VolumeOrientation()
    {
        SceneBuilder scene = Begin("3d-cut-along-r", "A cut through a three-dimensional texture along r and s shows one row of every slice.");
        scene.Bind(VolumeTexture(scene, 4, 2, 8));
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.ThreeD, Shade.Join(at.X, Shade.Select(Shade.Less(at.X, 0.5f), 0.25f, 0.75f), at.Y))).Build();
    }

    private static TextureResource LayeredTexture(SceneBuilder scene, int layers)
    {
        TextureResource texture = scene.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 4, 4, layers: layers);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, layers).SelectMany(z => TexturePattern.Bytes(4, 4, 4, z * 5))]);
        return texture;
    }

    private static Scene Layers()
    {
        SceneBuilder scene = Begin("2d-array", "Layers of an array are chosen by their number, and numbers past the ends give the first and the last layer.");
        scene.Bind(LayeredTexture(scene, 4));
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoDArray, Shade.Join(Shade.Fract(at * 3), Shade.Floor(at.X * 3) + (Shade.Floor(at.Y * 3) * 3) - 2))).Build();
    }

    private static Scene LayerRounding()
    {
        SceneBuilder scene = Begin("2d-array-rounding", "The layer is the nearest integer, and linear filtering never mixes layers.");
        scene.Bind(LayeredTexture(scene, 6), SamplerState.Linear);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoDArray, Shade.Join(0.125f, 0.875f, at.Y * 5))).Build();
    }

    private static Scene ComputedCoordinate()
    {
        SceneBuilder scene = Begin("computed-coordinate", "A coordinate computed in the fragment shader from swizzles and constants addresses the texture as a varying does.");
        TextureResource texture = scene.Texture2D(8, 8);
        scene.Upload<byte>(texture, TexturePattern.Bytes(8, 8));
        scene.Bind(texture).Constants(ShaderStage.Fragment, 0.5f, -0.75f, 0.375f, 0.8125f);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (at.Swizzle("yx") * Shade.Constant(0).Swizzle("xy")) + Shade.Constant(0).Swizzle("zw"))).Build();
    }

    private static Scene LargeCoordinates()
    {
        SceneBuilder scene = Begin("coordinates-far-from-zero", "Repeated hundreds of times to either side, a texture keeps its phase.");
        TextureResource texture = scene.Texture2D(4, 4);
        scene.Upload<byte>(texture, TexturePattern.Bytes(4, 4));
        scene.Bind(texture);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, Shade.Join(at.X - 640, at.Y + 384))).Build();
    }
}
