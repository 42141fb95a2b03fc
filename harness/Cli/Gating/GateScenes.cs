using Harness.Runs.Execution;
using Harness.Runs.Expectations;
using Harness.Runs.Gating.Conformance;
using Harness.Runs.Gating.Records;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Records;
using Harness.Runs.References;
using Harness.Scenes;
using Harness.Store;

namespace Harness.Cli.Gating;

/// <summary>Plays scenes on both sides of a gate, and those that fail newly once more.</summary>
internal sealed class GateScenes(IReadOnlyList<Scene> scenes, IReadOnlyList<string> lanes, string folder, GateArguments arguments, StoreAddress? store, Action<string> say)
{
    /// <summary>Lanes that tell which layer fails, and are there at once.</summary>
    private static readonly string[] Telling = [NativeLane.LaneName, VtestLane.LaneName, VirpipeLane.LaneName, DeviceLane.LaneName];

    private readonly RepositoryFolder? _repository = RepositoryFolder.Find();

    /// <summary>What kept runs from doing their job.</summary>
    public List<string> Troubles { get; } = [];

    /// <summary>Plays and compares.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ConformanceDocument> Compare(LaneSettings @base, LaneSettings head, CancellationToken cancellation)
    {
        var one = await Play("base", @base, scenes, lanes, cancellation).ConfigureAwait(false);
        var other = await Play("head", head, scenes, lanes, cancellation).ConfigureAwait(false);
        var failing = ConformanceComparison.NewlyFailing(one, other).Select(cell => cell.Scene).ToHashSet();
        if (failing.Count == 0)
        {
            return ConformanceComparison.Of(one, other);
        }

        Scene[] suspects = [.. scenes.Where(scene => failing.Contains(scene.Name))];
        say($"{suspects.Length} scenes fail newly: played once more on both sides");
        var again = (
            await Play("base-again", @base, suspects, lanes, cancellation).ConfigureAwait(false),
            await Play("head-again", head, suspects, [.. lanes.Union(Telling)], cancellation).ConfigureAwait(false));
        return ConformanceComparison.Of(one, other, again);
    }

    private async Task<RunDocument> Play(string name, LaneSettings settings, IReadOnlyList<Scene> chosen, IReadOnlyList<string> where, CancellationToken cancellation)
    {
        var started = DateTimeOffset.UtcNow;
        var plan = RunPlan.Make(chosen, LaneCatalogue.Make(settings), new PlanRequest { Lanes = where });
        using var place = RunFolder.Create(Path.Combine(folder, name), started, plan.Cells);
        RunScribe? scribe = null;
        RunDocument? document = null;
        var run = new Run(
            plan,
            new RunOptions
            {
                MakeLane = lane => LaneCatalogue.Make(lane, settings),
                MayBeAbsent = lane => !lanes.Contains(lane),
                References = new ReferenceSource(CommittedFrames.Open(_repository)),
                Expected = _repository is null ? ExpectedFailList.Empty : ExpectedFailList.Load(_repository.ExpectedFails),
                NameStack = stack => scribe!.NameOf(stack),
                Folder = place.Path,
            },
            new Relay((lane, stack) => scribe!.LaneStarted(lane, stack)));
        scribe = new RunScribe(place, run.Book, started)
        {
            Arguments = arguments.CommandLine,
            Label = $"{arguments.Kind}-{name}",
            Revision = name.StartsWith("base", StringComparison.Ordinal) ? arguments.BaseRevision : arguments.Revision,
            Store = finished => document = finished,
        };
        using (scribe)
        {
            scribe.Begin();
            var outcome = await run.Execute(cancellation).ConfigureAwait(false);
            if (await scribe.Finish(outcome, outcome.Interrupted).ConfigureAwait(false) is { } unwritten)
            {
                Troubles.Add(unwritten);
            }

            cancellation.ThrowIfCancellationRequested();
            if (RunKeeping.Keep(store, document!, place.Document) is { } unstored)
            {
                say(unstored);
            }

            Troubles.AddRange(outcome.Troubles.Select(trouble => $"scenes of the {name}: {trouble}"));
            say($"scenes, {name}: {outcome.Ledger.Planned} cells, {outcome.Ledger.Passed} passed, {outcome.Ledger.Failed} failed, {outcome.Ledger.ExpectedFails} expected fails, {outcome.Ledger.Skipped} skipped; {outcome.Duration.TotalSeconds:0.0} s");
            return document!;
        }
    }

    /// <summary>Tells what lanes run on; the rest is in the outcome.</summary>
    private sealed class Relay(Action<string, LaneStack> started) : IRunListener
    {
        public void LaneStarted(string lane, LaneStack stack) => started(lane, stack);

        public void LaneFailed(string lane, string message)
        {
        }

        public void LaneAbsent(string lane, string message)
        {
        }

        public void LaneBroken(string lane, LaneFault fault)
        {
        }

        public void CellJudged(Cell cell)
        {
        }
    }
}
