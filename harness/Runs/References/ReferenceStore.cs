using Harness.Imaging;
using Harness.Scenes;

namespace Harness.Runs.References;

/// <summary>Committed reference frames: pictures, and an index that says which scene, as it was then, each belongs to.</summary>
public sealed class ReferenceStore(ReferenceFrameFiles files, ReferenceIndex index, Func<Scene, string> hash)
{
    /// <summary>The committed frame of the scene as it is; null when there is none, or the scene has changed since.</summary>
    public ReferenceFrame? TryLoad(Scene scene)
        => Has(scene) ? files.Load(scene.Area, NameIn(scene)) : null;

    /// <summary>Whether there is a frame of the scene as it is.</summary>
    public bool Has(Scene scene) => index.HashOf(scene.Name) is { } committed && committed == hash(scene) && files.Exists(scene.Area, NameIn(scene));

    private static string NameIn(Scene scene) => scene.Name[(scene.Area.Length + 1)..];
}
