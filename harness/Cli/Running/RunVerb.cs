using Harness.Catalogue;
using Harness.Cli.Mutants;
using Harness.Cli.Terminal;
using Harness.Runs;
using Harness.Runs.Execution;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Records;
using Harness.Runs.References;
using Harness.Store;
using Harness.Virgl;
using Harness.Virgl.Mutants;

namespace Harness.Cli.Running;

/// <summary>Executes `run` from arguments to exit code.</summary>
internal static class RunVerb
{
    public static async Task<int> Execute(RunArguments arguments)
    {
        var started = DateTimeOffset.UtcNow;
        using var screen = Screens.Choose();
        var store = StoreAddress.FromEnvironment();
        var observers = RunPlan.ChooseObservers(arguments.Request.Observers);
        var surroundings = Surroundings.Read();
        var settings = surroundings.Settings(arguments.Qemu, arguments.Driver, arguments.Image) with
        {
            VtestSocket = arguments.VtestSocket,
            Scanout = observers.Contains(Observer.Scanout),
            Cold = arguments.Cold,
            Decorate = DecoratorOf(arguments.Mutant),
        };
        var (lanes, mayBeAbsent) = surroundings.Choose(LaneCatalogue.Make(settings), arguments.Request.Lanes);
        using var interruption = Interruption.Listen(screen.Say);
        using var early = new EarlyLanes(settings, lanes);
        var plan = RunPlan.Make(SceneCatalogue.All, lanes, arguments.Request with { Lanes = [] });
        var repository = RepositoryFolder.Find();
        using var folder = RunFolder.Create(arguments.Folder, started, plan.Cells);
        string? unstored = null;
        RunScribe? scribe = null;
        var run = new Run(
            plan,
            new RunOptions
            {
                MakeLane = early.Take,
                MayBeAbsent = mayBeAbsent,
                Jobs = arguments.Jobs,
                References = new ReferenceSource(CommittedFrames.Open(repository)),
                Expected = repository is null ? ExpectedFailList.Empty : ExpectedFailList.Load(repository.ExpectedFails),
                NameStack = stack => scribe!.NameOf(stack),
                Folder = folder.Path,
            },
            new Relay(screen, () => scribe!));
        scribe = new RunScribe(folder, run.Book, started)
        {
            Arguments = arguments.CommandLine,
            Seed = arguments.Request.Shuffle,
            Jobs = arguments.Jobs,
            Store = document => unstored = RunKeeping.Keep(store, document, folder.Document),
        };
        var code = await Execute(run, plan, scribe, screen, folder, interruption.Token).ConfigureAwait(false);
        if (unstored is not null)
        {
            screen.Say(unstored);
        }

        return code;
    }

    private static async Task<int> Execute(
        Run run, RunPlan plan, RunScribe scribe, IScreen screen, RunFolder folder, CancellationToken cancellation)
    {
        RunOutcome? outcome = null;
        string? unwritten;
        using (scribe)
        {
            scribe.Begin();
            screen.Begin(plan);
            try
            {
                outcome = await run.Execute(cancellation).ConfigureAwait(false);
            }
            finally
            {
                screen.End();
                unwritten = await scribe.Finish(outcome, outcome?.Interrupted ?? true).ConfigureAwait(false);
            }
        }

        if (unwritten is not null)
        {
            outcome = outcome with { Troubles = [.. outcome.Troubles, unwritten] };
        }

        screen.Summarize(outcome, folder);
        return outcome.ExitCode;
    }

    private static Func<IVirglConnection, IVirglConnection>? DecoratorOf(string? mutant)
    {
        if (mutant is null)
        {
            return null;
        }

        var found = MutantCatalogue.All.FirstOrDefault(m => m.Name == mutant)
            ?? throw UnknownMutant.Named(mutant);
        return found.Wrap;
    }

    /// <summary>Tells the screen and the scribe.</summary>
    private sealed class Relay(IScreen screen, Func<RunScribe> scribe) : IRunListener
    {
        public void LaneStarted(string lane, LaneStack stack)
        {
            scribe().LaneStarted(lane, stack);
            screen.LaneStarted(lane, stack);
        }

        public void LaneFailed(string lane, string message) => screen.LaneFailed(lane, message);

        public void LaneBroken(string lane, LaneFault fault) => screen.LaneBroken(lane, fault);

        public void LaneAbsent(string lane, string message) => screen.LaneAbsent(lane, message);

        public void CellJudged(Cell cell) => screen.CellJudged(cell);
    }
}
