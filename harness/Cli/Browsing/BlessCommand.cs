using System.CommandLine;
using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Plan;
using Harness.Runs.References;

namespace Harness.Cli.Browsing;

/// <summary>The verb `bless`: rewrites committed reference frames from the oracle.</summary>
internal static class BlessCommand
{
    public static Command Create()
    {
        var glob = new Argument<string[]>("GLOB") { Description = "Scenes whose frames to rewrite; none for all.", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [] };
        var check = new Option<bool>("--check") { Description = "Change nothing; exit 1 when something would change." };
        var command = new Command("bless", "Rewrites reference frames from the oracle, removes those of no scene, and says what changed.") { glob, check };
        command.SetAction(parsed =>
        {
            var repository = RepositoryFolder.Find() ?? throw new IOException("This program was built outside of the repository, so there are no reference frames to rewrite.");
            var scenes = RunPlan.ChooseScenes(SceneCatalogue.All, new PlanRequest { Scenes = parsed.GetValue(glob)! });
            var dry = parsed.GetValue(check);
            var blessing = Blessing.Of(repository, scenes, SceneCatalogue.All, dry);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var (name, change) in blessing.Changes)
            {
                output.WriteLine($"{change}  {name}");
            }

            foreach (var (name, reason) in blessing.Refused)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"harness: the oracle cannot compute {name}: {reason}");
            }

            output.WriteLine($"{blessing.Changes.Count} of {scenes.Length + blessing.Removed} reference frames {(dry ? "would change" : "changed")}.");
            return blessing.Refused.Count > 0 ? ExitCode.HarnessFailed : dry && blessing.Changes.Count > 0 ? ExitCode.Failed : ExitCode.Passed;
        });
        return command;
    }
}
