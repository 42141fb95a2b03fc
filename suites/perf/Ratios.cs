using System.Diagnostics;

namespace Harness.Perf;

/// <summary>
/// Ratios of two costs, measured alternately in one process: neighbouring samples meet the same clock and the same neighbours on the machine,
/// so a drift of either cancels out.
/// </summary>
internal static class Ratios
{
    private static readonly Dictionary<string, Ratio> Known = new(StringComparer.Ordinal)
    {
        ["bounds-check"] = new("bounds check of 3840x2160 (99.5 MB, three streams) / SequenceEqual of two buffers (99.5 MB)", 101, "ms", 1e3, () =>
        {
            var benchmarks = new BoundsCheckBenchmarks();
            return new Pair(Timed(() => benchmarks.Passes()), Timed(() => benchmarks.SequenceEqualOfAsManyBytes()));
        }),
        ["queue"] = Queue("empty SUBMIT_3D, answered", benchmarks => benchmarks.EmptySubmit),
        ["queue-fenced"] = Queue("empty fenced SUBMIT_3D, answered", benchmarks => benchmarks.FencedSubmit),
        ["queue-finish"] = Queue("Submit and Finish of the connection", benchmarks => benchmarks.SubmitAndFinish),
        ["boot"] = new("start of QEMU to the agent's hello / to the line of a first process that does nothing else, same machine and kernel", 11, "s", 1, () =>
        {
            var boots = new GuestBoots();
            return new Pair(boots.ToHello, boots.ToFirstLine, boots.Dispose);
        }),
    };

    /// <summary>Goes in blocks, since two programs that take single turns on one queue would pay for handing it over.</summary>
    private const string AgainstC = "queue-c";

    private static Ratio Queue(string what, Func<QueueBenchmarks, Action> measured) => new($"{what} / register write, answered", 20_001, "us", 1e6, () =>
    {
        var benchmarks = new QueueBenchmarks();
        benchmarks.Start();
        return new Pair(Timed(measured(benchmarks)), Timed(benchmarks.RegisterWrite), benchmarks.End);
    });

    public static int Run(string[] names, TextWriter output)
    {
        if (names.FirstOrDefault(name => name != AgainstC && !Known.ContainsKey(name)) is { } unknown)
        {
            output.WriteLine($"There is no ratio '{unknown}'. Known: {string.Join(", ", Known.Keys)}, {AgainstC}.");
            return 2;
        }

        foreach (var name in names.Length == 0 ? [.. Known.Keys, AgainstC] : names)
        {
            if (name == AgainstC)
            {
                if (QueueRace.Run(output) is var failed && failed != 0)
                {
                    return failed;
                }

                continue;
            }

            var ratio = Known[name];
            var pair = ratio.Make();
            try
            {
                output.WriteLine($"{name}: {ratio.What}");
                Report(ratio, pair, output);
            }
            finally
            {
                pair.End?.Invoke();
            }
        }

        return 0;
    }

    private static void Report(Ratio ratio, Pair pair, TextWriter output)
    {
        for (var round = 0; round < ratio.Rounds / 10; round++)
        {
            pair.Measured();
            pair.Baseline();
        }

        var (ours, theirs, ratios) = (new double[ratio.Rounds], new double[ratio.Rounds], new double[ratio.Rounds]);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < ratio.Rounds; round++)
        {
            // The order alternates, so that neither always follows the other's cache contents.
            if (round % 2 == 0)
            {
                ours[round] = pair.Measured().TotalSeconds * ratio.UnitsPerSecond;
                theirs[round] = pair.Baseline().TotalSeconds * ratio.UnitsPerSecond;
            }
            else
            {
                theirs[round] = pair.Baseline().TotalSeconds * ratio.UnitsPerSecond;
                ours[round] = pair.Measured().TotalSeconds * ratio.UnitsPerSecond;
            }

            ratios[round] = ours[round] / theirs[round];
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var (measured, baseline) = (Quantiles(ours), Quantiles(theirs));
        output.WriteLine(
            $"  measured {measured} {ratio.Unit}, baseline {baseline} {ratio.Unit}, ratio of neighbours {Quantiles(ratios)} "
            + $"(p10/p50/p90 of {ratio.Rounds} rounds)");
        var middle = ratio.Rounds / 2;
        output.WriteLine($"  p50 / p50 {ours[middle] / theirs[middle]:0.00}; {allocated / (double)ratio.Rounds:0.#} bytes allocated a round");
    }

    private static Func<TimeSpan> Timed(Action action) => () =>
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    };

    private static string Quantiles(double[] values)
    {
        Array.Sort(values);
        return $"{values[values.Length / 10]:0.00}/{values[values.Length / 2]:0.00}/{values[values.Length * 9 / 10]:0.00}";
    }

    /// <summary>What is compared, how often, and in which unit it is told.</summary>
    private sealed record Ratio(string What, int Rounds, string Unit, double UnitsPerSecond, Func<Pair> Make);

    /// <summary>The two costs, each told by what is run; <paramref name="End"/> gives back what they needed.</summary>
    private sealed record Pair(Func<TimeSpan> Measured, Func<TimeSpan> Baseline, Action? End = null);
}
