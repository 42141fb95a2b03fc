namespace Harness.Cli.Doctor;

/// <summary>What a probe says about one thing of the host.</summary>
public enum ProbeState
{
    /// <summary>There and good.</summary>
    Ok,
    /// <summary>Something else takes its place, or there is little of it.</summary>
    Degraded,
    /// <summary>Not there, or not working.</summary>
    Missing,
}

/// <summary>One line of the doctor's answer.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Found">What was found, with paths and versions.</param>
/// <param name="Cost">What cannot be done, or only worse, for lack of it; empty when all is well.</param>
/// <param name="Remedy">What to do about it; empty when all is well.</param>
/// <param name="NeededBy">Lanes that cannot run while it is missing.</param>
public sealed record Finding(string Name, ProbeState State, string Found, string Cost, string Remedy, IReadOnlyList<string> NeededBy);
