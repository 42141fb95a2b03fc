using Harness.Catalogue;
using Harness.Cli.Browsing;
using Harness.Runs;
using Harness.Runs.Blame;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;
using Harness.Runs.Mutation.Layers;
using Harness.Runs.Plan;
using Harness.Runs.References;

namespace Harness.Cli.Mutants;

/// <summary>`mutants --layers`: defects of every layer, and whether blame finds them.</summary>
internal static class LayersHunt
{
    public static async Task<int> Execute(string[] names, string[] lanes, string[] scenes, bool quick, string? qemu, CancellationToken cancellation)
    {
        var mutants = Choose(names);
        var surroundings = Surroundings.Read();
        var planted = new PlantedMutant();
        var settings = surroundings.Settings(qemu) with { Planted = planted };
        var (chosen, mayBeAbsent) = surroundings.Choose(LaneCatalogue.Make(settings), lanes);
        var candidates = RunPlan.ChooseScenes(SceneCatalogue.All, new PlanRequest { Scenes = scenes });
        using var interruption = Interruption.Listen(message => Console.Error.WriteLine(message));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, cancellation);
        try
        {
            using var up = HuntedLanes.Start([.. chosen.Select(lane => lane.Name)], lane => LaneCatalogue.Make(lane, settings), LeaveOut);
            using var abort = stop.Token.Register(up.Abort);
            var repository = RepositoryFolder.Find();
            var expected = repository is null ? ExpectedFailList.Empty : ExpectedFailList.Load(repository.ExpectedFails);
            var hunt = new LayerHunt(candidates, CommittedFrames.Open(repository), expected, up, planted) { Wanted = quick ? 1 : LayerHunt.Usual };
            var outcome = await hunt.Run(mutants, Console.Error.WriteLine, stop.Token).ConfigureAwait(false);
            Write(outcome);
            return outcome.Holds ? ExitCode.Passed : ExitCode.Failed;
        }
        catch (Exception e) when (e is LaneUnavailableException or OperationCanceledException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"harness: {(e is OperationCanceledException || stop.IsCancellationRequested ? "interrupted." : e.Message)}").ConfigureAwait(false);
            return ExitCode.HarnessFailed;
        }

        bool LeaveOut(string lane, string reason)
        {
            Console.Error.WriteLine($"{lane}: {(mayBeAbsent(lane) ? "left out, it" : "it")} cannot run here: {reason}");
            return mayBeAbsent(lane);
        }
    }

    private static IReadOnlyList<LayerMutant> Choose(string[] patterns)
    {
        foreach (var pattern in patterns.Where(pattern => !LayerMutants.All.Any(mutant => IsNamed(mutant, pattern))))
        {
            throw UnknownMutant.Named(pattern, LayerMutants.All.Select(mutant => mutant.Name));
        }

        return patterns.Length == 0 ? LayerMutants.All : [.. LayerMutants.All.Where(mutant => patterns.Any(pattern => IsNamed(mutant, pattern)))];
    }

    /// <summary>By its own name, or by that of its kind: <c>drm-request/*</c>.</summary>
    private static bool IsNamed(LayerMutant mutant, string pattern) => Glob.Matches(pattern, mutant.Name) || Glob.Matches(pattern, mutant.FullName);

    private static void Write(LayerHuntOutcome outcome)
    {
        Columns.Write(Console.Out, [["defect", "planted on", "blame", "scenes played", "noticed by, first", "why"], .. outcome.Fates.Where(fate => fate.Verdict != LayerVerdict.NotPlanted).Select(Row)]);
        Console.WriteLine();
        Columns.Write(Console.Out, [["layer", "defects", "right", "wrong", "unnoticed", "not noticeable here"], .. outcome.Fates.GroupBy(fate => fate.Mutant.Layer).Select(Sum)]);
        Console.WriteLine(
            $"{outcome.Planted} defects planted: {outcome.Count(LayerVerdict.Right)} put down to their layer, {outcome.Count(LayerVerdict.Wrong)} to another, "
            + $"{outcome.Count(LayerVerdict.Unnoticed)} unnoticed; besides, {outcome.Count(LayerVerdict.NotNoticeable)} not noticeable here, {outcome.Count(LayerVerdict.NotPlanted)} not planted.");
    }

    private static string[] Sum(IGrouping<Layer, LayerFate> ofLayer)
    {
        var outcome = new LayerHuntOutcome([.. ofLayer]);
        LayerVerdict[] counted = [LayerVerdict.Right, LayerVerdict.Wrong, LayerVerdict.Unnoticed, LayerVerdict.NotNoticeable];
        return [ofLayer.Key.Word(), $"{outcome.Planted}", .. counted.Select(verdict => $"{outcome.Count(verdict)}")];
    }

    private static string[] Row(LayerFate fate)
    {
        var first = fate.Blames.Count == 0 ? null : fate.Blames[0];
        return [fate.Mutant.FullName, string.Join(", ", fate.Planted), fate.Verdict == LayerVerdict.Right ? fate.Mutant.Layer.Word() : fate.Words, $"{fate.Played}", first?.Scene ?? "", first?.Reason ?? fate.Mutant.Defect];
    }
}
