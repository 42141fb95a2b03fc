using Harness.Lab.Sampling;
using Harness.Processes;

namespace Harness.Runs.Disturbances;

/// <summary>Says what disturbed a launch, and waits until the machine is quiet again: a launch that was disturbed says nothing of what was measured, and is taken once more.</summary>
public sealed class QuietHost(QuietTerms terms)
{
    /// <summary>How often a launch may be taken until it is not disturbed.</summary>
    public const int Attempts = 3;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(0.5);

    private HostLimits? _limits;

    /// <summary>Looks what the machine does by itself, while host stacks are up and nothing is measured. Launches before that warm up, and nothing disturbs them.</summary>
    public LaunchConditions Settle(CancellationToken cancellation)
    {
        var usual = LaunchWatch.Observe(terms.Settling, cancellation);
        _limits = terms.Limits.Over(usual);
        return usual;
    }

    /// <summary>What disturbed a launch, a few words each; empty when nothing did.</summary>
    /// <param name="conditions">What the machine was like.</param>
    /// <param name="samples">What was measured.</param>
    public IReadOnlyList<string> Disturbances(LaunchConditions conditions, IEnumerable<LaunchSample> samples)
    {
        if (_limits is not { } limits)
        {
            return [];
        }

        var lag = samples.Max(sample => sample.ClockLag) ?? 0;
        return lag > limits.ClockLag ? [.. limits.Exceeded(conditions), $"the guest's clock fell {lag:0.0} s behind"] : limits.Exceeded(conditions);
    }

    /// <summary>Waits until the machine is as quiet as it was, or patience ends.</summary>
    public void AwaitQuiet(CancellationToken cancellation)
    {
        var deadline = Deadline.In(terms.Patience);
        while (!deadline.Passed && Disturbances(LaunchWatch.Observe(LookInterval, cancellation), []).Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
