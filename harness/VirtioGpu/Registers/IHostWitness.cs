namespace Harness.VirtioGpu.Registers;

/// <summary>
/// What the process behind a device prints. Renderers report many refusals there and nowhere else (PROTOCOL section 0.3).
/// </summary>
public interface IHostLog
{
    /// <summary>Text printed since the last call; null when there is none. Cheap and free of allocation when there is none.</summary>
    string? TakeNew();
}

/// <summary>The process behind a device, as far as a connection has to know it: what it says, and how it died.</summary>
public interface IHostWitness : IHostLog
{
    /// <summary>How the process ended and its last words, asked when the far side has closed the connection.</summary>
    string Epitaph();

    /// <summary>What the process is doing, asked when it did not answer in time.</summary>
    string Condition();
}
