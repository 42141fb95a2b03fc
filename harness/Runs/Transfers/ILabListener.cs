using Harness.Lab.Sampling;
using Harness.Runs.Disturbances;
using Harness.Runs.Lanes;

namespace Harness.Runs.Transfers;

/// <summary>One sample: a launch of a measurement on a lane.</summary>
/// <param name="Launch">Number of the launch, from 0.</param>
public sealed record LabSample(string Lane, int Launch, LaunchSample Sample);

/// <summary>Why a measurement of a lane is not there.</summary>
public enum LabGapKind
{
    /// <summary>The lane has no such road.</summary>
    Absent,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>The machine was disturbed whenever it was taken.</summary>
    Disturbed,
}

/// <summary>A measurement of a lane that is not there.</summary>
/// <param name="Name">The measurement's name.</param>
public sealed record LabGap(string Lane, string Name, string Reason, LabGapKind Kind);

/// <summary>Measurements one after the other that something disturbed, so that none of them counts.</summary>
/// <param name="Launch">Number of the launch, from 0.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Measured">Lane and name of each.</param>
/// <param name="Conditions">What the machine was like.</param>
/// <param name="Disturbances">What disturbed them.</param>
public sealed record DisturbedStretch(int Launch, int Attempt, IReadOnlyList<(string Lane, string Name)> Measured, LaunchConditions Conditions, IReadOnlyList<string> Disturbances);

/// <summary>Told what the lab does.</summary>
public interface ILabListener
{
    /// <summary>What the machine is like before the first launch.</summary>
    void Observed(LaunchConditions usual);

    /// <summary>A sample was taken.</summary>
    void Sampled(LabSample sample);

    /// <summary>There is none, for a reason; told once for each measurement of a lane.</summary>
    void Missed(LabGap gap);

    /// <summary>Some were thrown away.</summary>
    void Disturbed(DisturbedStretch stretch);

    /// <summary>A lane broke and does not come up again: nothing more is measured there.</summary>
    void Lost(string lane, LaneUnavailableException reason);
}
