using Harness.Cli.Browsing;
using Harness.Lab.Frames;
using Harness.Lab.Transfers;
using Harness.Runs.Transfers;
using Harness.Statistics;
using Harness.Virgl;

namespace Harness.Cli.Perf;

/// <summary>Writes what the lab measured: one table for each lane, direction and shape, a column for each road.</summary>
internal static class LabTables
{
    /// <summary>Stands behind what was measured before it was warm.</summary>
    private const string Unsteady = "~";

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

        WriteFrames(output, report);
        WriteLatencies(output, report);
        if (report.Disturbed > 0)
        {
            output.WriteLine();
            output.WriteLine($"{report.Disturbed} samples were disturbed and thrown away");
        }

        if (report.Measured.Any(measured => report.IsUnsteady(measured.Lane, measured.Name)))
        {
            output.WriteLine();
            output.WriteLine($"{Unsteady} most launches counted before two turns in a row had taken as long");
        }
    }

    private static void WriteFrames(TextWriter output, LabReport report)
    {
        var frames = report.Measured.Where(measured => LabQuantity.Of(measured.Name) == LabQuantity.FrameTime).Select(measured => (measured.Lane, Scene: measured.Name[FrameTask.Time.Length..])).ToList();
        if (frames.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("Frames");
        Columns.Write(output, [
            ["lane", "scene", "ms until it is shown", "frames/s"],
            .. frames.Select(frame => (string[])[
                frame.Lane,
                frame.Scene,
                report.Value(frame.Lane, FrameTask.Time + frame.Scene) is { } seconds ? $"{seconds * 1e3:0.00}{Mark(report, frame.Lane, FrameTask.Time + frame.Scene)}" : "-",
                report.Value(frame.Lane, FrameTask.Rate + frame.Scene) is { } rate ? $"{rate:0.0}{Mark(report, frame.Lane, FrameTask.Rate + frame.Scene)}" : "-",
            ]),
        ]);
    }

    private static string Mark(LabReport report, string lane, string name) => report.IsUnsteady(lane, name) ? Unsteady : string.Empty;

    private static void WriteLatencies(TextWriter output, LabReport report)
    {
        if (report.Latencies.Count == 0)
        {
            return;
        }

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
        Road[] roads = [.. Enum.GetValues<Road>().Where(road => report.Sizes.Any(size => Rate(report, lane, LabTask.Of(new TransferTask(road, direction, shape, size))) is not null))];
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
                Rate(report, lane, LabTask.MemoryCopy(size)) ?? "-",
                .. roads.Select(road => new TransferTask(road, direction, shape, size)).Select(
                    task => Rate(report, lane, LabTask.Of(task)) is { } rate ? $"{rate} ({report.OverMemoryCopy(lane, task):0.00})" : "-"),
            ]),
        ]);
    }

    /// <summary>MiB/s; null where it was not measured.</summary>
    private static string? Rate(LabReport report, string lane, LabTask task) => report.Value(lane, task.Name) is { } rate ? $"{rate:0}{Mark(report, lane, task.Name)}" : null;

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
