using Harness.Scenes;
using Harness.Scenes.State;

namespace Harness.Catalogue.Geometry;

/// <summary>The viewport transform (GL 4.5 section 13.6.1).</summary>
internal static class ViewportScenes
{
    public static IEnumerable<Scene> All() => [Whole(), Offset()];

    private static Scene Whole()
    {
        var scene = new SceneBuilder("viewport/whole", "Clip coordinates -1..1 fill the whole window, x to the right and y up.", "GL 4.5 section 13.6.1");
        scene.Clear(Colour.Black);
        scene.FillCorners();
        return scene.Build();
    }

    private static Scene Offset()
    {
        var scene = new SceneBuilder("viewport/offset", "A viewport's origin is its bottom-left corner, and drawing outside it does not happen.", "GL 4.5 section 13.6.1");
        scene.Clear(Colour.Blue);
        scene.Viewport(8, 16, 32, 24);
        scene.FillCorners();
        return scene.Build();
    }
}
