using Harness.Scenes;

namespace Harness.Catalogue.Device;

/// <summary>What has no counterpart in OpenGL: the display path, the cursor, contexts, streams that must be refused; and the walk-through.</summary>
internal static class DeviceScenes
{
    public static IEnumerable<Scene> All() => [WalkthroughScenes.FirstTriangle(), .. DisplayScenes.All(), .. CursorScenes.All(), .. ContextScenes.All(), .. BadStreamScenes.All()];
}
