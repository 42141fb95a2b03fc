namespace Harness.Virgl.Vtest;

/// <summary>How a <see cref="VtestConnection"/> talks.</summary>
public sealed record VtestConnectionOptions
{
    /// <summary>The newest protocol to agree on: 3, or 2 for servers and tests that want it.</summary>
    public uint ProtocolVersion { get; init; } = 3;

    /// <summary>Longest wait for any one answer; shader compilation in software takes its time.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);
}
