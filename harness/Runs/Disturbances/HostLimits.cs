namespace Harness.Runs.Disturbances;

/// <summary>What a launch may meet and still count.</summary>
public sealed record HostLimits
{
    /// <summary>Share of the CPUs' time that others may use. Default: 0.25.</summary>
    public double Foreign { get; init; } = 0.25;

    /// <summary>Share of the CPUs' time that the hypervisor may give to somebody else. Default: 0.05.</summary>
    public double Stolen { get; init; } = 0.05;

    /// <summary>Seconds in which nothing at all may run. Default: 0.5.</summary>
    public double Standstill { get; init; } = 0.5;

    /// <summary>Seconds that a guest's clock may fall behind this machine's during one measurement: a virtual machine that is paused does not see that it is. Default: 0.25.</summary>
    public double ClockLag { get; init; } = 0.25;

    /// <summary>
    /// The same on a machine that is never quiet: what others use already may go on, and <see cref="Foreign"/> is what may be added. Otherwise nothing could ever be
    /// measured there; that both sides are measured in turn is what helps.
    /// </summary>
    /// <param name="usual">What the machine was like before the first launch.</param>
    public HostLimits Over(LaunchConditions usual) => this with { Foreign = Foreign + usual.Foreign, Stolen = Stolen + usual.Stolen };

    /// <summary>What disturbed a launch, a few words each; empty when nothing did.</summary>
    public IReadOnlyList<string> Exceeded(LaunchConditions conditions)
    {
        var reasons = new List<string>();
        Add(conditions.Stopped, "the process under the lane was stopped");
        Add(conditions.Foreign > Foreign, $"others used {conditions.Foreign:0%} of the CPUs");
        Add(conditions.Stolen > Stolen, $"the hypervisor took {conditions.Stolen:0%} of the CPUs");
        Add(conditions.Throttled > 0, "CPUs were throttled");
        Add(conditions.Standstill > Standstill, $"nothing ran for {conditions.Standstill:0.0} s");
        return reasons;

        void Add(bool isExceeded, string reason)
        {
            if (isExceeded)
            {
                reasons.Add(reason);
            }
        }
    }
}
