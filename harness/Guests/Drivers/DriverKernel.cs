using Harness.Guests.Kernels;

namespace Harness.Guests.Drivers;

/// <summary>Puts a driver package's kernel, or its modules, in the place of an image's.</summary>
public static class DriverKernel
{
    /// <summary>
    /// The kernel that the guest boots. A module of the package takes the place of the one with its name; a new one is loaded before the module that the
    /// manifest says, else directly before the next module of the package that the kernel has, else last.
    /// </summary>
    /// <param name="package">The package.</param>
    /// <param name="image">The image's kernel.</param>
    /// <exception cref="DriverPackageException">A module was built for another kernel, or its place cannot be found.</exception>
    public static KernelBundle Over(DriverPackage package, KernelBundle image)
    {
        var bundle = package.Kernel ?? image;
        if (package.Modules.Count == 0)
        {
            return bundle;
        }

        CheckMagic(package, bundle);
        var modules = bundle.Modules.ToList();
        for (var index = package.Modules.Count - 1; index >= 0; index--)
        {
            // Backwards, so that the place of the next one is known already.
            Put(package, index, modules);
        }

        return bundle with { Modules = modules };
    }

    private static void Put(DriverPackage package, int index, List<GuestModule> modules)
    {
        var module = package.Modules[index];
        if (module.Before is null && IndexOf(modules, module.Info.Name) is >= 0 and var replaced)
        {
            modules[replaced] = modules[replaced] with { Path = module.File };
            return;
        }

        modules.RemoveAll(other => ModuleFiles.NameOf(other.FileName) == module.Info.Name);
        var next = module.Before ?? package.Modules.ElementAtOrDefault(index + 1)?.Info.Name;
        var place = next is null ? modules.Count : IndexOf(modules, next);
        if (place < 0)
        {
            throw new DriverPackageException(
                Place(package),
                $"{Path.GetFileName(module.File)} is to be loaded before {next}, which the kernel does not load; it loads {string.Join(", ", modules.Select(other => ModuleFiles.NameOf(other.FileName)))}");
        }

        modules.Insert(place, new GuestModule(place < modules.Count ? modules[place].Phase : ModulePhase.Gpu, module.File));
    }

    private static void CheckMagic(DriverPackage package, KernelBundle bundle)
    {
        var own = bundle.Modules.Count == 0 ? null : PackagedModule.Read(bundle.Modules[^1].Path).Magic;
        foreach (var module in package.Modules)
        {
            var file = Path.GetFileName(module.File);
            if (module.Release != bundle.Release)
            {
                throw new DriverPackageException(
                    Place(package), $"{file} was built for kernel {module.Release}, and the guest boots {bundle.Release}; build it against the headers of {bundle.Release}, or pack its kernel too");
            }

            if (own is not null && module.Magic != own)
            {
                throw new DriverPackageException(
                    Place(package), $"{file} was built with other settings than the kernel that is to load it: vermagic '{module.Magic}' where the kernel's modules have '{own}'; build it with that kernel's .config");
            }
        }
    }

    private static int IndexOf(List<GuestModule> modules, string name) => modules.FindIndex(module => ModuleFiles.NameOf(module.FileName) == name);

    private static string Place(DriverPackage package) => package.Folder is { } folder ? Path.Combine(folder, DriverPackage.ManifestName) : package.ToString();
}
