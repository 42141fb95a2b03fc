namespace Harness.Drm.Mutants;

/// <summary>Puts a defect on and takes it off while files are open; each file has a mutation of its own.</summary>
public sealed class DrmMutantSwitch
{
    private readonly List<DrmMutation> _made = [];
    private DrmMutant? _current;

    /// <summary>Goes up with each exchange.</summary>
    internal int Version { get; private set; }

    /// <summary>Something that passed since the last <see cref="Use"/> was changed, dropped or displaced.</summary>
    public bool Changed => _made.Exists(mutation => mutation.Changed);

    /// <summary>Puts a defect on, or takes it off. What a defect has held back until then is lost.</summary>
    public void Use(DrmMutant? mutant)
    {
        _current = mutant;
        _made.Clear();
        Version++;
    }

    /// <summary>A mutation for one file; null for none.</summary>
    internal DrmMutation? Make()
    {
        if (_current?.Create() is not { } mutation)
        {
            return null;
        }

        _made.Add(mutation);
        return mutation;
    }
}
