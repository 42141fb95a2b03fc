namespace Harness.Gl.Mutants;

/// <summary>A known defect of a user-space driver, planted to see whether the catalogue notices it: GL calls that do something else.</summary>
public sealed class GlMutant
{
    private readonly IReadOnlyList<ReplacedCall> calls;
    private readonly Action? reset;

    /// <param name="reset">Forgets what the defect remembers of earlier calls, and sets what it is told.</param>
    internal GlMutant(string name, string defect, IReadOnlyList<ReplacedCall> calls, Action? reset = null) =>
        (Name, Defect, this.calls, this.reset) = (name, defect, calls, reset);

    /// <summary>Kebab-case, for <c>--mutant</c>.</summary>
    public string Name { get; }

    /// <summary>What a driver with this defect does.</summary>
    public string Defect { get; }

    /// <summary>
    /// The driver with the defect: give it to a <see cref="Player.GlPlayer"/>. The functions behind it are the process' own, so that one mutant at a time may be in use.
    /// </summary>
    /// <param name="load">Finds the driver's own functions.</param>
    public Func<string, nint> Wrap(Func<string, nint> load)
    {
        RealCalls.Load(load);
        reset?.Invoke();
        return name =>
        {
            foreach (ReplacedCall call in calls)
            {
                if (call.Name == name)
                {
                    return call.Address;
                }
            }

            return load(name);
        };
    }

    public override string ToString() => Name;
}

/// <summary>A GL function by name, and what is called in its stead.</summary>
internal readonly record struct ReplacedCall(string Name, nint Address);
