using Harness.Scenes;

namespace Harness.Catalogue.Geometry;

/// <summary>A scene in one expression: its words, then its steps.</summary>
internal static class Draft
{
    public static Scene Of(string name, string proves, string specification, Action<SceneBuilder> steps, int width = 64, int height = 64)
    {
        var scene = new SceneBuilder(name, proves, specification, width, height);
        steps(scene);
        return scene.Build();
    }
}
