using System.CommandLine;
using Harness.Cli.Browsing;
using Harness.Guests.Drivers;
using Harness.Guests.Images;

namespace Harness.Cli.Drivers;

/// <summary>The verb `driver list`: the drivers of images, and packages in folders.</summary>
internal static class DriverListCommand
{
    private static readonly string[] Heading = ["DRIVER", "VERSION", "KIND", "WHERE"];

    public static Command Create()
    {
        var folders = new Argument<string[]>("DIR") { Description = "Packages, or folders that hold some. Default: this folder.", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => ["."] };
        var command = new Command("list", "Lists driver packages: those in folders, and the stock driver of each image.") { folders };
        command.SetAction(parsed =>
        {
            var built = new GuestImages();
            var stock = DriverImages.Recipes().Select(recipe => Stock(recipe, built.Find(recipe)));
            Columns.Write(parsed.InvocationConfiguration.Output, [Heading, .. stock, .. parsed.GetValue(folders)!.SelectMany(PackagesIn).Select(Row)]);
            return ExitCode.Passed;
        });
        return command;
    }

    private static string[] Stock(GuestRecipe recipe, GuestImage? image)
        => [StockDriver.Name, image?.Manifest.VersionOf("libgl1-mesa-dri") ?? "-", "user-space", $"image {recipe.Name}{(image is null ? ", not built" : string.Empty)}"];

    private static IEnumerable<string> PackagesIn(string folder) => !Directory.Exists(folder)
        ? throw new DirectoryNotFoundException($"There is no folder {folder}.")
        : ((string[])[folder, .. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)]).Where(place => File.Exists(Path.Combine(place, DriverPackage.ManifestName)));

    private static string[] Row(string folder)
    {
        try
        {
            var package = DriverPackage.Load(folder);
            return [package.Name, package.Version, DriverText.Word(package.Kind), folder];
        }
        catch (FormatException e)
        {
            return ["(not valid)", "-", "-", e.Message];
        }
    }
}
