using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Shaders changed between draws: the new ones act, and nothing of the old ones stays.</summary>
internal static class ShaderChangeScenes
{
    private const string Section = "GL 4.5 section 7.3";

    private static readonly Varying Coordinate = new(0, 2);

    public static IEnumerable<Scene> All() => [FragmentAlone(), VertexAlone(), BackAndForth(), OtherInterface(), OtherConstants(), SetAndReplaced()];

    private static SceneBuilder Begin(string name, string proves)
    {
        var scene = new SceneBuilder($"shader/{name}", proves, Section);
        scene.Clear(Colour.Black);
        BufferResource buffer = scene.VertexBuffer(-1, -1, 0, 0, 1, -1, 1, 0, -1, 1, 0, 1, 1, 1, 1, 1);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 16));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 8));
        return scene;
    }

    private static VertexShader Plain { get; } = new(ValueGrid.Position, [new VaryingOutput(Coordinate, Shade.Attribute(1, 2))]);

    private static VertexShader Shrunk { get; } = new(
        Shade.Join((Shade.Attribute(0, 2) * 0.5f) + Shade.Vector(-0.25f, 0.25f), 0, 1), [new VaryingOutput(Coordinate, Shade.Attribute(1, 2).Swizzle("yx"))]);

    private static FragmentShader Warm { get; } = FragmentShader.Of(Shade.Join(1, Shade.Read(Coordinate), 1));

    private static FragmentShader Cold { get; } = FragmentShader.Of(Shade.Join(Shade.Read(Coordinate).Swizzle("yx"), 1, 1));

    private static Scene FragmentAlone()
    {
        SceneBuilder scene = Begin("fragment-shader-changed-alone", "A new fragment shader under the same vertex shader acts from the next draw on.");
        scene.Viewport(0, 0, 32, 64).Shaders(Plain, Warm).Draw(Primitive.TriangleStrip, 4);
        return scene.Viewport(32, 0, 32, 64).Shaders(Plain, Cold).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene VertexAlone()
    {
        SceneBuilder scene = Begin("vertex-shader-changed-alone", "A new vertex shader over the same fragment shader acts from the next draw on.");
        scene.Viewport(0, 0, 32, 64).Shaders(Plain, Warm).Draw(Primitive.TriangleStrip, 4);
        return scene.Viewport(32, 0, 32, 64).Shaders(Shrunk, Warm).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene BackAndForth()
    {
        SceneBuilder scene = Begin("shaders-changed-and-back", "Shaders set again after others act as they did before.");
        scene.Viewport(0, 0, 32, 32).Shaders(Plain, Warm).Draw(Primitive.TriangleStrip, 4);
        scene.Viewport(32, 0, 32, 32).Shaders(Shrunk, Cold).Draw(Primitive.TriangleStrip, 4);
        scene.Viewport(0, 32, 32, 32).Shaders(Shrunk, Warm).Draw(Primitive.TriangleStrip, 4);
        return scene.Viewport(32, 32, 32, 32).Shaders(Plain, Warm).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene OtherInterface()
    {
        SceneBuilder scene = Begin("shaders-of-another-interface", "Shaders with other varyings, fewer attributes and no constants replace those that had them.");
        (Varying flat, Varying other) = (new(3, 4, Interpolation.Flat), new(6, 1, Interpolation.NoPerspective));
        scene.Constants(ShaderStage.Fragment, 0.25f, 0.5f, 0.75f, 1);
        scene.Viewport(0, 0, 64, 32).Shaders(
            new VertexShader(ValueGrid.Position, [new VaryingOutput(Coordinate, Shade.Attribute(1, 2)), new VaryingOutput(flat, Shade.Join(Shade.Attribute(1, 2), 1, 1))]),
            FragmentShader.Of(Shade.Join(Shade.Read(Coordinate), Shade.Read(flat).Z * Shade.Constant(0).X, 1))).Draw(Primitive.TriangleStrip, 4);
        return scene.Viewport(0, 32, 64, 32).Shaders(
            new VertexShader(ValueGrid.Position, [new VaryingOutput(other, (Shade.Attribute(0, 2).X * 0.5f) + 0.5f)]),
            FragmentShader.Of(Shade.Join(Shade.Read(other), 1 - Shade.Read(other), 0.5f, 1))).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene OtherConstants()
    {
        SceneBuilder scene = Begin("same-shaders-other-constants", "The same shaders draw with the constants set last before each draw.");
        VertexShader moved = new(
            Shade.Join((Shade.Attribute(0, 2) * 0.25f) + Shade.Constant(0).Swizzle("xy"), 0, 1), [new VaryingOutput(Coordinate, Shade.Attribute(1, 2))]);
        scene.Shaders(moved, FragmentShader.Of(Shade.Join(Shade.Constant(0, 3), 1)));
        for (int k = 0; k < 4; k++)
        {
            scene.Constants(ShaderStage.Vertex, (k - 1.5f) * 0.5f, ((k * 3 % 4) - 1.5f) * 0.5f, 0, 0);
            scene.Constants(ShaderStage.Fragment, k / 3f, 1 - (k / 3f), k % 2, 0);
            scene.Draw(Primitive.TriangleStrip, 4);
        }

        return scene.Build();
    }

    private static Scene SetAndReplaced()
    {
        SceneBuilder scene = Begin("shaders-replaced-before-the-draw", "Of shaders set one after the other without a draw between, the last act.");
        scene.Shaders(Shrunk, Warm);
        scene.Shaders(Plain, Warm);
        return scene.Shaders(Plain, Cold).Draw(Primitive.TriangleStrip, 4).Build();
    }
}
