using System.CommandLine;
using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Virgl.Mutants;

namespace Harness.Cli.Browsing;

/// <summary>The verb `list`: scenes and what each proves, one a line; also cells, or mutants.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var (scene, area, lane) = (SceneOptions.Scene(), SceneOptions.Area(), SceneOptions.Lane());
        var cells = new Option<bool>("--cells") { Description = "List cells (scene, lane, observer), with the reason of each declared skip." };
        var mutants = new Option<bool>("--mutants") { Description = "List known driver defects that `run --mutant` can plant." };
        var command = new Command("list", "Lists scenes and what each proves.") { scene, area, lane, cells, mutants };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var request = new PlanRequest { Scenes = parsed.GetValue(scene)!, Areas = parsed.GetValue(area)!, Lanes = parsed.GetValue(lane)! };
            if (parsed.GetValue(mutants))
            {
                Columns.Write(output, MutantCatalogue.All.Select(mutant => (string[])[mutant.Name, mutant.Defect]));
            }
            else if (parsed.GetValue(cells) || request.Lanes.Count > 0)
            {
                ListCells(output, request);
            }
            else
            {
                Columns.Write(output, RunPlan.ChooseScenes(SceneCatalogue.All, request).Select(s => (string[])[s.Name, $"{s.Proves} ({s.Specification})"]));
            }

            return ExitCode.Passed;
        });
        return command;
    }

    private static void ListCells(TextWriter output, PlanRequest request)
    {
        var plan = RunPlan.Make(SceneCatalogue.All, LaneCatalogue.Make(new LaneSettings()), request);
        var played = plan.Plays.SelectMany(play => play.Observers.Select(observer => (Name: play.CellOf(observer), Reason: string.Empty)));
        var skipped = plan.Skips.Select(skip => (skip.Name, Reason: $"skip: {skip.Message}"));
        Columns.Write(output, played.Concat(skipped).Select(cell => (string[])[cell.Name.Scene, cell.Name.Lane, cell.Name.Observer.Word(), cell.Reason]));
    }
}
