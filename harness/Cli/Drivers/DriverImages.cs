using System.CommandLine;
using Harness.Cli.Images;
using Harness.Guests.Images;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;

namespace Harness.Cli.Drivers;

/// <summary>The image that a driver package is for.</summary>
internal static class DriverImages
{
    private const string Default = GuestSource.UsualImage;

    public static Option<string?> Option(string description) => new("--image") { Description = description, HelpName = "IMAGE" };

    /// <summary>Recipes of this repository.</summary>
    public static IReadOnlyList<GuestRecipe> Recipes()
    {
        var folder = Folder();
        return [.. RecipeFile.NamesIn(folder).Select(name => RecipeFile.Read(RecipeFile.PathOf(folder, name)))];
    }

    /// <summary>The recipe of that name.</summary>
    public static GuestRecipe Recipe(string? name)
    {
        var known = RecipeFile.NamesIn(Folder());
        var wanted = name ?? Default;
        return known.Contains(wanted)
            ? RecipeFile.Read(RecipeFile.PathOf(Folder(), wanted))
            : throw new UsageException($"There is no image '{wanted}'.{ClosestNames.Question(wanted, known)} `harness image list` shows them.");
    }

    /// <summary>The built image; it is built when it is not.</summary>
    public static GuestImage Ensure(GuestRecipe recipe, CancellationToken cancellation)
        => new GuestImages() is var images && images.Find(recipe) is { } built ? built : BuildScreens.Show(recipe.Name, progress => images.Ensure(recipe, progress, cancellation));

    private static string Folder() => RepositoryFolder.Find()?.GuestRecipes ?? throw new IOException("This program was built outside of its repository, so it has no recipes of images.");
}
