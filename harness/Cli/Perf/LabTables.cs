using Harness.Cli.Browsing;
using Harness.Lab.Transfers;
using Harness.Runs.Transfers;
using Harness.Statistics;
using Harness.Virgl;

namespace Harness.Cli.Perf;

/// <summary>Writes what the lab measured: one table for each lane, direction and shape, a column for each road.</summary>
internal static class LabTables
{
    public static void Write(TextWriter output, LabReport report)
    {
        foreach (var lane in report.Lanes)
        {
            foreach (var (direction, shape) in Views)
            {
                Write(output, report, lane, direction, shape);
            }

            foreach (var shape in Enum.GetValues<PayloadShape>())
            {
                if (report.CrossoverOf(lane, shape) is { } crossover)
                {
                    output.WriteLine($"{lane}, {shape.Word()}: {Sentence(crossover)}");
                }
            }
        }

        WriteLatencies(output, report);
    }

    private static void WriteLatencies(TextWriter output, LabReport report)
    {
        output.WriteLine();
        output.WriteLine("Latencies, us");
        Columns.Write(output, [
            ["lane", "what", "commands", "p50", "p90", "p99", "p99.9", "max"],
            .. report.Latencies.Select(latency => (string[])[
                latency.Lane, latency.Name["latency.".Length..], $"{latency.Turns}", $"{latency.P50:0.0}", $"{latency.P90:0.0}", $"{latency.P99:0.0}", $"{latency.P999:0.0}", $"{latency.Most:0.0}",
            ]),
        ]);
    }

    private static IEnumerable<(TransferDirection, PayloadShape)> Views
        => from direction in (TransferDirection[])[TransferDirection.ToHost, TransferDirection.FromHost] from shape in Enum.GetValues<PayloadShape>() select (direction, shape);

    private static void Write(TextWriter output, LabReport report, string lane, TransferDirection direction, PayloadShape shape)
    {
        Road[] roads = [.. Enum.GetValues<Road>().Where(road => report.Sizes.Any(size => Rate(report, lane, road, direction, shape, size) is not null))];
        if (roads.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{lane}: {direction.Word()} of a {shape.Word()}, MiB/s (share of a plain copy)");
        Columns.Write(output, [
            ["size", "memcpy", .. roads.Select(road => road.Word())],
            .. report.Sizes.Select(size => (string[])[
                TransferTask.SizeText(size),
                report.BytesPerSecond(lane, new LabTask(null, size)) is { } copy ? $"{copy / (1 << 20):0}" : "-",
                .. roads.Select(road => Rate(report, lane, road, direction, shape, size) is { } rate
                    ? $"{rate / (1 << 20):0} ({report.OverMemoryCopy(lane, new TransferTask(road, direction, shape, size)):0.00})"
                    : "-"),
            ]),
        ]);
    }

    private static double? Rate(LabReport report, string lane, Road road, TransferDirection direction, PayloadShape shape, int size)
        => report.BytesPerSecond(lane, new LabTask(new TransferTask(road, direction, shape, size)));

    private static string Sentence(Estimate crossover)
    {
        var interval = $"{crossover.Interval.Confidence:0%} interval: {Bound(crossover.Interval.Low)} to {Bound(crossover.Interval.High)}";
        return crossover.Value switch
        {
            double.NegativeInfinity => $"DMA is faster than RESOURCE_INLINE_WRITE at every size measured ({interval}).",
            double.PositiveInfinity => $"RESOURCE_INLINE_WRITE is faster than DMA at the largest size measured ({interval}).",
            _ => $"DMA overtakes RESOURCE_INLINE_WRITE at {Bound(crossover.Value)} ({interval}).",
        };
    }

    private static string Bound(double bytes) => bytes switch
    {
        double.NegativeInfinity => "below all sizes",
        double.PositiveInfinity => "above all sizes",
        _ => $"{bytes / 1024:0.#} KiB",
    };
}
