namespace Harness.Cli.Doctor;

/// <summary>
/// Tells whether guests really run under KVM here. A device file that opens says little: some hosts offer one under which every guest dies,
/// so only a guest that has run is proof.
/// </summary>
public interface IAcceleratorCheck
{
    /// <summary>Runs a probe guest; throws when <paramref name="cancellation"/> asks for an end.</summary>
    Task<AcceleratorAnswer> RunAsync(CancellationToken cancellation);
}

/// <param name="KvmRunsGuests">Whether a guest has run under KVM.</param>
/// <param name="Explanation">How that showed, or how it failed.</param>
public sealed record AcceleratorAnswer(bool KvmRunsGuests, string Explanation);
