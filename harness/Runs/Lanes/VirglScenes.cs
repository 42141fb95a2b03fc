using Harness.Scenes;
using Harness.Virgl;

namespace Harness.Runs.Lanes;

/// <summary>Which scenes a VirGL connection can carry.</summary>
internal static class VirglScenes
{
    /// <summary>Why it cannot carry the scene to the observer; null when it can.</summary>
    public static string? WhyNot(Scene scene, Observer observer, string lane, ConnectionFeatures features)
    {
        var needs = scene.Needs;
        if (needs.HasFlag(SceneNeeds.Cursor) && observer == Observer.Readback)
        {
            return "A cursor is no part of any resource: it is seen on the display only.";
        }

        if (needs.HasFlag(SceneNeeds.Display) && !features.HasFlag(ConnectionFeatures.TwoDimensional | ConnectionFeatures.Scanout))
        {
            return $"The scene drives a display with 2D commands and scanouts; lane '{lane}' has neither.";
        }

        if (needs.HasFlag(SceneNeeds.Cursor) && !features.HasFlag(ConnectionFeatures.Cursor))
        {
            return $"The scene shows a cursor; lane '{lane}' has none.";
        }

        if (needs.HasFlag(SceneNeeds.TransferStrides) && !features.HasFlag(ConnectionFeatures.TransferStrides))
        {
            return $"The scene lays rows out in guest memory with strides of its own; the transfers of lane '{lane}' take none.";
        }

        return needs.HasFlag(SceneNeeds.ManyContexts) && !features.HasFlag(ConnectionFeatures.ManyContexts)
            ? $"The scene uses several contexts over shared resources; lane '{lane}' has one context."
            : null;
    }
}
