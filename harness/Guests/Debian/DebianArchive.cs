using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Harness.Guests.Host;

namespace Harness.Guests.Debian;

/// <summary>
/// Suites of Debian's archive, seen through an apt of our own: its lists, its downloads and its choice of versions have nothing to do with
/// what is installed on this machine, and it needs no root. One process at a time uses the folder of a set of suites.
/// </summary>
public sealed partial class DebianArchive : IDisposable
{
    private const string Refreshed = "refreshed";

    private static readonly string[] KernelParts = ["linux-image-", "linux-modules-", "linux-binary-"];

    private readonly string _folder;
    private readonly FileLock _lock;
    private readonly HostTools _tools;

    private DebianArchive(string folder, IReadOnlyList<string> suites, FileLock held, HostTools tools) => (_folder, Suites, _lock, _tools) = (folder, suites, held, tools);

    /// <summary>The suites, without those that the machine's mirror does not have.</summary>
    public IReadOnlyList<string> Suites { get; }

    private string Packages => Path.Combine(_folder, "packages");

    /// <summary>Opens the suites and waits until no other process uses them; call <see cref="Refresh"/> before anything else.</summary>
    /// <param name="cache">Where lists and downloads are kept.</param>
    /// <param name="mirror">Where they come from.</param>
    /// <param name="suites">Names of suites: <c>bookworm</c>, <c>bookworm-security</c>.</param>
    /// <param name="components">Parts of them: <c>main</c>.</param>
    /// <param name="tools">Runs apt.</param>
    /// <param name="say">Told when there is something to wait for, or a suite is left out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static DebianArchive Open(
        HarnessCache cache, DebianMirror mirror, IReadOnlyList<string> suites, IReadOnlyList<string> components, HostTools tools, Action<string> say, CancellationToken cancellation)
    {
        var identity = string.Join('\n', suites.Select(suite => $"{suite} {string.Join(' ', mirror.For(suite)?.Uris ?? [])}").Concat(components));
        var name = $"{suites[0]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..8]}";
        var held = FileLock.Take(cache.LockFile($"debian-{name}"), () => say("waiting for another process that reads the same package lists"), cancellation);
        try
        {
            var folder = Path.Combine(cache.Debian, name);
            var missing = AptSettings.Write(folder, mirror, suites, components);
            foreach (var suite in missing)
            {
                say($"this machine's sources have no mirror for {suite}; going on without");
            }

            return new DebianArchive(folder, [.. suites.Except(missing)], held, tools);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Reads the package lists anew; when that fails, those that were read last are used, and <paramref name="say"/> is told so.</summary>
    /// <exception cref="ToolFailedException">They cannot be read and never were.</exception>
    public void Refresh(Action<string> say, CancellationToken cancellation)
    {
        var mark = Path.Combine(_folder, Refreshed);
        try
        {
            Apt("read the package lists", cancellation, "update");
            File.WriteAllText(mark, string.Empty);
        }
        catch (ToolFailedException e) when (File.Exists(mark) && !DiskFullException.IsCauseOf(e, _folder))
        {
            say($"{e.Message.Split('\n')[0]}; going on with the lists of {File.GetLastWriteTime(mark):yyyy-MM-dd HH:mm}");
        }
    }

    /// <summary>The versions that apt would install of some packages and of all that they depend on, on a system without any package.</summary>
    /// <param name="names">Names, also <c>NAME=VERSION</c> and <c>NAME/SUITE</c>.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="preferred">A suite whose versions are preferred, such as backports; null for apt's own choice.</param>
    /// <exception cref="UnknownPackageException">One of them is not there.</exception>
    /// <exception cref="ToolFailedException">They cannot be installed together.</exception>
    public IReadOnlyList<DebianPackage> Resolve(IReadOnlyList<string> names, CancellationToken cancellation, string? preferred = null)
    {
        string[] target = preferred is null ? [] : ["--target-release", preferred];
        string answer;
        try
        {
            answer = Ask("choose package versions", cancellation, ["install", "--yes", "--print-uris", "-qq", .. target, "--", .. names]);
        }
        catch (ToolFailedException e) when (Complaint().Match(e.Message) is { Success: true } complaint)
        {
            throw Unknown(names, complaint);
        }

        // 'URI' FILE SIZE HASH; the file is NAME_VERSION_ARCHITECTURE.deb, with the colons of the version as %3a.
        var selectors = answer.Split('\n').Where(line => line.StartsWith('\'')).Select(line => line.Split(' ')[1].Split('_'))
            .Select(parts => $"{parts[0]}={Uri.UnescapeDataString(parts[1])}").ToArray();
        return Describe(selectors, cancellation);
    }

    /// <summary>
    /// The packages that hold a kernel and its modules, without what else they depend on: a system that is never installed needs no
    /// boot loader.
    /// </summary>
    /// <param name="name">The kernel's package or one that stands for the newest, such as <c>linux-image-amd64</c>.</param>
    /// <param name="cancellation">Ends the work.</param>
    public IReadOnlyList<DebianPackage> ResolveKernel(string name, CancellationToken cancellation)
    {
        var found = new List<DebianPackage>();
        var wanted = new Queue<string>([name]);
        while (wanted.TryDequeue(out var next))
        {
            var package = Describe([next], cancellation)[0];
            if (found.Exists(other => other.Name == package.Name))
            {
                continue;
            }

            found.Add(package);
            foreach (Match dependency in Dependency().Matches(package.Depends))
            {
                var (dependedOn, version) = (dependency.Groups["name"].Value, dependency.Groups["version"].Value);
                if (KernelParts.Any(part => dependedOn.StartsWith(part, StringComparison.Ordinal)))
                {
                    wanted.Enqueue(version.Length > 0 ? $"{dependedOn}={version}" : dependedOn);
                }
            }
        }

        return found;
    }

    /// <summary>Downloads packages that are not there yet, and verifies those that are.</summary>
    /// <param name="packages">Which.</param>
    /// <param name="progress">Told how many bytes of all are there, now and then.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The package files, in the same order.</returns>
    public IReadOnlyList<string> Fetch(IReadOnlyList<DebianPackage> packages, Action<long, long> progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Packages);
        var missing = packages.Where(package => !IsThere(package)).ToArray();
        if (missing.Length > 0)
        {
            foreach (var package in missing)
            {
                File.Delete(FileOf(package));
            }

            var (total, there) = (packages.Sum(package => package.Size), packages.Except(missing).Sum(package => package.Size));
            progress(there, total);
            using (new Timer(_ => progress(there + missing.Sum(BytesOf), total), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)))
            {
                Apt("download packages", cancellation, ["download", "-q", "--", .. missing.Select(package => package.Selector)]);
            }

            if (missing.FirstOrDefault(package => !IsThere(package)) is { } wrong)
            {
                throw new InvalidDataException($"The package {wrong} was downloaded to {FileOf(wrong)}, but is not what the package lists say it is.");
            }
        }

        return [.. packages.Select(FileOf)];
    }

    /// <summary>Removes packages that nobody has asked for since.</summary>
    public void Forget(TimeSpan unusedFor)
    {
        foreach (var file in new DirectoryInfo(Packages).EnumerateFiles("*.deb").Where(file => DateTime.UtcNow - file.LastWriteTimeUtc > unusedFor))
        {
            file.Delete();
        }
    }

    public void Dispose() => _lock.Dispose();

    private IReadOnlyList<DebianPackage> Describe(IReadOnlyList<string> selectors, CancellationToken cancellation)
    {
        string answer;
        try
        {
            answer = _tools.Ask("look up packages", "apt-cache", [.. Configured, "show", "--no-all-versions", "--", .. selectors], cancellation);
        }
        catch (ToolFailedException e)
        {
            throw new UnknownPackageException(selectors[0], Suites, e.Message);
        }

        return [.. Deb822.Parse(answer).Select(Describe)];
    }

    private static DebianPackage Describe(Deb822Stanza stanza)
    {
        return new DebianPackage(
            Field("Package"), Field("Version"), Field("Architecture"), long.Parse(Field("Size")), Field("SHA256"),
            long.Parse(stanza["Installed-Size"] ?? "0") * 1024, $"{stanza["Pre-Depends"]}, {stanza["Depends"]}");

        string Field(string name) => stanza[name] ?? throw new InvalidDataException($"apt describes {stanza["Package"]} without {name}.");
    }

    private bool IsThere(DebianPackage package)
    {
        var file = new FileInfo(FileOf(package));
        if (!file.Exists || file.Length != package.Size)
        {
            return false;
        }

        using (var content = file.OpenRead())
        {
            if (!Convert.ToHexStringLower(SHA256.HashData(content)).Equals(package.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        // The time of its last use, for Forget.
        file.LastWriteTimeUtc = DateTime.UtcNow;
        return true;
    }

    private string FileOf(DebianPackage package) => Path.Combine(Packages, package.FileName);

    private long BytesOf(DebianPackage package) => new FileInfo(FileOf(package)) is { Exists: true } file ? file.Length : 0;

    private UnknownPackageException Unknown(IReadOnlyList<string> names, Match complaint)
    {
        var package = complaint.Groups["name"].Value;
        return new UnknownPackageException(
            names.FirstOrDefault(name => name == package || name.StartsWith(package + "=", StringComparison.Ordinal) || name.StartsWith(package + "/", StringComparison.Ordinal)) ?? package,
            Suites, complaint.Groups["reason"].Value);
    }

    private string[] Configured => ["-c", Path.Combine(_folder, AptSettings.ConfigurationFile)];

    private void Apt(string purpose, CancellationToken cancellation, params IReadOnlyList<string> arguments)
        => _tools.Run(purpose, "apt-get", [.. Configured, .. arguments], cancellation, workingFolder: Directory.Exists(Packages) ? Packages : null);

    private string Ask(string purpose, CancellationToken cancellation, params IReadOnlyList<string> arguments)
        => _tools.Ask(purpose, "apt-get", [.. Configured, .. arguments], cancellation);

    [GeneratedRegex("""E: (?<reason>(Unable to locate package (?<name>\S+)|Package '(?<name>[^']+)' has no installation candidate|(Version|Release) '[^']*' for '(?<name>[^']+)' was not found|Couldn't find any package by \S+ '(?<name>[^']+)').*)""")]
    private static partial Regex Complaint();

    [GeneratedRegex("""(?<name>[a-z0-9][a-z0-9+.-]+)(:\w+)?(\s*\(\s*=\s*(?<version>[^)\s]+)\s*\))?""")]
    private static partial Regex Dependency();
}
