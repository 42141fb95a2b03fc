using Harness.Guests.Debian;
using Harness.Guests.Host;
using Harness.Guests.Kernels;

namespace Harness.Guests.Drivers.Packing;

/// <summary>Gets user-space trees and kernels for a driver package out of Debian's archive.</summary>
/// <param name="request">What is wanted.</param>
/// <param name="cache">Keeps lists and downloads.</param>
/// <param name="tools">Runs programs.</param>
/// <param name="say">Told what is going on.</param>
internal sealed class DebianSource(PackRequest request, HarnessCache cache, HostTools tools, Action<string> say)
{
    private const string CLibrary = "libc6";

    private readonly DebianMirror _mirror = DebianMirror.OfMachine();

    /// <summary>Unpacks the wanted packages and all they depend on, as far as the image lacks it or has it older.</summary>
    /// <returns>What was unpacked.</returns>
    /// <exception cref="InvalidDataException">The packages do not fit the image.</exception>
    public IReadOnlyList<DebianPackage> UnpackTo(string tree, CancellationToken cancellation)
    {
        IReadOnlyList<DebianPackage> wanted;
        IReadOnlyList<string> files;
        string[] suites = request.Suite is { } suite && !request.Recipe.Suites.Contains(suite) ? [.. request.Recipe.Suites, suite] : [.. request.Recipe.Suites];
        using (var archive = Open(suites, cancellation))
        {
            say("choosing package versions");
            wanted = Lacking(archive.Resolve(request.Packages, cancellation, request.Suite));
            files = Fetch(archive, wanted, cancellation);
        }

        say($"unpacking {wanted.Count} packages");
        DebianTree.Prepare(tree);
        DebianTree.Unpack(files, tree, DebianTree.Documentation, tools, null, cancellation);
        return wanted;
    }

    /// <summary>Makes a kernel bundle of the wanted kernel.</summary>
    /// <returns>The packages that it was in.</returns>
    public IReadOnlyList<DebianPackage> MakeBundle(string output, CancellationToken cancellation)
    {
        IReadOnlyList<DebianPackage> kernel;
        IReadOnlyList<string> files;

        // The suite alone: a name that stands for the newest kernel is then that suite's.
        using (var archive = Open(request.Suite is { } suite ? [suite] : request.Recipe.Suites, cancellation))
        {
            kernel = archive.ResolveKernel(request.KernelPackage!, cancellation);
            files = Fetch(archive, kernel, cancellation);
        }

        say($"unpacking {kernel[^1]}");
        var tree = tools.FileAt("kernel");
        Directory.CreateDirectory(tree);
        DebianTree.Unpack(files, tree, DebianTree.Documentation, tools, null, cancellation);
        say("making the kernel bundle");
        new KernelBundleBuilder(tools).FromTree(tree, request.Recipe.Modules, output, cancellation);
        Directory.Delete(tree, recursive: true);
        return kernel;
    }

    private DebianArchive Open(IReadOnlyList<string> suites, CancellationToken cancellation)
    {
        var archive = DebianArchive.Open(cache, _mirror, suites, request.Recipe.Components, tools, say, cancellation);
        say($"reading the package lists of {string.Join(", ", archive.Suites)}");
        archive.Refresh(say, cancellation);
        return archive;
    }

    private IReadOnlyList<string> Fetch(DebianArchive archive, IReadOnlyList<DebianPackage> packages, CancellationToken cancellation)
        => archive.Fetch(packages, (there, total) => say($"downloading packages: {there >> 20} of {total >> 20} MiB"), cancellation);

    private DebianPackage[] Lacking(IReadOnlyList<DebianPackage> resolved)
    {
        var has = request.Image.Manifest;
        if (resolved.FirstOrDefault(package => package.Name == CLibrary) is { } library && has.VersionOf(CLibrary) is { } own && DebianVersion.Compare(library.Version, own) > 0)
        {
            throw new InvalidDataException(
                $"The packages are built for the C library {library.Version}, and the image {request.Image.Name} has {own}, which a driver package cannot replace. "
                + "Choose a suite or an image that fit each other (--suite, --image).");
        }

        var lacking = resolved.Where(package => package.Name != CLibrary && (has.VersionOf(package.Name) is not { } own || DebianVersion.Compare(package.Version, own) > 0)).ToArray();
        return lacking.Length > 0
            ? lacking
            : throw new InvalidDataException(
                $"The image {request.Image.Name} has {string.Join(", ", request.Packages)} of the same or a newer version already, so there is nothing to pack. Name a newer suite by --suite, such as bookworm-backports.");
    }
}
