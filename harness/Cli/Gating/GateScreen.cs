using System.Diagnostics;
using Harness.Runs.Gating;
using Harness.Runs.Disturbances;
using Harness.Runs.Gating.Measuring;
using Harness.Runs.Lanes;
using Harness.Runs.Records;

namespace Harness.Cli.Gating;

/// <summary>Tells how far a gate has come, and remembers what lanes run on: that can be seen only while they do.</summary>
internal sealed class GateScreen(TextWriter output) : IGateListener
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly long _began = Stopwatch.GetTimestamp();
    private long _told = Stopwatch.GetTimestamp();
    private readonly Dictionary<(string Lane, Side Side), LaneDocument> _stacks = [];
    private int _launches;

    /// <summary>What a side ran on; null when it never came up.</summary>
    public LaneDocument? StackOf(string lane, Side side) => _stacks.GetValueOrDefault((lane, side));

    /// <summary>A sentence.</summary>
    public void Say(string sentence) => output.WriteLine($"[{Stopwatch.GetElapsedTime(_began).TotalSeconds,6:0.0} s] {sentence}");

    /// <inheritdoc/>
    public void Started(string lane, Side side, LaneStack stack)
    {
        _stacks[(lane, side)] = StackFacts.Describe(stack).GetAwaiter().GetResult();
        Say($"{lane}, {side.Word()}: {stack.Program ?? stack.Connection}, {stack.Renderer}{(stack.Accelerator is { } accelerator ? $", {accelerator}" : string.Empty)}");
    }

    /// <inheritdoc/>
    public void Observed(string lane, LaunchConditions usual)
    {
        if (!usual.IsQuiet)
        {
            Say($"{lane}: this machine is not quiet: others use {usual.Foreign:0%} of the CPUs, the hypervisor takes {usual.Stolen:0%}. It takes more launches to tell, and small changes cannot be told.");
        }
    }

    /// <inheritdoc/>
    public void Launched(string lane, LaunchRecord launch)
    {
        _launches++;
        if (!launch.Counts)
        {
            Say($"{lane}, {launch.Side.Word()}, pair {launch.Pair + 1}: disturbed and thrown away: {string.Join(", ", launch.Disturbances)}");
        }
        else if (Stopwatch.GetElapsedTime(_told) > Interval)
        {
            _told = Stopwatch.GetTimestamp();
            Say($"{lane}: {_launches} launches, pair {launch.Pair + 1}, {launch.Conditions.Seconds:0.0} s each");
        }
    }

    /// <inheritdoc/>
    public void Confirming(string lane, IReadOnlyList<string> metrics) => Say($"{lane}: looks slower, measuring afresh on fresh host stacks: {string.Join(", ", metrics)}");

    /// <inheritdoc/>
    public void Decided(string lane, GateSeries series)
    {
        var result = series.Result!;
        if (result.Answer != Statistics.Gating.Answer.Ok)
        {
            Say($"{lane}: {series.Metric.Name}: {result.Answer.ToString().ToLowerInvariant()}, {Reports.Gating.GateText.Percent(result.Change.Value)}");
        }
    }

}
