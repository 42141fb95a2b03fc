using System.CommandLine;
using Harness.Catalogue;
using Harness.Oracle;
using Harness.Runs;
using Harness.Runs.Plan;
using Harness.Runs.References;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.Steps;

namespace Harness.Cli.Browsing;

/// <summary>The verb `show`: everything there is to know about a scene without running it.</summary>
internal static class ShowCommand
{
    private static readonly string[] Sections = ["scene", "picture", "glsl", "stream"];

    public static Command Create()
    {
        var name = new Argument<string>("SCENE") { Description = "The scene's name, as `harness list` shows it." };
        var only = new Option<string[]>("--only")
        {
            Description = $"Show these sections alone: {string.Join(", ", Sections)}.", HelpName = "SECTION", DefaultValueFactory = _ => [],
        };
        only.AcceptOnlyFromAmong(Sections);
        var command = new Command("show", "Shows a scene: steps with TGSI, expected picture, GLSL, and the command stream it becomes.") { name, only };
        command.SetAction(parsed =>
        {
            var scene = Find(parsed.GetValue(name)!);
            var wanted = parsed.GetValue(only)!;
            var output = parsed.InvocationConfiguration.Output;
            foreach (var section in Sections.Where(section => wanted.Length == 0 || wanted.Contains(section)))
            {
                Write(output, section, scene);
            }

            return ExitCode.Passed;
        });
        return command;
    }

    private static Scene Find(string name) => SceneCatalogue.All.FirstOrDefault(scene => scene.Name == name)
        ?? throw new UsageException($"There is no scene '{name}'.{ClosestNames.Question(name, SceneCatalogue.All.Select(scene => scene.Name))} `harness list` shows all.");

    private static void Write(TextWriter output, string section, Scene scene)
    {
        switch (section)
        {
            case "scene":
                output.Write(SceneText.Of(scene));
                break;
            case "picture":
                WritePicture(output, scene);
                break;
            case "glsl":
                WriteGlsl(output, scene);
                break;
            default:
                output.WriteLine("\ncommand stream (recorded offline; nothing was rendered):");
                output.Write(OfflineStream.Of(scene));
                break;
        }
    }

    private static void WritePicture(TextWriter output, Scene scene)
    {
        var repository = RepositoryFolder.Find();
        var committed = CommittedFrames.Open(repository)?.TryLoad(scene);
        var reference = committed ?? ReferenceOracle.Render(scene);
        output.WriteLine();
        output.WriteLine(committed is not null
            ? $"expected picture: {Path.Combine(repository!.ReferenceFrames, scene.Name)}.png"
            : "expected picture: computed now, since none is committed for the scene as it is (`harness bless` writes it)");
        output.WriteLine(FormattableString.Invariant($"uncertain pixels: {100 * ReferenceOracle.UncertainShare(reference):0.##} %, allowed {100 * scene.UncertainShare:0.##} %"));
        if (!Console.IsOutputRedirected && output == Console.Out)
        {
            PicturePreview.Write(output, reference.Expected, Math.Max(16, Console.WindowWidth));
        }
    }

    private static void WriteGlsl(TextWriter output, Scene scene)
    {
        foreach (var (number, step) in scene.Steps.Index().Where(step => step.Item is SetShaders))
        {
            var shaders = (SetShaders)step;
            output.WriteLine($"\nvertex shader of step {number + 1} as GLSL:");
            output.Write(GlslEmitter.Emit(shaders.Vertex, new GlslOptions()));
            output.WriteLine($"\nfragment shader of step {number + 1} as GLSL:");
            output.Write(GlslEmitter.Emit(shaders.Fragment, new GlslOptions()));
        }
    }
}
