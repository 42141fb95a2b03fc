using Harness.Imaging;

namespace Harness.Cli.Walkthrough;

/// <summary>Everything that was seen on the way to the first triangle.</summary>
internal sealed class WalkRecord
{
    /// <summary>The bring-up.</summary>
    public required Discovery Discovery { get; init; }

    /// <summary>The control queue.</summary>
    public required QueueWatch Queue { get; init; }

    /// <summary>Commands by the names that the page uses, in the order sent.</summary>
    public Dictionary<string, Exchange> Exchanges { get; } = [];

    /// <summary>Which dwords of which exchange's stream a part is.</summary>
    public Dictionary<string, (string Exchange, Range Dwords)> Parts { get; } = [];

    /// <summary>Pictures by file name without extension.</summary>
    public Dictionary<string, Frame> Pictures { get; } = [];

    /// <summary>What went wrong when one thing was left out, by the experiment's name.</summary>
    public Dictionary<string, ExperimentResult> Experiments { get; } = [];

    /// <summary>What it ran on: QEMU, renderer. Everything else in here depends on nothing but that.</summary>
    public string Stack { get; set; } = "unknown";
}
