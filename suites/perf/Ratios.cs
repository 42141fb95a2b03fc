using System.Diagnostics;

namespace Harness.Perf;

/// <summary>
/// Ratios of two costs, measured alternately in one process: neighbouring samples meet the same clock and the same neighbours on the machine,
/// so a drift of either cancels out.
/// </summary>
internal static class Ratios
{
    private const int Rounds = 101;
    private const int WarmUp = 10;

    private static readonly Dictionary<string, (string What, Func<(Action Measured, Action Baseline)> Make)> Known = new(StringComparer.Ordinal)
    {
        ["bounds-check"] = ("bounds check of 3840x2160 (99.5 MB, three streams) / SequenceEqual of two buffers (99.5 MB)", () =>
        {
            var benchmarks = new BoundsCheckBenchmarks();
            return (() => benchmarks.Passes(), () => benchmarks.SequenceEqualOfAsManyBytes());
        }),
    };

    public static int Run(string[] names, TextWriter output)
    {
        if (names.FirstOrDefault(name => !Known.ContainsKey(name)) is { } unknown)
        {
            output.WriteLine($"There is no ratio '{unknown}'. Known: {string.Join(", ", Known.Keys)}.");
            return 2;
        }

        foreach (var name in names.Length == 0 ? [.. Known.Keys] : names)
        {
            var (what, make) = Known[name];
            var (measured, baseline) = make();
            output.WriteLine($"{name}: {what}");
            Report(measured, baseline, output);
        }

        return 0;
    }

    private static void Report(Action measured, Action baseline, TextWriter output)
    {
        for (var round = 0; round < WarmUp; round++)
        {
            measured();
            baseline();
        }

        var (ours, theirs, ratios) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            // The order alternates, so that neither always follows the other's cache contents.
            if (round % 2 == 0)
            {
                ours[round] = Milliseconds(measured);
                theirs[round] = Milliseconds(baseline);
            }
            else
            {
                theirs[round] = Milliseconds(baseline);
                ours[round] = Milliseconds(measured);
            }

            ratios[round] = ours[round] / theirs[round];
        }

        output.WriteLine($"  measured {Quantiles(ours)} ms, baseline {Quantiles(theirs)} ms, ratio {Quantiles(ratios)} (p10/p50/p90 of {Rounds} rounds)");
    }

    private static double Milliseconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Quantiles(double[] values)
    {
        Array.Sort(values);
        return $"{values[values.Length / 10]:0.00}/{values[values.Length / 2]:0.00}/{values[values.Length * 9 / 10]:0.00}";
    }
}
