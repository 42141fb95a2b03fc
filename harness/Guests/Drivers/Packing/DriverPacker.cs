using System.Text.RegularExpressions;
using Harness.Guests.Drivers.Fitting;
using Harness.Guests.Host;
using Harness.Guests.Kernels;
using Harness.Qemu.State;

namespace Harness.Guests.Drivers.Packing;

/// <summary>Makes driver packages: of Debian packages, of what Mesa or a kernel was installed to, and of single modules.</summary>
/// <param name="cache">Keeps package lists and downloads.</param>
/// <param name="say">Told what is going on, on any thread.</param>
public sealed class DriverPacker(HarnessCache cache, Action<string> say)
{
    private const string TreeName = "tree";
    private const string BundleName = "kernel";
    private const string ModulesName = "modules";

    /// <summary>Makes a package. It appears when it is whole and has been checked against its image.</summary>
    /// <exception cref="IOException">The place is taken, a download or a program failed, there is no room.</exception>
    /// <exception cref="InvalidDataException">What was named cannot be packed.</exception>
    /// <exception cref="DriverPackageException">It does not fit the image.</exception>
    public DriverPackage Pack(PackRequest request, CancellationToken cancellation)
    {
        CheckPlace(request);

        // Beside its place, so that it can be moved there in one step. What a killed process leaves, the next one that packs there removes.
        using var work = StateFolder.Create(0, Path.GetDirectoryName(request.Output)!);
        var (tools, part) = (new HostTools(work), Directory.CreateDirectory(work.FileAt("package")).FullName);
        var draft = Fill(request, part, tools, cancellation);
        File.WriteAllText(Path.Combine(part, DriverPackage.ManifestName), draft.Text());
        say("checking the package");
        if (DriverFit.Check(DriverPackage.Load(part), request.Image, tools, cancellation) is { } reason)
        {
            throw new DriverPackageException(request.Output, reason);
        }

        if (Directory.Exists(request.Output))
        {
            Directory.Delete(request.Output, recursive: true);
        }

        Directory.Move(part, request.Output);
        return DriverPackage.Load(request.Output);
    }

    private static void CheckPlace(PackRequest request)
    {
        if (request is { Packages.Count: 0, KernelPackage: null, Destdir: null, KernelTree: null, Modules.Count: 0 })
        {
            throw new ArgumentException("A package is made of something: Debian packages, an installed Mesa or kernel, or modules.", nameof(request));
        }

        if (Directory.Exists(request.Output) && Directory.EnumerateFileSystemEntries(request.Output).Any() && !File.Exists(Path.Combine(request.Output, DriverPackage.ManifestName)))
        {
            throw new IOException($"{request.Output} is a folder with something else in it than a driver package; name another, or empty it.");
        }

        foreach (var folder in ((string?[])[request.Destdir, request.KernelTree]).OfType<string>().Where(folder => !Directory.Exists(folder)))
        {
            throw new DirectoryNotFoundException($"There is no folder {folder}.");
        }
    }

    private PackageDraft Fill(PackRequest request, string part, HostTools tools, CancellationToken cancellation)
    {
        var (tree, origin, version) = Tree(request, part, tools, cancellation);
        var mesa = tree is null ? null : MesaTree.Find(Path.GetFullPath(tree, part), request.Packages.Count == 0 ? request.Prefix : null);
        var (bundle, kernelOrigin, release) = Bundle(request, part, tools, cancellation);
        return new PackageDraft
        {
            Name = request.Name ?? (tree is not null ? "mesa" : bundle is not null ? "linux" : ModuleFiles.NameOf(request.Modules[0])),
            Version = request.Version ?? version ?? mesa?.Version ?? release ?? "unnumbered",
            Origin = [.. origin, .. kernelOrigin],
            Tree = tree,
            Environment = mesa?.Environment ?? [],
            Bundle = bundle,
            Modules = [.. request.Modules.Select(module => Module(request, module, part))],
            VersionPattern = mesa?.Version is { } number ? "Mesa " + Regex.Escape(number) : null,
        };
    }

    private (string? Tree, IReadOnlyList<string> Origin, string? Version) Tree(PackRequest request, string part, HostTools tools, CancellationToken cancellation)
    {
        if (request.Packages.Count == 0)
        {
            if (request.Destdir is not { } destdir || !request.Copy)
            {
                return (request.Destdir, request.Destdir is null ? [] : [$"The tree is used where it is; the next `ninja install` to {request.Destdir} is the next driver."], null);
            }

            Copy(destdir, Path.Combine(part, TreeName), tools, cancellation);
            return (TreeName, [$"Copied from {destdir}."], null);
        }

        var tree = Path.Combine(part, TreeName);
        Directory.CreateDirectory(tree);
        var packages = new DebianSource(request, cache, tools, say).UnpackTo(tree, cancellation);
        List<string> origin = [$"Debian packages of {request.Suite ?? request.Recipe.Suites[0]} that the image {request.Image.Name} lacks or has older:", .. packages.Select(package => $"  {package}")];
        if (request.Destdir is { } over)
        {
            Copy(over, tree, tools, cancellation);
            origin.Add($"and over them what was in {over}");
        }

        var main = packages.FirstOrDefault(package => package.Name == request.Packages[0]);
        return (TreeName, origin, request.Destdir is null ? main?.Version : null);
    }

    private (string? Bundle, IReadOnlyList<string> Origin, string? Release) Bundle(PackRequest request, string part, HostTools tools, CancellationToken cancellation)
    {
        var output = Path.Combine(part, BundleName);
        if (request.KernelPackage is not null)
        {
            var packages = new DebianSource(request, cache, tools, say).MakeBundle(output, cancellation);
            return (BundleName, [$"Kernel: {string.Join(", ", packages)}"], KernelBundle.Read(output).Release);
        }

        if (request.KernelTree is { } tree)
        {
            say("making the kernel bundle");
            var bundle = new KernelBundleBuilder(tools).FromTree(tree, request.Recipe.Modules, output, cancellation);
            return (BundleName, [$"Kernel: {tree}"], bundle.Release);
        }

        return (null, [], request.Modules.Count > 0 ? PackagedModule.Read(request.Modules[0]).Release : null);
    }

    private static string Module(PackRequest request, string file, string part)
    {
        if (!request.Copy)
        {
            return file;
        }

        Directory.CreateDirectory(Path.Combine(part, ModulesName));
        var name = Path.Combine(ModulesName, Path.GetFileName(file));
        File.Copy(file, Path.Combine(part, name));
        return name;
    }

    private void Copy(string from, string to, HostTools tools, CancellationToken cancellation)
    {
        say($"copying {from}");
        Directory.CreateDirectory(to);
        tools.Run($"copy {from}", "cp", ["-a", "--reflink=auto", from + "/.", to], cancellation);
    }
}
