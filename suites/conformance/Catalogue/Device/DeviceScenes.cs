using Harness.Scenes;

namespace Harness.Catalogue.Device;

/// <summary>Areas of this group.</summary>
internal static class DeviceScenes
{
    public static IEnumerable<Scene> All() => [];
}
