using Harness.Scenes;

namespace Harness.Catalogue.Pixels;

/// <summary>Areas of this group.</summary>
internal static class PixelScenes
{
    public static IEnumerable<Scene> All() => [];
}
