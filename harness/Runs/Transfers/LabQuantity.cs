using Harness.Lab.Frames;
using Harness.Lab.Sampling;
using Harness.Statistics;

namespace Harness.Runs.Transfers;

/// <summary>What a measurement's samples are: the kind that its name begins with.</summary>
/// <param name="Unit">As <c>run.json</c> has it.</param>
/// <param name="Kind">As <c>run.json</c> has it.</param>
/// <param name="Better">As <c>run.json</c> has it.</param>
/// <param name="Value">The number that a launch gives, in that unit.</param>
public sealed record LabQuantity(string Unit, string Kind, string Better, Func<LaunchSample, double> Value)
{
    /// <summary>Payload bytes of the turn in the middle, by its time.</summary>
    public static LabQuantity Throughput { get; } = new("MiB/s", "throughput", "higher", launch => BytesPerSecond(launch) / (1 << 20));

    /// <summary>The command in the middle.</summary>
    public static LabQuantity Latency { get; } = new("us", "time", "lower", launch => Spread.Median(launch.Seconds) * 1e6);

    /// <summary>The frame in the middle.</summary>
    public static LabQuantity FrameTime { get; } = new("s", "time", "lower", launch => Spread.Median(launch.Seconds));

    /// <summary>All frames by all their time: one that comes late counts.</summary>
    public static LabQuantity FrameRate { get; } = new("frames/s", "throughput", "higher", launch => launch.Seconds.Count / launch.Seconds.Sum());

    /// <summary>That of a measurement, by its name.</summary>
    public static LabQuantity Of(string name)
        => name.StartsWith("latency.", StringComparison.Ordinal) ? Latency
            : name.StartsWith(FrameTask.Time, StringComparison.Ordinal) ? FrameTime
            : name.StartsWith(FrameTask.Rate, StringComparison.Ordinal) ? FrameRate
            : Throughput;

    /// <summary>Payload bytes a second of the turn in the middle.</summary>
    public static double BytesPerSecond(LaunchSample launch) => launch.Bytes / Spread.Median(launch.Seconds);
}
