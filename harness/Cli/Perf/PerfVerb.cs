using Harness.Lab.Sampling;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;

namespace Harness.Cli.Perf;

/// <summary>Executes `perf`.</summary>
internal static class PerfVerb
{
    public static Task<int> Execute(bool quick, string[] names, string? qemu, CancellationToken cancellation)
    {
        var plan = quick ? LabPlan.Quick : LabPlan.Whole;
        using var interruption = Interruption.Listen(message => Console.Error.WriteLine(message), "Interrupted: ending the measurement in progress; once more ends at once.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, cancellation);
        var lanes = new List<ILabLane>();
        try
        {
            foreach (var lane in LabLanes(qemu).Where(lane => names.Length == 0 || names.Contains(lane.Name)))
            {
                lanes.Add(lane);
                var stack = lane.Start();
                Console.Error.WriteLine($"{lane.Name}: {stack.Renderer}");
            }

            var notes = new Notes();
            new TransferLab(plan, lanes, new Sampler()).Run(notes, stop.Token);
            LabTables.Write(Console.Out, new LabReport(notes.Samples));
            return Task.FromResult(notes.Failures == 0 ? ExitCode.Passed : ExitCode.Failed);
        }
        catch (Exception e) when (e is LaneUnavailableException or OperationCanceledException)
        {
            Console.Error.WriteLine($"harness: {(stop.IsCancellationRequested ? "interrupted." : e.Message)}");
            return Task.FromResult(ExitCode.HarnessFailed);
        }
        finally
        {
            lanes.ForEach(lane => lane.Dispose());
        }
    }

    private static IEnumerable<ILabLane> LabLanes(string? qemu) =>
    [
        new HostLabLane(new VtestLane(new VtestLaneOptions())),
        new HostLabLane(new DeviceLane(new DeviceLaneOptions { Qemu = qemu, Scanout = false })),
        new GuestLabLane(new GuestSource(new GuestSourceOptions { Qemu = qemu, Scanout = false })),
    ];

    private sealed class Notes : ILabListener
    {
        public List<LabSample> Samples { get; } = [];

        public int Failures { get; private set; }

        public void Sampled(LabSample sample)
        {
            Samples.Add(sample);
            Console.Error.WriteLine(
                $"{sample.Launch} {sample.Lane} {sample.Sample.Name}: {sample.Sample.Median * 1e6:0} us"
                + $"{(sample.Sample.Bytes == 0 ? "" : $", {sample.Sample.BytesPerSecond / (1 << 20):0} MiB/s")}, {sample.Sample.Seconds.Count} turns{(sample.Sample.Steady ? "" : ", not steady")}"
                + $"{(sample.Sample.Work is { } work ? $", {work}{(sample.Sample.WorkVaries ? " VARIES" : "")}" : "")}, {sample.Sample.Allocated} B");
        }

        public void Missed(LabGap gap)
        {
            // What a lane has no road for is no news: the tables show a gap.
            if (!gap.Absent)
            {
                Failures++;
                Console.Error.WriteLine($"{gap.Lane} {gap.Name} FAILED: {gap.Reason}");
            }
        }
    }
}
