using System.CommandLine;
using Harness.Runs.Disturbances;

namespace Harness.Cli;

/// <summary>Options about what may go on beside a measurement.</summary>
internal sealed class QuietOptions(QuietTerms usual)
{
    private readonly Option<int> _patience = new("--patience")
    {
        Description = "Seconds to wait for a quiet machine after a launch that something disturbed, at most.", HelpName = "SECONDS", DefaultValueFactory = _ => (int)usual.Patience.TotalSeconds,
    };

    private readonly Option<int> _others = new("--others")
    {
        Description = "Share of the CPUs that others may use beside a launch, over what they use anyway, until it is thrown away and taken again; 100 for any.",
        HelpName = "PERCENT",
        DefaultValueFactory = _ => (int)Math.Round(usual.Limits.Foreign * 100),
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_patience, _others];

    /// <summary>What they say.</summary>
    public QuietTerms Read(ParseResult parsed) => usual with
    {
        Patience = TimeSpan.FromSeconds(parsed.GetValue(_patience)), Limits = usual.Limits with { Foreign = parsed.GetValue(_others) / 100.0 },
    };
}
