using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>
/// Fills the viewport again and again with one pair of shaders, set before the first draw alone: what changes between the draws is what the scene is about,
/// and a driver that only sends it along with new shaders is found out.
/// </summary>
internal sealed class RepeatedFill(SceneBuilder scene, Func<Expr, Expr> colour)
{
    private bool prepared;

    public SceneBuilder Draw(float x, float y, float width, float height)
    {
        scene.Viewport(x, y, width, height);
        if (prepared)
        {
            return scene.Draw(Primitive.TriangleStrip, 4);
        }

        prepared = true;
        return scene.FillShaded(colour);
    }
}
