using System.Diagnostics;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;

namespace Harness.Cli.Perf;

/// <summary>Tells how far the lab has come, and remembers what it measured.</summary>
internal sealed class PerfScreen(TextWriter output) : ILabListener
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly List<LabSample> _samples = [];
    private readonly List<string> _failures = [];
    private int _planned;
    private int _gaps;
    private long _told = Stopwatch.GetTimestamp();

    /// <summary>All samples, in the order in which they were taken.</summary>
    public IReadOnlyList<LabSample> Samples => _samples;

    /// <summary>What failed.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>A lane is up.</summary>
    public void Started(string lane, LaneStack stack) => output.WriteLine($"{lane}: {stack.Renderer}{(stack.Accelerator is { } accelerator ? $", {accelerator}" : string.Empty)}");

    /// <summary>So many samples are wanted.</summary>
    public void Begin(int planned) => _planned = planned;

    /// <summary>A lane is not there, and need not be.</summary>
    public void Skip(string why) => output.WriteLine(why);

    /// <summary>Something went wrong.</summary>
    public void Fail(string what)
    {
        _failures.Add(what);
        output.WriteLine($"harness: {what}");
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
        if (!gap.Absent)
        {
            Fail($"{gap.Lane}: {gap.Reason}");
        }
    }
}
