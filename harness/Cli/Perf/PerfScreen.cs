using System.Diagnostics;
using Harness.Link.Messages;
using Harness.Runs.Disturbances;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;

namespace Harness.Cli.Perf;

/// <summary>Tells how far the lab has come, and remembers what it measured.</summary>
internal sealed class PerfScreen(TextWriter output) : ILabListener
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly List<LabSample> _samples = [];
    private readonly List<DisturbedStretch> _disturbed = [];
    private readonly List<string> _failures = [];
    private readonly List<string> _troubles = [];
    private int _planned;
    private int _gaps;
    private long _told = Stopwatch.GetTimestamp();

    /// <summary>All samples, in the order in which they were taken.</summary>
    public IReadOnlyList<LabSample> Samples => _samples;

    /// <summary>What was thrown away.</summary>
    public IReadOnlyList<DisturbedStretch> Discarded => _disturbed;

    /// <summary>What is under test and failed.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>What kept the harness from measuring.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <summary>A lane is up.</summary>
    public void Started(string lane, LaneStack stack)
    {
        output.WriteLine($"{lane}: {stack.Renderer}{(stack.Accelerator is { } accelerator ? $", {accelerator}" : string.Empty)}");
        if (stack.Facts.Find(DeviceCounting.Fact) is { } reason)
        {
            output.WriteLine($"{lane}: device counters: {reason}");
        }
    }

    /// <summary>So many samples are wanted.</summary>
    public void Begin(int planned) => _planned = planned;

    /// <summary>A lane is not there, and need not be.</summary>
    public void Skip(string why) => output.WriteLine(why);

    /// <summary>What is under test failed.</summary>
    public void Fail(string what) => Tell(_failures, what);

    /// <summary>The harness could not do its job.</summary>
    public void Trouble(string what) => Tell(_troubles, what);

    /// <inheritdoc/>
    public void Observed(LaunchConditions usual)
    {
        if (!usual.IsQuiet)
        {
            output.WriteLine($"This machine is not quiet: others use {usual.Foreign:0%} of the CPUs, the hypervisor takes {usual.Stolen:0%}. Launches vary the more.");
        }
    }

    /// <inheritdoc/>
    public void Sampled(LabSample sample)
    {
        _samples.Add(sample);
        if (Stopwatch.GetElapsedTime(_told) > Interval)
        {
            _told = Stopwatch.GetTimestamp();
            output.WriteLine($"{_samples.Count} of at most {_planned - _gaps} samples; launch {sample.Launch + 1}, {sample.Lane} {sample.Sample.Name}");
        }
    }

    /// <inheritdoc/>
    public void Missed(LabGap gap)
    {
        // What a lane has no road for is no news: the tables show a gap.
        _gaps++;
        if (gap.Kind != LabGapKind.Absent)
        {
            Tell(gap.Kind == LabGapKind.Failed ? _failures : _troubles, $"{gap.Lane}: {gap.Reason}");
        }
    }

    /// <inheritdoc/>
    public void Disturbed(DisturbedStretch stretch)
    {
        _disturbed.Add(stretch);
        var (first, others) = (stretch.Measured.Count > 0 ? $"{stretch.Measured[0].Lane} {stretch.Measured[0].Name}" : "nothing", stretch.Measured.Count - 1);
        output.WriteLine($"launch {stretch.Launch + 1}: {first}{(others > 0 ? $" and {others} after it" : string.Empty)} thrown away: {string.Join(", ", stretch.Disturbances)}");
    }

    /// <inheritdoc/>
    public void Lost(string lane, LaneUnavailableException reason)
        => Tell(reason is LaneBrokenException ? _failures : _troubles, $"{lane}: nothing more is measured there, since it does not come up again: {reason.Message}");

    private void Tell(List<string> where, string what)
    {
        where.Add(what);
        output.WriteLine($"harness: {what}");
    }
}
