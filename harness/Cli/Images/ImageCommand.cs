using System.CommandLine;
using Harness.Cli.Browsing;
using Harness.Guests.Images;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;

namespace Harness.Cli.Images;

/// <summary>The verb `image`: the systems that guests run.</summary>
internal static class ImageCommand
{
    private static readonly string[] Heading = ["IMAGE", "STATE", "SIZE", "KERNEL", "MESA", "WHAT"];

    public static Command Create()
    {
        var recipes = new Option<string?>("--recipes") { Description = "Folder with recipes, NAME.toml. Default: images/guests of this repository.", HelpName = "DIR", Recursive = true };
        return new Command("image", "Lists, builds and removes guest images, the systems that guests run, and boots them for people.") { List(recipes), Build(recipes), Remove(recipes), Shell(recipes), recipes };
    }

    private static Command List(Option<string?> recipes)
    {
        var command = new Command("list", "Lists the recipes, and the images built of them.");
        command.SetAction(parsed =>
        {
            var folder = FolderOf(parsed.GetValue(recipes));
            var known = RecipeFile.NamesIn(folder).Select(name => RecipeFile.Read(RecipeFile.PathOf(folder, name))).ToArray();
            var built = new GuestImages().List();
            var output = parsed.InvocationConfiguration.Output;
            string[][] rows =
            [
                .. known.SelectMany(recipe => RowsOf(recipe, [.. built.Where(image => image.Name == recipe.Name)])),
                .. built.Where(image => !Array.Exists(known, recipe => recipe.Name == image.Name)).Select(image => RowOf(image, "no recipe here", string.Empty)),
            ];
            Columns.Write(output, [Heading, .. rows]);
            return ExitCode.Passed;
        });
        return command;
    }

    private static Command Build(Option<string?> recipes)
    {
        var names = new Argument<string[]>("IMAGE") { Description = "Names of recipes; none for all.", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [] };
        var refresh = new Option<bool>("--refresh") { Description = "Build anew when the archive offers newer packages than those of the built image." };
        var command = new Command("build", "Builds images from this machine's Debian mirror; those that are built already cost nothing.") { names, refresh };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            var folder = FolderOf(parsed.GetValue(recipes));
            var images = new GuestImages();
            using var interruption = Interruption.Listen(Console.Error.WriteLine, "Interrupted: removing what is half built; once more ends at once.");
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, cancellation);
            foreach (var recipe in Choose(folder, parsed.GetValue(names)!).Select(name => RecipeFile.Read(RecipeFile.PathOf(folder, name))).ToArray())
            {
                try
                {
                    var image = BuildScreens.Show(recipe.Name, progress => parsed.GetValue(refresh)
                        ? images.Refresh(recipe, progress, stop.Token)
                        : images.Ensure(recipe, progress, stop.Token));
                    parsed.InvocationConfiguration.Output.WriteLine(image.Folder);
                }
                catch (OperationCanceledException)
                {
                    Console.Error.WriteLine($"harness: {recipe.Name}: interrupted; nothing of it is left.");
                    return ExitCode.HarnessFailed;
                }
            }

            return ExitCode.Passed;
        }));
        return command;
    }

    private static Command Remove(Option<string?> recipes)
    {
        var names = new Argument<string[]>("IMAGE") { Description = "Names of recipes, or of single images.", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [] };
        var all = new Option<bool>("--all") { Description = "Remove all built images." };
        var command = new Command("remove", "Removes built images; they are built again when they are needed.") { names, all };
        command.SetAction(parsed =>
        {
            var images = new GuestImages();
            var built = images.List();
            var chosen = parsed.GetValue(names)!;
            if (chosen.Length == 0 != parsed.GetValue(all))
            {
                throw new UsageException("Name the images to remove, or give --all.");
            }

            var known = RecipeFile.NamesIn(FolderOf(parsed.GetValue(recipes)));
            foreach (var name in chosen.Where(name => !known.Contains(name) && !built.Any(image => image.Name == name || image.Id == name)))
            {
                throw new UsageException($"There is no image '{name}'.{ClosestNames.Question(name, known.Concat(built.Select(image => image.Id)))} `harness image list` shows them.");
            }

            foreach (var image in built.Where(image => chosen.Length == 0 || chosen.Contains(image.Name) || chosen.Contains(image.Id)))
            {
                images.Remove(image);
                parsed.InvocationConfiguration.Output.WriteLine($"removed {image.Id}, {Size(image)}");
            }

            return ExitCode.Passed;
        });
        return command;
    }

    private static Command Shell(Option<string?> recipes)
    {
        var name = new Argument<string>("IMAGE") { Description = "Name of a recipe; its image is built when it is not." };
        var driver = new Option<string?>("--driver") { Description = "Deploy this driver package, as `harness run --driver` does.", HelpName = "DIR" };
        var qemu = new Option<string?>("--qemu") { Description = "The QEMU to boot it in; default: qemu-system-x86_64 from PATH.", HelpName = "PATH" };
        var command = new Command(
            "shell",
            """
            Boots an image and gives a shell in it. The guest is switched off when the shell ends, and leaves nothing.

            On a terminal every key goes to the guest, Ctrl-C too; Ctrl-] leaves. Without one, standard input is read to its end and run as a script:

              echo 'uname -r; cat /sys/module/virtio_gpu/srcversion' | harness image shell bookworm --driver my-driver
            """) { name, driver, qemu };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            var folder = FolderOf(parsed.GetValue(recipes));
            var image = Choose(folder, [parsed.GetValue(name)!])[0];
            using var interruption = Interruption.Listen(Console.Error.WriteLine, "Interrupted: switching the guest off; once more ends at once.");
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, cancellation);
            BuildScreens.Show(image, progress => new GuestImages().Ensure(RecipeFile.Read(RecipeFile.PathOf(folder, image)), progress, stop.Token));
            return ImageShell.Run(
                new GuestSourceOptions { Qemu = parsed.GetValue(qemu), Image = image, Recipes = folder, Driver = parsed.GetValue(driver), Scanout = false }, stop.Token);
        }));
        return command;
    }

    private static string FolderOf(string? option)
    {
        var folder = option ?? RepositoryFolder.Find()?.GuestRecipes ?? throw new UsageException("This program is not in its repository: name the folder of recipes by --recipes.");
        return Directory.Exists(folder) ? Path.GetRelativePath(Environment.CurrentDirectory, folder) is var near && !near.StartsWith("..", StringComparison.Ordinal) ? near : folder
            : throw new UsageException($"There is no folder {folder}.");
    }

    private static IReadOnlyList<string> Choose(string folder, string[] names)
    {
        var known = RecipeFile.NamesIn(folder);
        return Array.Find(names, name => !known.Contains(name)) is { } unknown
            ? throw new UsageException($"There is no recipe '{unknown}' in {folder}: there are {string.Join(", ", known)}.{ClosestNames.Question(unknown, known)}")
            : names.Length > 0 ? names : known;
    }

    private static IEnumerable<string[]> RowsOf(GuestRecipe recipe, GuestImage[] built) => built.Length > 0
        ? built.Select(image => RowOf(image, image.Manifest.RecipeHash == recipe.Hash ? $"built {image.Built:yyyy-MM-dd}" : "of another recipe", recipe.Description))
        : [[recipe.Name, "not built", "-", "-", "-", recipe.Description]];

    private static string[] RowOf(GuestImage image, string state, string description) =>
        [image.Id, state, Size(image), image.Kernel.Release, image.Manifest.VersionOf("libgl1-mesa-dri") ?? "-", description];

    private static string Size(GuestImage image) => $"{image.Size >> 20} MiB";
}
