using Harness.Runs.Gating.Records;

namespace Harness.Reports.Gating;

/// <summary>Numbers of a gate as people read them.</summary>
public static class GateText
{
    private const double Kibi = 1024;

    /// <summary>A value with its unit: <c>1.92 GiB/s</c>, <c>41.0 us</c>, <c>0.83</c>.</summary>
    public static string Value(double value, string unit) => unit switch
    {
        "MiB/s" => value >= Kibi ? $"{value / Kibi:0.00} GiB/s" : $"{value:0.0} MiB/s",
        "1" => $"{value:0.000}",
        _ => $"{value:0.0} {unit}",
    };

    /// <summary>A relative change with its sign: <c>-10.9 %</c>.</summary>
    public static string Percent(double change) => $"{change * 100:+0.0;-0.0;0.0} %";

    /// <summary>A metric's change with its interval: <c>-10.9 % (-12.1 to -9.6)</c>.</summary>
    public static string Change(ComparedMetric metric)
        => metric.Change is not { } change ? "-"
            : metric is { Low: { } low, High: { } high } ? $"{Percent(change)} ({low * 100:+0.0;-0.0;0.0} to {high * 100:+0.0;-0.0;0.0})"
            : Percent(change);

    /// <summary>A p: two digits, or the power of ten that it is below.</summary>
    public static string P(double? p) => p switch
    {
        null => "-",
        < 0.0001 => "<0.0001",
        < 0.01 => $"{p:0.0000}",
        _ => $"{p:0.00}",
    };

    /// <summary>What became of a metric, with the reason where there is one.</summary>
    public static string Verdict(ComparedMetric metric) => metric.Reason is null ? metric.Verdict : $"{metric.Verdict}: {metric.Reason}";

    /// <summary>A number with its word: <c>1 regression</c>, <c>3 regressions</c>.</summary>
    public static string Count(int number, string word) => $"{number} {word}{(number == 1 ? string.Empty : word.EndsWith("ch", StringComparison.Ordinal) ? "es" : "s")}";

    /// <summary>The answer as a headline: <c>1 confirmed regression, 2 inconclusive, 28 OK</c>.</summary>
    public static string Headline(GateDocument gate)
    {
        var parts = new List<string>();
        Add(gate.Metrics.Count(metric => metric.Verdict == GateVerdicts.Regression), n => Count(n, "confirmed regression"));
        Add(gate.Counters.Count(counter => counter.Verdict == GateVerdicts.Regression), n => $"{Count(n, "counter")} worse");
        Add(gate.Conformance?.NewlyFailing.Count ?? 0, n => $"{Count(n, "cell")} newly failing");
        Add(gate.Faults.Count, n => Count(n, "fault"));
        Add(gate.Troubles.Count, n => Count(n, "trouble"));
        Add(gate.Metrics.Count(metric => metric.IsInconclusive) + gate.Counters.Count(counter => counter.Verdict == GateVerdicts.Inconclusive), n => $"{n} inconclusive");
        Add(gate.Conformance?.Unsteady.Count ?? 0, n => $"{Count(n, "cell")} unsteady");
        Add(gate.Metrics.Count(metric => metric.Verdict == GateVerdicts.Accepted) + gate.Counters.Count(counter => counter.Verdict == GateVerdicts.Accepted), n => $"{n} accepted");
        Add(gate.Metrics.Count(metric => metric.Verdict == GateVerdicts.Improved), n => $"{n} improved");
        var blind = gate.Metrics.Count(metric => metric.Blind);
        parts.Add($"{gate.Metrics.Count(metric => metric.Verdict == GateVerdicts.Ok)} OK{(blind == 0 ? string.Empty : $" ({blind} too noisy to show a slowdown of 10 %)")}");
        return string.Join(", ", parts);

        void Add(int number, Func<int, string> tell)
        {
            if (number > 0)
            {
                parts.Add(tell(number));
            }
        }
    }

    /// <summary>How it was measured, in a sentence.</summary>
    public static string Method(GateDocument gate)
    {
        if (gate.Launch == "stored")
        {
            return "compared by stored samples: base and head were measured at different times and not in turn, so a change of the machine looks like one of the build";
        }

        var disturbed = gate.Lanes.Sum(lane => lane.Disturbed);
        var most = gate.Metrics.Count == 0 ? 0 : gate.Metrics.Max(metric => metric.Launches);
        return $"same host, in turn, at most {Count(most, "launch")} a side, each with a fresh {(gate.Launch == "stack" ? "host stack" : "context")}; "
            + $"{disturbed} of {gate.Lanes.Sum(lane => lane.Launches.Count)} launches disturbed and thrown away";
    }

    /// <summary>What a lane ran on, in a few words; both sides where they differ.</summary>
    public static string Stack(GateLaneDocument lane)
    {
        var (one, other) = (Words(lane.BaseStack), Words(lane.HeadStack));
        return one == other || other is null ? one ?? "nothing" : one is null ? other : $"{one} / {other}";

        static string? Words(Harness.Runs.Records.LaneDocument? stack) => stack is null ? null : $"{stack.Stack}{(stack.Accelerator is null ? string.Empty : $", {stack.Accelerator}")}";
    }
}
