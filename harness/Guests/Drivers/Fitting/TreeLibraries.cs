using System.Text.RegularExpressions;

namespace Harness.Guests.Drivers.Fitting;

/// <summary>The libraries of a driver package's tree, and those of them that a GL player in the guest loads.</summary>
/// <param name="package">The package; it has a tree.</param>
internal sealed partial class TreeLibraries(DriverPackage package)
{
    private readonly string[] _folders = [.. Places(package, "LD_LIBRARY_PATH").Where(Directory.Exists)];

    /// <summary>Whether the tree has a library of that name where the loader looks.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>What is loaded: EGL, GBM, the VirGL driver, preloaded libraries, and what they need in turn.</summary>
    public IEnumerable<(string File, SharedLibrary Library)> Loaded()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(Roots());
        while (waiting.TryDequeue(out var file))
        {
            if (!seen.Add(file) || SharedLibrary.Read(file) is not { } library)
            {
                continue;
            }

            yield return (file, library);
            foreach (var need in library.Needs.Select(Find).OfType<string>())
            {
                waiting.Enqueue(need);
            }
        }
    }

    private string? Find(string name) => _folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } path ? Real(path) : null;

    private IEnumerable<string> Roots()
    {
        var looked = _folders.Concat(Places(package, "LIBGL_DRIVERS_PATH")).Concat(Places(package, "GBM_BACKENDS_PATH")).Where(Directory.Exists);
        var found = looked.SelectMany(Directory.EnumerateFiles).Where(file => Root().IsMatch(Path.GetFileName(file)));
        return found.Concat(Places(package, "LD_PRELOAD")).Where(File.Exists).Select(Real);
    }

    private static IEnumerable<string> Places(DriverPackage package, string variable)
        => package.Environment.GetValueOrDefault(variable, string.Empty).Split([':', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Where(place => place.StartsWith(DriverPackage.MountPoint, StringComparison.Ordinal))
            .Select(place => Path.Combine(package.Tree!, place[DriverPackage.MountPoint.Length..].TrimStart('/')));

    private static string Real(string file) => new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file;

    [GeneratedRegex(@"^lib(EGL(_mesa)?|gbm|GLESv2|OpenGL)\.so|_gbm\.so$|^virtio_gpu_dri\.so$")]
    private static partial Regex Root();
}
