using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Guests.Drivers.Packing;

/// <summary>Where a tree has the parts of a GL driver, as <c>ninja install</c> or Debian's packages put them.</summary>
/// <param name="Environment">Variables that lead to them, in the words of a manifest.</param>
/// <param name="Version">What GL_VERSION will say of Mesa, <c>25.0.7-2~bpo12+1</c>, without the commit of a build from git; null when no file tells.</param>
internal sealed partial record MesaTree(IReadOnlyList<KeyValuePair<string, string>> Environment, string? Version)
{
    // Folders whose libraries are loaded by their paths, not looked for.
    private static readonly string[] Private = ["dri", "gbm", "vdpau", "gallium-pipe", "gconv", "d3d"];

    /// <summary>Looks through a tree.</summary>
    /// <param name="tree">Full path of the tree.</param>
    /// <param name="prefix">The folder in it that is looked through, as in Mesa's <c>--prefix</c>; null for all.</param>
    /// <exception cref="InvalidDataException">There is no driver in it.</exception>
    public static MesaTree Find(string tree, string? prefix = null)
    {
        var below = prefix?.Trim('/') ?? string.Empty;
        if (!Directory.Exists(Path.Combine(tree, below)))
        {
            var there = string.Join(", ", Directory.EnumerateDirectories(tree).Select(folder => "/" + Path.GetFileName(folder)).Order(StringComparer.Ordinal));
            throw new InvalidDataException($"There is no /{below} in {tree} ({(there.Length == 0 ? "it is empty" : $"there is {there}")}): give the prefix that Mesa was configured with.");
        }

        var files = FolderListing.Of(tree).Entries.Where(entry => entry.Kind != EntryKind.Folder).Select(entry => entry.Path)
            .Where(path => below.Length == 0 || path.StartsWith(below + "/", StringComparison.Ordinal)).ToArray();
        var environment = new List<KeyValuePair<string, string>>();
        Add(environment, "LD_LIBRARY_PATH", Folders(files.Where(IsLibrary)));
        Add(environment, "LIBGL_DRIVERS_PATH", Folders(files.Where(path => path.EndsWith("_dri.so", StringComparison.Ordinal))));
        Add(environment, "GBM_BACKENDS_PATH", Folders(files.Where(path => path.EndsWith("_gbm.so", StringComparison.Ordinal))));
        Add(environment, "__EGL_VENDOR_LIBRARY_FILENAMES", files.Where(path => path.Contains("/egl_vendor.d/", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal)));
        Add(environment, "DRIRC_CONFIGDIR", Folders(files.Where(path => path.Contains("/drirc.d/", StringComparison.Ordinal))));
        return files.Any(path => DriverPart().IsMatch(Path.GetFileName(path)))
            ? new MesaTree(environment, VersionIn(tree, files))
            : throw new InvalidDataException($"There is no GL driver in {Path.Combine(tree, below)}: neither libEGL, libgbm, libgallium nor a DRI driver. Was Mesa installed there (DESTDIR={tree} ninja install)?");
    }

    private static bool IsLibrary(string path)
        => Path.GetFileName(path) is var name && name.StartsWith("lib", StringComparison.Ordinal) && name.Contains(".so", StringComparison.Ordinal)
            && !Private.Contains(Path.GetFileName(Path.GetDirectoryName(path)));

    private static IEnumerable<string> Folders(IEnumerable<string> files) => files.Select(file => Path.GetDirectoryName(file)!).Distinct();

    private static void Add(List<KeyValuePair<string, string>> environment, string name, IEnumerable<string> places)
    {
        var value = string.Join(':', places.Order(StringComparer.Ordinal).Select(place => $"{DriverPackage.MountPointWord}/{place}"));
        if (value.Length > 0)
        {
            environment.Add(new(name, value));
        }
    }

    private static string? VersionIn(string tree, string[] files) => files
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("libgallium", StringComparison.Ordinal) || name.EndsWith("_dri.so", StringComparison.Ordinal)))
        .Select(path => VersionIn(Path.Combine(tree, path))).FirstOrDefault(version => version is not null);

    /// <summary>Looks for the format that Mesa makes GL_VERSION with, which ends with its own version.</summary>
    private static string? VersionIn(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(file);
        var start = bytes.AsSpan().IndexOf("%s%u.%u%s Mesa "u8);
        if (start < 0)
        {
            return null;
        }

        var text = bytes.AsSpan(start + "%s%u.%u%s Mesa ".Length);
        var end = text.IndexOfAny((byte)0, (byte)' ');
        return end > 0 ? Encoding.ASCII.GetString(text[..end]) : null;
    }

    [GeneratedRegex(@"^lib(EGL|GL|gbm|gallium|GLES).*\.so|_dri\.so$")]
    private static partial Regex DriverPart();
}
