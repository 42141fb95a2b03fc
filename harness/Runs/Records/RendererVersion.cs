using System.Text.RegularExpressions;
using Harness.Processes;

namespace Harness.Runs.Records;

/// <summary>Finds out the version of a virglrenderer by its file, since the library itself does not tell.</summary>
public static partial class RendererVersion
{
    private const string Description = "virglrenderer.pc";

    /// <summary>The version, as in "1.3.0"; null where nothing tells it. Takes some tens of milliseconds of other processes.</summary>
    /// <param name="library">Full path of the library.</param>
    public static async Task<string?> Of(string library)
    {
        // What lies outside of /usr/lib belongs to no package, whatever is installed beside it.
        return (library.StartsWith("/usr/lib", StringComparison.Ordinal) ? await OfPackage(library).ConfigureAwait(false) : null) ?? OfBuild(library);
    }

    private static async Task<string?> OfPackage(string library)
    {
        (string Program, string[] Arguments)[] owners =
        [
            ("dpkg-query", ["-W", "-f=${Version}", PackageOf(library)]),
            ("rpm", ["-qf", "--qf", "%{VERSION}", library]),
            ("pacman", ["-Qo", library]),
        ];
        foreach (var (program, arguments) in owners)
        {
            if (ProgramPath.Find(program) is { } path && await ToldVersion.Ask(path, arguments).ConfigureAwait(false) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    /// <summary>By what pkg-config reads: beside the library where that was installed, beside its folder where meson built it.</summary>
    private static string? OfBuild(string library)
    {
        try
        {
            var folder = Path.GetDirectoryName(File.ResolveLinkTarget(library, returnFinalTarget: true)?.FullName ?? library)!;
            return ((string[])[Path.Combine(folder, "pkgconfig", Description), Path.Combine(folder, "..", "meson-private", Description)])
                .Where(File.Exists)
                .SelectMany(File.ReadLines)
                .Select(line => Line().Match(line))
                .FirstOrDefault(match => match.Success)?.Groups[1].Value;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Debian names the package of a library after its file: libvirglrenderer.so.1.5.11 is in libvirglrenderer1.</summary>
    private static string PackageOf(string library)
    {
        var name = Path.GetFileName(library);
        var major = name.Split(".so.").Last().Split('.')[0];
        return $"{name.Split(".so")[0]}{major}";
    }

    [GeneratedRegex(@"^Version:\s*(\S+)")]
    private static partial Regex Line();
}
