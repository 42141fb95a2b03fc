using System.CommandLine;
using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Mutation;
using Harness.Runs.Plan;
using Harness.Runs.References;
using Harness.Virgl.Mutants;
using Spectre.Console;

namespace Harness.Cli.Mutants;

/// <summary>The verb `mutants`: plants known driver defects and says which scenes notice them.</summary>
internal static class MutantsCommand
{
    public static Command Create()
    {
        Option<string[]> lane = SceneOptions.Lane();
        Option<string[]> scene = SceneOptions.Scene();
        var name = new Argument<string[]>("MUTANT") { Description = "Defects by name or pattern; none for all.", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [] };
        var quick = new Option<bool>("--quick") { Description = "Stop at a defect's first killer instead of counting them all." };
        var qemu = new Option<string?>("--qemu") { Description = "QEMU for the lane device: a path, or a name in PATH.", HelpName = "PATH" };
        var layers = new Option<bool>("--layers") { Description = "Plant defects of every layer, on the lanes where each shows, and see whether blame finds the layer." };
        var command = new Command("mutants", "Plants known driver defects one by one: which scenes notice, and does any defect go unnoticed?") { name, lane, scene, quick, layers, qemu };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            if (parsed.GetValue(layers))
            {
                return LayersHunt.Execute(parsed.GetValue(name)!, parsed.GetValue(lane)!, parsed.GetValue(scene)!, parsed.GetValue(quick), parsed.GetValue(qemu), cancellation);
            }

            IReadOnlyList<Mutant> mutants = Choose(parsed.GetValue(name)!);
            string[] lanes = parsed.GetValue(lane)! is { Length: > 0 } chosen ? chosen : [.. LaneCatalogue.Make(new LaneSettings()).Select(l => l.Name)];
            var settings = new LaneSettings { Qemu = parsed.GetValue(qemu), Scanout = false };
            var scenes = RunPlan.ChooseScenes(SceneCatalogue.All, new PlanRequest { Scenes = parsed.GetValue(scene)!, Lanes = lanes });
            using var interruption = Interruption.Listen(message => Console.Error.WriteLine(message));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, cancellation);
            return Task.FromResult(Hunt(mutants, lanes, settings, scenes, parsed.GetValue(quick), stop.Token));
        }));
        return command;
    }

    private static int Hunt(IReadOnlyList<Mutant> mutants, string[] lanes, LaneSettings settings, IReadOnlyList<Scenes.Scene> scenes, bool quick, CancellationToken cancellation)
    {
        var hunt = new MutantHunt(scenes, CommittedFrames.Open(RepositoryFolder.Find()));
        var fates = new List<MutantFate>();
        try
        {
            foreach (string lane in lanes)
            {
                fates.AddRange(hunt.Run(decorate => LaneCatalogue.Make(lane, settings with { Decorate = decorate }), mutants, quick, Tell, cancellation));
            }
        }
        catch (Exception e) when (e is LaneUnavailableException or OperationCanceledException or InvalidOperationException)
        {
            Console.Error.WriteLine($"harness: {(e is OperationCanceledException ? "interrupted; what was found so far:" : e.Message)}");
            Write(fates, quick);
            return ExitCode.HarnessFailed;
        }

        Write(fates, quick);
        return fates.TrueForAll(f => f.Killed) ? ExitCode.Passed : ExitCode.Failed;
    }

    private static IReadOnlyList<Mutant> Choose(string[] patterns)
    {
        foreach (string pattern in patterns.Where(p => !MutantCatalogue.All.Any(m => Glob.Matches(p, m.Name))))
        {
            throw UnknownMutant.Named(pattern);
        }

        return patterns.Length == 0 ? MutantCatalogue.All : [.. MutantCatalogue.All.Where(m => Glob.MatchesAny(patterns, m.Name))];
    }

    private static void Tell(MutantFate fate) =>
        Console.Error.WriteLine($"{fate.Lane}: {fate.Mutant.Name}: {(fate.Killed ? $"killed by {fate.Killers[0]}" : $"SURVIVED {fate.Candidates} scenes")}");

    private static void Write(IReadOnlyList<MutantFate> fates, bool quick)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("lane", "mutant", "scenes it changes", "killed by", quick ? "first scene that noticed" : "scenes that noticed, first", "what it saw");
        foreach (MutantFate fate in fates)
        {
            table.AddRow(
                fate.Lane,
                fate.Mutant.Name,
                $"{fate.Candidates}",
                fate.Killed ? quick ? "1+" : $"{fate.Killers.Count}" : "[red]none: it SURVIVES[/]",
                Markup.Escape(fate.Killed ? fate.Killers[0] : fate.Mutant.Defect),
                Markup.Escape(fate.Evidence is { } e ? e.Split('\n')[0] : ""));
        }

        AnsiConsole.Write(table);
        int survivors = fates.Count(f => !f.Killed);
        Console.WriteLine($"{fates.Count} mutants, {fates.Count - survivors} killed, {survivors} survived");
    }
}
