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
        Bias(), SamplerBias(), BothBiases(), LeastLod(), GreatestLod(), ClampedBetween(), MagnifiedOrMinified(), MinifiedOnly(), LinearBetweenExact(),
    ];

    private static readonly SamplerState Mipmapped = SamplerState.Nearest with { Mip = MipFilter.Nearest };

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"texture-level/{name}", proves, Section).Clear(Colour.Black);

    private static Scene Explicit()
    {
        SceneBuilder scene = Begin("explicit", "An explicit level of detail chooses that level; each level has its own size and contents.");
        scene.Bind(LevelledTexture.Of(scene), Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 3), Shade.Floor(at.X * 5))).Build();
    }

    private static Scene ExplicitHalves()
    {
        SceneBuilder scene = Begin("explicit-nearest-changes-at-halves", "With the nearest level chosen, levels change half-way between whole numbers.");
        scene.Bind(LevelledTexture.Of(scene), Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Vector(0.75f, 0.75f), (at.X * 4) + (at.Y * 0.25f))).Build();
    }

    private static Scene ExplicitBeyond()
    {
        SceneBuilder scene = Begin("explicit-beyond-the-ends", "A level of detail below 0 gives the first level, one beyond the last level the last.");
        scene.Bind(LevelledTexture.Of(scene, levels: 3), Mipmapped);
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
        scene.Bind(LevelledTexture.Of(scene), SamplerState.Nearest);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, at, at.X * 6)).Build();
    }

    /// <summary>Quadrants in which one pixel is 1, 2, 4 and 8 texels wide.</summary>
    private static Scene Implicit()
    {
        SceneBuilder scene = Begin("implicit", "The level follows from how many texels a pixel covers: 1, 2, 4, 8 give levels 0 to 3.");
        scene.Bind(LevelledTexture.Of(scene), Mipmapped);
        for (int level = 0; level < 4; level++)
        {
            scene.Viewport(32 * (level % 2), 32 * (level / 2), 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, (at * (2 << level)) + 0.0390625f));
        }

        return scene.Build();
    }

    private static Scene ImplicitStretched()
    {
        SceneBuilder scene = Begin("implicit-stretched", "The larger of the two directions decides the level, also when the coordinate is turned.");
        scene.Bind(LevelledTexture.Of(scene), Mipmapped);
        scene.Viewport(0, 0, 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * Shade.Vector(2, 8)));
        scene.Viewport(32, 0, 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * Shade.Vector(16, 1)));
        scene.Viewport(0, 32, 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at.Swizzle("yx") * Shade.Vector(4, 1)));
        return scene.Viewport(32, 32, 32, 32).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, Shade.Join(-at.X * 8, 0.3125f))).Build();
    }

    private static Scene ImplicitPerspective()
    {
        SceneBuilder scene = Begin("implicit-in-perspective", "On a floor that runs into the distance, levels follow each other from near to far.");
        scene.AllowUncertain(0.15, "implementations may take the derivatives from either neighbour and bound their length from both sides (GL 4.5 section 8.14.1), which moves the lines where levels change");
        scene.Bind(LevelledTexture.Of(scene), Mipmapped);
        var varying = new Varying(0, 2);
        BufferResource buffer = scene.VertexBuffer(-1, -1, 0, 1, 0, 0, 1, -1, 0, 1, 4, 0, -8, 8, 0, 8, 0, 32, 8, 8, 0, 8, 4, 32);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 24)).VertexElements(new VertexElement(Format.R32G32B32A32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 16));
        scene.Shaders(new VertexShader(Shade.Attribute(0), [new VaryingOutput(varying, Shade.Attribute(1, 2))]), FragmentShader.Of(Shade.Sample(0, TextureTarget.TwoD, Shade.Read(varying))));
        return scene.Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene ImplicitNotSquare()
    {
        SceneBuilder scene = Begin("implicit-not-square", "In a texture of 32 x 4 texels, texels count and not the coordinate: s decides where it covers more.");
        scene.Bind(LevelledTexture.Of(scene, 32, 4, 6), Mipmapped);
        scene.Viewport(0, 0, 32, 64).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * 4));
        return scene.Viewport(32, 0, 32, 64).FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at * Shade.Vector(1, 128))).Build();
    }

    private static Scene Bias()
    {
        SceneBuilder scene = Begin("bias", "A bias in the lookup adds to the implicit level, whole levels up and down.");
        scene.Bind(LevelledTexture.Of(scene), Mipmapped);
        return scene.FillShaded(at => Shade.SampleBias(0, TextureTarget.TwoD, at * 8, (Shade.Floor(at.X * 8) * 0.6f) - 2)).Build();
    }

    private static Scene SamplerBias()
    {
        SceneBuilder scene = Begin("sampler-bias", "The sampler's bias adds to the implicit and to the explicit level.");
        TextureResource texture = LevelledTexture.Of(scene);
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
        scene.Bind(LevelledTexture.Of(scene), Mipmapped with { LodBias = 1 });
        return scene.FillShaded(at => Shade.SampleBias(0, TextureTarget.TwoD, at * 4, Shade.Floor(at.Y * 4) - 1)).Build();
    }

    private static Scene LeastLod()
    {
        SceneBuilder scene = Begin("least-lod", "The sampler's least level of detail keeps lower levels from being used.");
        scene.Bind(LevelledTexture.Of(scene), Mipmapped with { MinLod = 2 });
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 2), Shade.Floor(at.X * 5))).Build();
    }

    private static Scene GreatestLod()
    {
        SceneBuilder scene = Begin("greatest-lod", "The sampler's greatest level of detail keeps higher levels from being used.");
        scene.Bind(LevelledTexture.Of(scene), Mipmapped with { MaxLod = 2 });
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 2), Shade.Floor(at.X * 5))).Build();
    }

    private static Scene ClampedBetween()
    {
        SceneBuilder scene = Begin("lod-range-changed", "Ranges of the level of detail act draw by draw, also after the bias.");
        TextureResource texture = LevelledTexture.Of(scene);
        var fill = new RepeatedFill(scene, at => Shade.SampleLod(0, TextureTarget.TwoD, at, Shade.Floor(at.Y * 5)));
        foreach ((float min, float max, float bias, int x) in new[] { (1f, 3f, 0f, 0), (0f, 1f, 2f, 16), (3f, 3f, -2f, 32), (0f, 1000f, 0f, 48) })
        {
            scene.Bind(texture, Mipmapped with { MinLod = min, MaxLod = max, LodBias = bias });
            fill.Draw(x, 0, 16, 64);
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

    private static Scene LinearBetweenExact()
    {
        SceneBuilder scene = Begin("explicit-linear-at-whole-levels", "At whole levels of detail, mixing of levels shows that level alone.");
        scene.Bind(LevelledTexture.Of(scene), SamplerState.Nearest with { Mip = MipFilter.Linear });
        scene.AllowUncertain(1, "weights of at least 8 bits: the neighbouring level may come in by one 256th of strong colours");
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Vector(0.75f, 0.75f), Shade.Floor(at.X * 5))).Build();
    }
}
