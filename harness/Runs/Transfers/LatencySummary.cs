using Harness.Lab.Sampling;
using HdrHistogram;

namespace Harness.Runs.Transfers;

/// <summary>The distribution of a latency over all launches, in microseconds.</summary>
/// <param name="Turns">Commands measured.</param>
public sealed record LatencySummary(string Lane, string Name, long Turns, double P50, double P90, double P99, double P999, double Most)
{
    private const int Digits = 3;

    /// <summary>Puts launches together.</summary>
    public static LatencySummary Of(string lane, string name, IEnumerable<LaunchSample> launches)
    {
        var histogram = new LongHistogram(TimeSpan.FromMinutes(1).Ticks * 100, Digits);
        foreach (var turn in launches.SelectMany(launch => launch.Seconds))
        {
            histogram.RecordValue((long)(turn * 1e9));
        }

        return new LatencySummary(lane, name, histogram.TotalCount, At(50), At(90), At(99), At(99.9), At(100));

        double At(double percentile) => histogram.GetValueAtPercentile(percentile) / 1e3;
    }
}
