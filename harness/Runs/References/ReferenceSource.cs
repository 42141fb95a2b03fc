using Harness.Imaging;
using Harness.Oracle;
using Harness.Scenes;

namespace Harness.Runs.References;

/// <summary>
/// Hands out reference frames: the committed one where it still belongs to the scene, else computed by the oracle. Each is loaded or computed once
/// for all cells that need it, ahead of time when asked, and let go when the last of them has been judged. Thread-safe.
/// </summary>
public sealed class ReferenceSource(ReferenceStore? store = null)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private int _computed;

    /// <summary>Frames that had to be computed because none was committed for the scene as it is.</summary>
    public int Computed => Volatile.Read(ref _computed);

    /// <summary>Whether the scene's frame is a committed one, which somebody has looked at; also where there are no committed frames to compare with.</summary>
    public bool IsReviewed(Scene scene) => store is null || store.Has(scene);

    /// <summary>Announces that the scene's frame will be asked for once more.</summary>
    public void Claim(Scene scene)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(scene.Name, out var entry))
            {
                _entries.Add(scene.Name, entry = new Entry());
            }

            entry.Claims++;
        }
    }

    /// <summary>Begins to get a claimed scene's frame ready.</summary>
    public void Prepare(Scene scene) => _ = Start(scene);

    /// <summary>The claimed scene's frame; waits where it is not ready.</summary>
    /// <exception cref="InvalidOperationException">The oracle does not model the scene.</exception>
    public async Task<ReferenceFrame> Take(Scene scene)
    {
        try
        {
            return await Start(scene).ConfigureAwait(false);
        }
        finally
        {
            Release(scene);
        }
    }

    /// <summary>Takes a claim back: the cell will not be judged by its frame.</summary>
    public void Release(Scene scene)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(scene.Name, out var entry) && --entry.Claims <= 0)
            {
                _entries.Remove(scene.Name);
            }
        }
    }

    private Task<ReferenceFrame> Start(Scene scene)
    {
        lock (_lock)
        {
            // Without a claim nothing is kept.
            return _entries.TryGetValue(scene.Name, out var entry) ? entry.Frame ??= Task.Run(() => Get(scene)) : Task.Run(() => Get(scene));
        }
    }

    private ReferenceFrame Get(Scene scene)
    {
        if (store?.TryLoad(scene) is { } committed)
        {
            return committed;
        }

        Interlocked.Increment(ref _computed);
        return ReferenceOracle.Render(scene);
    }

    private sealed class Entry
    {
        public int Claims { get; set; }

        public Task<ReferenceFrame>? Frame { get; set; }
    }
}
