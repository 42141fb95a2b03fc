using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Which mip level is sampled, and with which filter (GL 4.5 sections 8.14 and 8.15).</summary>
internal static class TextureLevelScenes
{
    private const string Section = "GL 4.5 section 8.14.1";

    public static IEnumerable<Scene> All() =>
    [
        Explicit(), ExplicitHalves(), ExplicitBeyond(), ExplicitBetween(), WithoutMipFilter(), Implicit(), ImplicitStretched(), ImplicitPerspective(), ImplicitNotSquare(),
        Bias(), SamplerBias(), BothBiases(), LeastLod(), GreatestLod(), ClampedBetween(), MagnifiedOrMinified(), MinifiedOnly(), OddSizes(), FirstLevel(), LastLevel(), SingleLevelView(),
        LevelsOfVolume(), LevelsOfArray(), LevelsOfOneDimension(), LinearBetweenExact(),
    ];

    private static readonly SamplerState Mipmapped = SamplerState.Nearest with { Mip = MipFilter.Nearest };

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"texture-level/{name}", proves, Section).Clear(Colour.Black);

    /// <summary>Levels of one colour each, with one darker texel in the corner of those that have more than one.</summary>
    private static TextureResource Levels(SceneBuilder scene, int width = 16, int height = 16, int levels = 5)
    {
        TextureResource texture = scene.Texture2D(width, height, levels: levels);
        for (int level = 0; level < levels; level++)
        {
            byte[] texels = [.. Enumerable.Repeat(Shown(level), texture.WidthOf(level) * texture.HeightOf(level)).SelectMany(c => c)];
            if (texels.Length > 4)
            {
                (texels[0], texels[1], texels[2]) = (20, (byte)(level * 20), 40);
            }

            scene.Upload<byte>(texture, texels, level);
        }

        return texture;
    }

    private static byte[] Shown(int level) => (level % 6) switch
    {
        0 => [230, 60, 30, 255],
        1 => [60, 220, 50, 220],
        2 => [50, 70, 240, 180],
        3 => [220, 210, 40, 140],
        4 => [200, 40, 210, 100],
        _ => [40, 200, 200, 80],
    };

    private static Scene Explicit()
    {
        SceneBuilder scene = Begin("explicit", "An explicit level of detail chooses that level; each level has its own size and contents.");
        scene.Bind(Levels(scene), Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 3), Shade.Floor(at.X * 5))).Build();
    }

    private static Scene ExplicitHalves()
    {
        SceneBuilder scene = Begin("explicit-nearest-changes-at-halves", "With the nearest level chosen, levels change half-way between whole numbers.");
        scene.Bind(Levels(scene), Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Vector(0.75f, 0.75f), (at.X * 4) + (at.Y * 0.25f))).Build();
    }

    private static Scene ExplicitBeyond()
    {
        SceneBuilder scene = Begin("explicit-beyond-the-ends", "A level of detail below 0 gives the first level, one beyond the last level the last.");
        scene.Bind(Levels(scene, levels: 3), Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 2), (Shade.Floor(at.X * 8) * 2) - 6)).Build();
    }

    /// <summary>Two levels of little difference, so that the precision of the mixture's weight does not matter.</summary>
    private static Scene ExplicitBetween()
    {
        SceneBuilder scene = Begin("explicit-linear", "Between whole levels of detail, the two levels are mixed by the fraction.");
        TextureResource texture = scene.Texture2D(4, 4, levels: 3);
        byte[][] colours = [[40, 120, 200, 255], [140, 70, 140, 255], [50, 150, 90, 255]];
        for (int level = 0; level < 3; level++)
        {
            scene.Upload<byte>(texture, [.. Enumerable.Repeat(colours[level], (4 >> level) * (4 >> level)).SelectMany(c => c)], level);
        }

        scene.Bind(texture, SamplerState.Nearest with { Mip = MipFilter.Linear });
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, at, (at.X * 2.5f) - 0.25f)).Build();
    }

    private static Scene WithoutMipFilter()
    {
        SceneBuilder scene = Begin("no-mip-filter", "Without a mip filter the first level is used, however large the level of detail.");
        scene.Bind(Levels(scene), SamplerState.Nearest);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, at, at.X * 6)).Build();
    }

    /// <summary>Quadrants in which one pixel is 1, 2, 4 and 8 texels wide.</summary>
    private static Scene Implicit()
    {
        SceneBuilder scene = Begin("implicit", "The level follows from how many texels a pixel covers: 1, 2, 4, 8 give levels 0 to 3.");
        scene.Bind(Levels(scene), Mipmapped);
        for (int level = 0; level < 4; level++)
        {
            scene.Viewport(32 * (level % 2), 32 * (level / 2), 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (at * (2 << level)) + 0.0390625f));
        }

        return scene.Build();
    }

    private static Scene ImplicitStretched()
    {
        SceneBuilder scene = Begin("implicit-stretched", "The larger of the two directions decides the level, also when the coordinate is turned.");
        scene.Bind(Levels(scene), Mipmapped);
        scene.Viewport(0, 0, 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * Shade.Vector(2, 8)));
        scene.Viewport(32, 0, 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * Shade.Vector(16, 1)));
        scene.Viewport(0, 32, 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at.Swizzle("yx") * Shade.Vector(4, 1)));
        return scene.Viewport(32, 32, 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, Shade.Join(-at.X * 8, 0.3125f))).Build();
    }

    private static Scene ImplicitPerspective()
    {
        SceneBuilder scene = Begin("implicit-in-perspective", "On a floor that runs into the distance, levels follow each other from near to far.");
        scene.AllowUncertain(0.15, "implementations may take the derivatives from either neighbour and bound their length from both sides (GL 4.5 section 8.14.1), which moves the lines where levels change");
        scene.Bind(Levels(scene), Mipmapped);
        var varying = new Varying(0, 2);
        BufferResource buffer = scene.VertexBuffer(-1, -1, 0, 1, 0, 0, 1, -1, 0, 1, 4, 0, -8, 8, 0, 8, 0, 32, 8, 8, 0, 8, 4, 32);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 24)).VertexElements(new VertexElement(Format.R32G32B32A32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 16));
        scene.Shaders(new VertexShader(Shade.Attribute(0), [new VaryingOutput(varying, Shade.Attribute(1, 2))]), FragmentShader.Of(Shade.Sample(0, TextureTarget.TwoD, Shade.Read(varying))));
        return scene.Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene ImplicitNotSquare()
    {
        SceneBuilder scene = Begin("implicit-not-square", "In a texture of 32 x 4 texels, texels count and not the coordinate: s decides where it covers more.");
        scene.Bind(Levels(scene, 32, 4, 6), Mipmapped);
        scene.Viewport(0, 0, 32, 64).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * 4));
        return scene.Viewport(32, 0, 32, 64).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * Shade.Vector(1, 128))).Build();
    }

    private static Scene Bias()
    {
        SceneBuilder scene = Begin("bias", "A bias in the lookup adds to the implicit level, whole levels up and down.");
        scene.Bind(Levels(scene), Mipmapped);
        return scene.FillShaded(at => Shade.SampleBias(0, TextureTarget.TwoD, at * 8, (Shade.Floor(at.X * 8) * 0.6f) - 2)).Build();
    }

    private static Scene SamplerBias()
    {
        SceneBuilder scene = Begin("sampler-bias", "The sampler's bias adds to the implicit and to the explicit level.");
        TextureResource texture = Levels(scene);
        for (int k = 0; k < 4; k++)
        {
            scene.Bind(texture, Mipmapped with { LodBias = k - 1 });
            scene.Viewport(16 * k, 0, 16, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * 2));
            scene.Viewport(16 * k, 32, 16, 32).FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, at, 1));
        }

        return scene.Build();
    }

    private static Scene BothBiases()
    {
        SceneBuilder scene = Begin("both-biases", "The biases of sampler and lookup add up.");
        scene.Bind(Levels(scene), Mipmapped with { LodBias = 1 });
        return scene.FillShaded(at => Shade.SampleBias(0, TextureTarget.TwoD, at * 4, Shade.Floor(at.Y * 4) - 1)).Build();
    }

    private static Scene LeastLod()
    {
        SceneBuilder scene = Begin("least-lod", "The sampler's least level of detail keeps lower levels from being used.");
        scene.Bind(Levels(scene), Mipmapped with { MinLod = 2 });
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 2), Shade.Floor(at.X * 5))).Build();
    }

    private static Scene GreatestLod()
    {
        SceneBuilder scene = Begin("greatest-lod", "The sampler's greatest level of detail keeps higher levels from being used.");
        scene.Bind(Levels(scene), Mipmapped with { MaxLod = 2 });
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 2), Shade.Floor(at.X * 5))).Build();
    }

    private static Scene ClampedBetween()
    {
        SceneBuilder scene = Begin("lod-range-changed", "Ranges of the level of detail act draw by draw, also after the bias.");
        TextureResource texture = Levels(scene);
        foreach ((float min, float max, float bias, int x) in new[] { (1f, 3f, 0f, 0), (0f, 1f, 2f, 16), (3f, 3f, -2f, 32), (0f, 1000f, 0f, 48) })
        {
            scene.Bind(texture, Mipmapped with { MinLod = min, MaxLod = max, LodBias = bias });
            scene.Viewport(x, 0, 16, 64).FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, at, Shade.Floor(at.Y * 5)));
        }

        return scene.Build();
    }

    /// <summary>A smooth ramp is seen in steps where the filter is nearest.</summary>
    private static Scene MagnifiedOrMinified()
    {
        SceneBuilder scene = Begin("magnified-or-minified", "Above level 0 the minification filter is used, at and below it the magnification filter.");
        TextureResource texture = scene.Texture2D(4, 4);
        scene.Upload<byte>(texture, [.. TexturePattern.Bytes(4, 4).Select(b => (byte)(80 + (b / 4)))]);
        scene.Bind(texture, SamplerState.Nearest with { Mag = Filter.Linear });
        scene.Viewport(0, 0, 32, 64).FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, at, Shade.Select(Shade.Less(at.Y, 0.5f), -1, 2)));
        scene.Bind(texture, SamplerState.Nearest with { Min = Filter.Linear });
        return scene.Viewport(32, 0, 32, 64).FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, at, Shade.Select(Shade.Less(at.Y, 0.5f), -1, 2))).Build();
    }

    private static Scene MinifiedOnly()
    {
        SceneBuilder scene = Begin("minified-without-levels", "A texture larger than what it is drawn on, without levels: nearest picks single texels.");
        TextureResource texture = scene.Texture2D(64, 64);
        scene.Upload<byte>(texture, TexturePattern.Bytes(64, 64));
        scene.Bind(texture);
        return scene.Viewport(8, 8, 16, 40).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at + 0.00390625f)).Build();
    }

    private static Scene OddSizes()
    {
        SceneBuilder scene = Begin("odd-sizes", "Levels of a texture of 13 x 7 texels are 6 x 3, 3 x 1 and 1 x 1.");
        TextureResource texture = scene.Texture2D(13, 7, levels: 4);
        for (int level = 0; level < 4; level++)
        {
            scene.Upload<byte>(texture, TexturePattern.Bytes(texture.WidthOf(level), texture.HeightOf(level), 4, level * 11), level);
        }

        scene.Bind(texture, Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 2), Shade.Floor(at.X * 2) + (Shade.Floor(at.Y * 2) * 2))).Build();
    }

    private static Scene View(string name, string proves, int first, int last)
    {
        SceneBuilder scene = Begin(name, proves);
        scene.Bind(new TextureView(Levels(scene), first, last), Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 2), Shade.Floor(at.X * 5))).Build();
    }

    private static Scene FirstLevel() => View("view-first-level", "A view that begins at level 2 calls that level 0 and counts on from it.", 2, 4);

    private static Scene LastLevel() => View("view-last-level", "A view that ends at level 2 has no higher levels.", 0, 2);

    private static Scene SingleLevelView() => View("view-single-level", "A view of level 3 alone shows it at every level of detail.", 3, 3);

    private static Scene LevelsOfVolume()
    {
        SceneBuilder scene = Begin("3d", "Levels of a three-dimensional texture get half as deep as well.");
        TextureResource texture = scene.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 8, 8, 4, 4);
        for (int level = 0; level < 4; level++)
        {
            int size = 8 >> level;
            scene.Upload<byte>(texture, [.. Enumerable.Range(0, texture.DepthOf(level)).SelectMany(z => TexturePattern.Bytes(size, size, 4, (level * 4) + z))], level);
        }

        scene.Bind(texture, Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.ThreeD, Shade.Join(Shade.Fract(at.X * 4), at.Y, at.Y), Shade.Floor(at.X * 4))).Build();
    }

    private static Scene LevelsOfArray()
    {
        SceneBuilder scene = Begin("2d-array", "Every layer of an array has its own levels.");
        TextureResource texture = scene.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 4, 4, levels: 3, layers: 3);
        for (int level = 0; level < 3; level++)
        {
            scene.Upload<byte>(texture, [.. Enumerable.Range(0, 3).SelectMany(z => TexturePattern.Bytes(4 >> level, 4 >> level, 4, (level * 3) + z))], level);
        }

        scene.Bind(texture, Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoDArray, Shade.Join(Shade.Fract(at * 3), Shade.Floor(at.X * 3)), Shade.Floor(at.Y * 3))).Build();
    }

    private static Scene LevelsOfOneDimension()
    {
        SceneBuilder scene = Begin("1d", "A one-dimensional texture has levels, chosen by the width of a pixel in texels.");
        TextureResource texture = scene.Texture(TextureTarget.OneD, Format.R8G8B8A8_UNORM, 16, levels: 5);
        for (int level = 0; level < 5; level++)
        {
            scene.Upload<byte>(texture, TexturePattern.Bytes(16 >> level, 1, 4, level * 9), level);
        }

        scene.Bind(texture, Mipmapped);
        scene.Viewport(0, 0, 64, 32).FillShaded(at => Shade.SampleLod(0, TextureTarget.OneD, at.X, Shade.Floor(at.Y * 5)));
        return scene.Viewport(0, 32, 64, 32).FillShaded(at => Shade.Sample(0, TextureTarget.OneD, at.X * 16)).Build();
    }

    private static Scene LinearBetweenExact()
    {
        SceneBuilder scene = Begin("explicit-linear-at-whole-levels", "At whole levels of detail, mixing of levels shows that level alone.");
        scene.Bind(Levels(scene), SamplerState.Nearest with { Mip = MipFilter.Linear });
        scene.AllowUncertain(1, "weights of at least 8 bits: the neighbouring level may come in by one 256th of strong colours");
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Vector(0.75f, 0.75f), Shade.Floor(at.X * 5))).Build();
    }
}
