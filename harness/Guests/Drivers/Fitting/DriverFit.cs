using Harness.Guests.Host;
using Harness.Guests.Images;

namespace Harness.Guests.Drivers.Fitting;

/// <summary>
/// Whether a driver package can work in an image at all, found out without booting it: what the kernel looks at when it loads a module, and what the
/// dynamic loader looks at when it starts a program.
/// </summary>
public static class DriverFit
{
    /// <summary>Null when nothing speaks against it; else the reason, with cause and remedy.</summary>
    /// <param name="package">The package.</param>
    /// <param name="image">The image.</param>
    /// <param name="tools">Runs debugfs.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static string? Check(DriverPackage package, GuestImage image, HostTools tools, CancellationToken cancellation)
    {
        try
        {
            DriverKernel.Over(package, image.Kernel);
        }
        catch (DriverPackageException e)
        {
            return e.Message;
        }

        return package.Tree is null ? null : Libraries(package, new ImageLibraries(image, tools, cancellation), image, cancellation);
    }

    private static string? Libraries(DriverPackage package, ImageLibraries others, GuestImage image, CancellationToken cancellation)
    {
        var tree = new TreeLibraries(package);
        var wants = new List<(string File, string Library, string Version)>();
        foreach (var (file, library) in tree.Loaded())
        {
            var name = Path.GetRelativePath(package.Tree!, file);
            if (library.Needs.FirstOrDefault(need => !tree.Has(need) && !others.Has(need)) is { } missing)
            {
                return $"{name} needs {missing}, which is neither in the package nor in the image {image.Name}: add it to the tree (`harness driver pack --packages` brings Debian packages), or build the driver without it";
            }

            wants.AddRange(library.Versions.Where(version => !tree.Has(version.Library)).Select(version => (name, version.Library, version.Version)));
        }

        var versions = others.VersionsOf([.. wants.Select(want => want.Library).Distinct()], cancellation);
        foreach (var (file, library, version) in wants)
        {
            if (versions.TryGetValue(library, out var known) && known.Count > 0 && !known.Contains(version))
            {
                return $"{file} needs {version} of {library}, which that of the image {image.Name} does not have: it was built on a newer system. Build it in a system like the image's, or choose a newer image (--image)";
            }
        }

        return null;
    }
}
