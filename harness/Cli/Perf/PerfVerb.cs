using Harness.Qemu.Launch;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Records;
using Harness.Runs.Transfers;
using Harness.Store;

namespace Harness.Cli.Perf;

/// <summary>What `perf` was asked for.</summary>
/// <param name="Lanes">By name; empty for all.</param>
/// <param name="Stages">Whether a submission is taken apart.</param>
/// <param name="CommandLine">The words after the program's name, for the record.</param>
internal sealed record PerfArguments(LabPlan Plan, IReadOnlyList<string> Lanes, bool Stages, string? Qemu, string? Folder, IReadOnlyList<string> CommandLine)
{
    /// <summary>How it is measured.</summary>
    public LabTerms Terms { get; init; } = new();

    /// <summary>What the run is part of; null where nothing is said.</summary>
    public string? Label { get; init; }

    /// <summary>What is measured; null where nothing is said.</summary>
    public string? Revision { get; init; }
}

/// <summary>Executes `perf`.</summary>
internal static class PerfVerb
{
    public static int Execute(PerfArguments arguments, CancellationToken cancellation)
    {
        var started = DateTimeOffset.UtcNow;
        var surroundings = Surroundings.Read();
        using var interruption = Interruption.Listen(Console.Error.WriteLine, "Interrupted: ending the measurement in progress; once more ends at once.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, cancellation);
        using var folder = RunFolder.Create(arguments.Folder, started, 0);
        var document = new LabDocument(folder.Id, started, arguments.CommandLine);
        var store = StoreAddress.FromEnvironment();
        var lanes = new Dictionary<string, RenewableLane>();
        var screen = new PerfScreen(Console.Error);
        int? exitCode = null;
        try
        {
            foreach (var (name, lane) in LabLanes.Choose(surroundings, arguments.Qemu, arguments.Lanes))
            {
                if (Start(name, lane, surroundings.MayBeAbsent(name, arguments.Lanes), screen) is { } stack)
                {
                    lanes.Add(name, lane);
                    document.Note(name, stack);
                    screen.Started(name, stack);
                }
            }

            new TransferLab(arguments.Plan, arguments.Terms, lanes, screen).Run(screen.Begin, stop.Token);
            if (arguments.Stages)
            {
                TakeStages(surroundings.Settings(arguments.Qemu).Qemu, arguments.Plan, screen, stop.Token);
            }

            exitCode = screen.Failures.Count > 0 ? ExitCode.Failed : screen.Troubles.Count > 0 ? ExitCode.HarnessFailed : ExitCode.Passed;
        }
        catch (LaneBrokenException e) when (!stop.IsCancellationRequested)
        {
            screen.Fail(e.Message);
            exitCode = ExitCode.Failed;
        }
        catch (Exception e) when (e is LaneUnavailableException or QemuUnavailableException or DisturbedException or OperationCanceledException)
        {
            screen.Trouble(stop.IsCancellationRequested ? "interrupted" : e.Message);
            exitCode = stop.IsCancellationRequested ? null : ExitCode.HarnessFailed;
        }
        finally
        {
            foreach (var lane in lanes.Values)
            {
                lane.Dispose();
            }
        }

        var report = new LabReport(screen.Samples, screen.Discarded);
        LabTables.Write(Console.Out, report);
        var run = document.Finish(report.Metrics, [.. screen.Failures, .. screen.Troubles], exitCode) with
        {
            Launch = arguments.Terms.FreshStacks ? "stack" : "context", Label = arguments.Label, Revision = arguments.Revision,
        };
        folder.Write(run, last: true);
        Console.WriteLine($"Samples: {folder.Document}");
        if (RunKeeping.Keep(store, run, folder.Document) is { } unstored)
        {
            Console.Error.WriteLine(unstored);
        }

        return exitCode ?? ExitCode.HarnessFailed;
    }

    private static void TakeStages(string? qemu, LabPlan plan, PerfScreen screen, CancellationToken cancellation)
    {
        using var stages = SubmissionStages.Start(qemu);
        try
        {
            for (var launch = 0; launch < plan.Launches; launch++)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var sample in stages.Take(plan.LatencyTurns))
                {
                    screen.Sampled(new LabSample(DeviceLane.LaneName, launch, sample));
                }
            }
        }
        catch (LabFaultException e) when (e.IsAbsent)
        {
            // Asked for by name, so that its absence is told.
            screen.Skip($"{DeviceLane.LaneName}: {e.Message}");
        }
        catch (LabFaultException e)
        {
            screen.Missed(new LabGap(DeviceLane.LaneName, $"{SubmissionStages.Prefix}*", e.Message, LabGapKind.Failed));
        }
    }

    /// <summary>Brings a lane up; null where it is not there and need not be.</summary>
    private static LaneStack? Start(string name, RenewableLane lane, bool mayBeAbsent, PerfScreen screen)
    {
        try
        {
            lane.Up();
            return lane.Stack;
        }
        catch (LaneUnavailableException e) when (e is not LaneBrokenException && mayBeAbsent)
        {
            screen.Skip(LaneAbsence.Reason(name, e.Message));
            return null;
        }
    }
}
