namespace Harness.Cli.Doctor;

/// <summary>Looks for one thing of the host. It changes nothing, and leaves no process behind.</summary>
public interface IProbe
{
    /// <summary>What is looked for.</summary>
    string Name { get; }

    /// <summary>Lanes that cannot run without it; empty when all can.</summary>
    IReadOnlyList<string> NeededBy { get; }

    /// <summary>Looks. Ends soon after <paramref name="cancellation"/> asks for it; the caller keeps the deadline.</summary>
    Task<Reading> LookAsync(CancellationToken cancellation);
}

/// <summary>What a probe read; see <see cref="Finding"/> for the words.</summary>
public sealed record Reading(ProbeState State, string Found, string Cost = "", string Remedy = "")
{
    public static Reading Ok(string found) => new(ProbeState.Ok, found);

    public static Reading Degraded(string found, string cost, string remedy) => new(ProbeState.Degraded, found, cost, remedy);

    public static Reading Missing(string found, string cost, string remedy) => new(ProbeState.Missing, found, cost, remedy);
}
