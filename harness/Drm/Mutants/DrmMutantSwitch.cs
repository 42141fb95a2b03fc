namespace Harness.Drm.Mutants;

/// <summary>Puts a defect on and takes it off while files are open; each file has a mutation of its own.</summary>
public sealed class DrmMutantSwitch
{
    private readonly List<DrmMutation> _made = [];

    /// <summary>Goes up with each exchange.</summary>
    internal int Version { get; private set; }

    /// <summary>Something that passed since the last <see cref="Use"/> or <see cref="TakeChanged"/> was changed, dropped or displaced.</summary>
    public bool Changed => _made.Exists(mutation => mutation.Changed);

    /// <summary>The defect that is on; null for none.</summary>
    public DrmMutant? Current { get; private set; }

    /// <summary>Puts a defect on, or takes it off. What a defect has held back until then is lost.</summary>
    public void Use(DrmMutant? mutant)
    {
        Current = mutant;
        _made.Clear();
        Version++;
    }

    /// <summary><see cref="Changed"/>, and forgets it: asked after each scene, it tells which ones met the defect.</summary>
    public bool TakeChanged()
    {
        bool changed = false;
        foreach (DrmMutation mutation in _made)
        {
            changed |= mutation.TakeChanged();
        }

        return changed;
    }

    /// <summary>A mutation for one file; null for none.</summary>
    internal DrmMutation? Make()
    {
        if (Current?.Create() is not { } mutation)
        {
            return null;
        }

        _made.Add(mutation);
        return mutation;
    }
}
