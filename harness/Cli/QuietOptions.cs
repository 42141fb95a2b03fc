using System.CommandLine;
using Harness.Runs.Disturbances;
using Harness.Runs.Plan;

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
        Description = "Share of the CPUs that others may use beside a launch, over what they use anyway, until it is thrown away and taken again; 100: whatever they do, and a hypervisor too.",
        HelpName = "PERCENT",
        DefaultValueFactory = _ => (int)Math.Round(usual.Limits.Foreign * 100),
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_patience, _others];

    /// <summary>What they say.</summary>
    /// <exception cref="UsageException">One is below 0.</exception>
    public QuietTerms Read(ParseResult parsed)
    {
        var (patience, others) = (parsed.GetValue(_patience), parsed.GetValue(_others));
        if (patience < 0 || others < 0)
        {
            throw new UsageException($"{(patience < 0 ? _patience : _others).Name} cannot be below 0.");
        }

        return usual with
        {
            Patience = TimeSpan.FromSeconds(patience),
            Limits = others < 100
                ? usual.Limits with { Foreign = others / 100.0 }
                : usual.Limits with { Foreign = 1, Stolen = 1, Standstill = double.PositiveInfinity, ClockLag = double.PositiveInfinity },
        };
    }
}
