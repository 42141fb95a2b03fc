using Harness.Imaging;
using Harness.Scenes;

namespace Harness.Runs.References;

/// <summary>Opens the committed reference frames of a repository.</summary>
public static class CommittedFrames
{
    /// <summary>The frames with their index; null when there is no repository or nothing was committed.</summary>
    /// <exception cref="InvalidDataException">The index is damaged.</exception>
    public static ReferenceStore? Open(RepositoryFolder? repository)
        => repository is not null && File.Exists(repository.ReferenceIndex)
            ? new ReferenceStore(new ReferenceFrameFiles(repository.ReferenceFrames), ReferenceIndex.Load(repository.ReferenceIndex), SceneText.Hash)
            : null;
}
