using System.Collections.Concurrent;
using Harness.Imaging;
using Harness.Oracle;
using Harness.Scenes;

namespace Harness.Runs.References;

/// <summary>What a rewriting of committed reference frames did, or would do.</summary>
public sealed class Blessing
{
    private Blessing(IReadOnlyList<(string Scene, string Change)> changes, int removed, IReadOnlyList<(string Scene, string Reason)> refused)
        => (Changes, Removed, Refused) = (changes, removed, refused);

    /// <summary>Scenes in ordinal order, each with <c>new</c>, <c>changed</c> or <c>removed</c>.</summary>
    public IReadOnlyList<(string Scene, string Change)> Changes { get; }

    /// <summary>How many of them belong to no scene.</summary>
    public int Removed { get; }

    /// <summary>Scenes that the oracle cannot compute, and why; what was committed for them stays.</summary>
    public IReadOnlyList<(string Scene, string Reason)> Refused { get; }

    /// <summary>Computes frames and writes those that differ, with the index; removes frames of scenes that do not exist.</summary>
    /// <param name="scenes">Scenes to compute.</param>
    /// <param name="catalogue">All scenes.</param>
    /// <param name="dry">Whether to change nothing.</param>
    public static Blessing Of(RepositoryFolder repository, IReadOnlyList<Scene> scenes, IReadOnlyList<Scene> catalogue, bool dry)
    {
        var files = new ReferenceFrameFiles(repository.ReferenceFrames);
        var index = ReferenceIndex.Load(repository.ReferenceIndex);
        var changes = new ConcurrentDictionary<string, string>();
        var hashes = new ConcurrentDictionary<string, string>();
        var refused = new ConcurrentDictionary<string, string>();
        Parallel.ForEach(Partitioner.Create(scenes, EnumerablePartitionerOptions.NoBuffering), scene =>
        {
            ReferenceFrame computed;
            try
            {
                computed = ReferenceOracle.Render(scene);
            }
            catch (Exception e) when (e is not (IOException or OutOfMemoryException))
            {
                refused[scene.Name] = e.Message;
                return;
            }

            if (Bless(files, scene, computed, dry) is { } change)
            {
                changes[scene.Name] = change;
            }

            hashes[scene.Name] = SceneText.Hash(scene);
        });
        foreach (var (scene, hash) in hashes)
        {
            if (index.HashOf(scene) != hash)
            {
                changes.TryAdd(scene, "changed");
                index.Set(scene, hash);
            }
        }

        var removed = RemoveDangling(repository, files, index, [.. catalogue.Select(scene => scene.Name)], dry);
        foreach (var scene in removed)
        {
            changes[scene] = "removed";
        }

        if (!dry)
        {
            Directory.CreateDirectory(repository.ReferenceFrames);
            File.WriteAllBytes(repository.ReferenceIndex, index.ToJson());
        }

        return new Blessing(Sorted(changes), removed.Count, Sorted(refused));
    }

    private static (string Scene, string)[] Sorted(IEnumerable<KeyValuePair<string, string>> scenes)
        => [.. scenes.OrderBy(scene => scene.Key, StringComparer.Ordinal).Select(scene => (scene.Key, scene.Value))];

    private static string? Bless(ReferenceFrameFiles files, Scene scene, ReferenceFrame computed, bool dry)
    {
        var (area, name) = (scene.Area, scene.Name[(scene.Area.Length + 1)..]);
        var existed = files.Exists(area, name);
        var differs = !existed || !Same(files.Load(area, name), computed);
        if (!dry)
        {
            differs = files.Save(area, name, computed);
        }

        return !differs ? null : existed ? "changed" : "new";
    }

    private static HashSet<string> RemoveDangling(RepositoryFolder repository, ReferenceFrameFiles files, ReferenceIndex index, HashSet<string> catalogue, bool dry)
    {
        var removed = new HashSet<string>();
        foreach (var (area, scene) in files.List())
        {
            if (catalogue.Contains($"{area}/{scene}"))
            {
                continue;
            }

            removed.Add($"{area}/{scene}");
            foreach (var end in dry ? [] : (string[])[".png", ".min.png", ".max.png"])
            {
                File.Delete(Path.Combine(repository.ReferenceFrames, area, scene + end));
            }
        }

        foreach (var scene in index.Scenes.Where(scene => !catalogue.Contains(scene)).ToArray())
        {
            removed.Add(scene);
            index.Remove(scene);
        }

        return removed;
    }

    private static bool Same(ReferenceFrame a, ReferenceFrame b) => Same(a.Expected, b.Expected) && Same(a.Lower, b.Lower) && Same(a.Upper, b.Upper);

    private static bool Same(Frame a, Frame b) => a.Width == b.Width && a.Height == b.Height && a.Rgba.AsSpan().SequenceEqual(b.Rgba);
}
