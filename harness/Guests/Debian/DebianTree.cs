using Harness.Guests.Host;

namespace Harness.Guests.Debian;

/// <summary>Unpacks package files into a folder, without installing them: no script of a package runs, and no root is needed.</summary>
public static class DebianTree
{
    /// <summary>What a program needs nothing of at run time: documentation and translations.</summary>
    public static IReadOnlyList<string> Documentation { get; } =
    [
        "./usr/share/doc/*", "./usr/share/man/*", "./usr/share/info/*", "./usr/share/locale/*", "./usr/share/lintian/*", "./usr/share/bug/*", "./usr/share/doc-base/*",
    ];

    private static readonly string[] Merged = ["bin", "sbin", "lib", "lib64"];

    // With pipefail, a damaged package fails the line and is not taken for a short one.
    private const string Unpacking =
        """
        set -o pipefail
        package=$1 folder=$2
        shift 2
        dpkg-deb --fsys-tarfile "$package" | tar --extract --file - --directory "$folder" --keep-directory-symlink --no-same-owner --preserve-permissions --wildcards "$@"
        """;

    /// <summary>Makes a folder in which <c>/lib</c> and its like lead to <c>/usr/lib</c>, as in all of Debian.</summary>
    public static void Prepare(string folder)
    {
        foreach (var name in Merged)
        {
            Directory.CreateDirectory(Path.Combine(folder, "usr", name));
            Directory.CreateSymbolicLink(Path.Combine(folder, name), $"usr/{name}");
        }
    }

    /// <summary>Unpacks packages, several at a time.</summary>
    /// <param name="packages">Package files.</param>
    /// <param name="folder">Where to; see <see cref="Prepare"/>.</param>
    /// <param name="without">Patterns of what is left out, beginning with <c>./</c>.</param>
    /// <param name="tools">Runs the programs.</param>
    /// <param name="unpacked">Told how many are done.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static void Unpack(
        IReadOnlyList<string> packages, string folder, IReadOnlyList<string> without, HostTools tools, Action<int>? unpacked, CancellationToken cancellation)
    {
        var done = 0;
        string[] options = [.. without.Select(pattern => $"--exclude={pattern}")];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = int.Min(Environment.ProcessorCount, 4), CancellationToken = cancellation };
        try
        {
            Parallel.ForEach(packages, parallel, package =>
            {
                tools.Run($"unpack {Path.GetFileName(package)}", "bash", ["-c", Unpacking, "unpack", package, folder, .. options], cancellation);
                unpacked?.Invoke(Interlocked.Increment(ref done));
            });
        }
        catch (AggregateException e)
        {
            // The first failure is the reason; the others are the same or its consequences.
            throw e.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? new OperationCanceledException(cancellation);
        }
    }
}
