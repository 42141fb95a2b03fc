using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Harness.Perf.Bridge;

namespace Harness.Perf;

/// <summary>What a run of BenchmarkDotNet came to. By itself it takes a benchmark that printed a result and then crashed for a success, and a failed one for no failure of the run.</summary>
internal static class RunOutcome
{
    /// <summary>Benchmarks that were wanted and have no trustworthy result.</summary>
    public static IReadOnlyList<BenchmarkCase> Failures(IEnumerable<Summary> summaries)
        => [.. from summary in summaries from benchmark in summary.BenchmarksCases where !IsSound(summary[benchmark]) && !IsAbsent(benchmark) select benchmark];

    /// <summary>0 when all is well, 1 otherwise.</summary>
    public static int ExitCode(IReadOnlyList<Summary> summaries) => summaries.Any(summary => summary.HasCriticalValidationErrors) || Failures(summaries).Count > 0 ? 1 : 0;

    /// <summary>Whether every launch has results and did not end badly after them.</summary>
    internal static bool IsSound(BenchmarkReport? report) => report is { Success: true } && report.ExecuteResults.All(launch => launch.ExitCode is null or 0);

    private static bool IsAbsent(BenchmarkCase benchmark) => LaneToolchain.Describe(benchmark) is { } measurement && LaneToolchain.Fleet?.Absent.Contains(measurement) == true;
}
