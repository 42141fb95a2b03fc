using Harness.Guests.Debian;
using Harness.Guests.Drivers;
using Harness.Guests.Drivers.Packing;
using Harness.Guests.Host;
using Harness.Guests.Images;
using Harness.Runs;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Packages made of Debian's, for the image bookworm. Downloads stay in the user's cache.</summary>
internal static class RealPackages
{
    /// <summary>The recipe of the image that packages are made for.</summary>
    public static GuestRecipe Recipe => RecipeFile.Read(RecipeFile.PathOf(RepositoryFolder.Find()!.GuestRecipes, "bookworm"));

    /// <summary>The image; built at first use.</summary>
    public static GuestImage Image(CancellationToken cancellation) => new GuestImages().Ensure(Recipe, new Steps(), cancellation);

    /// <summary>Makes a package.</summary>
    public static DriverPackage Pack(PackRequest request, CancellationToken cancellation) => new DriverPacker(HarnessCache.OfUser, TestContext.Progress.WriteLine).Pack(request, cancellation);

    /// <summary>Without a mirror of Debian there is nothing to make packages of: a failure in continuous integration, a skip on a developer's machine.</summary>
    public static void NeedMirror()
    {
        try
        {
            DebianMirror.OfMachine();
        }
        catch (InvalidDataException e) when (Environment.GetEnvironmentVariable("CI") is null)
        {
            Assert.Ignore(e.Message);
        }
    }

    private sealed class Steps : IProgress<BuildProgress>
    {
        public void Report(BuildProgress value) => TestContext.Progress.WriteLine(value);
    }
}
