namespace Harness.Guests.Debian;

/// <summary>Where Debian's own packages come from on this machine: what its apt is set up with, without third parties.</summary>
/// <param name="Entries">Entries of apt's sources; one of them at least is of the archive itself.</param>
public sealed record DebianMirror(IReadOnlyList<AptSource> Entries)
{
    /// <summary>The environment variable that names a file to be read instead of the machine's own sources.</summary>
    public const string Variable = "HARNESS_APT_SOURCES";

    private const string SecuritySuffix = "-security";
    private const string Main = "main";

    /// <summary>
    /// The mirror of this machine, or the one that <c>$HARNESS_APT_SOURCES</c> names.
    /// </summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static DebianMirror OfMachine(string apt = "/etc/apt")
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file)
        {
            return File.Exists(file) ? Choose(AptSourceFormats.Read(file), _ => true, file) : throw new InvalidDataException($"There is no file {file}, which {Variable} names.");
        }

        var parts = Path.Combine(apt, "sources.list.d");
        string[] further = Directory.Exists(parts) ? [.. Directory.GetFiles(parts).Order(StringComparer.Ordinal)] : [];
        var files = further.Prepend(Path.Combine(apt, "sources.list")).Where(name => File.Exists(name) && Path.GetExtension(name) is ".list" or ".sources");
        return Choose([.. files.SelectMany(AptSourceFormats.Read)], IsDebians, apt);
    }

    /// <summary>
    /// The entry that a suite is to be taken from: one that names it, else any, since a mirror of the archive has all suites. Null when it is
    /// one of security updates and the machine has none of those.
    /// </summary>
    public AptSource? For(string suite)
        => Entries.FirstOrDefault(entry => entry.Suites.Contains(suite)) ?? Entries.FirstOrDefault(entry => entry.Suites.Any(IsSecurity) == IsSecurity(suite));

    /// <summary>Chooses among entries.</summary>
    /// <param name="sources">All there are.</param>
    /// <param name="belongs">Whether an entry is Debian's own.</param>
    /// <param name="origin">Where they were read, for messages.</param>
    internal static DebianMirror Choose(IReadOnlyList<AptSource> sources, Func<AptSource, bool> belongs, string origin)
    {
        var own = sources.Where(source => belongs(source) && source.Components.Contains(Main)).ToArray();
        return own.Any(source => !source.Suites.Any(IsSecurity))
            ? new DebianMirror(own)
            : throw new InvalidDataException(
                $"No mirror of Debian's archive with the component main is set up in {origin}. "
                + (sources.Count > 0 ? $"There {(sources.Count == 1 ? "is" : "are")} only:\n  {string.Join("\n  ", sources)}\n" : string.Empty)
                + $"Name one in a file in the format of sources.list(5), and the file in {Variable}.");
    }

    /// <summary>
    /// Whether an entry is Debian's own: signed by Debian's keys, or, when the entry names no keys, at an address that mirrors of Debian have.
    /// Third parties often use Debian's names of suites and components, but sign with their own keys.
    /// </summary>
    internal static bool IsDebians(AptSource source) => source.SignedBy is { } keys
        ? keys.Contains("debian-archive", StringComparison.Ordinal)
        : source.Uris.All(IsDebianAddress);

    private static bool IsDebianAddress(string uri)
    {
        // A snapshot of the archive carries its time behind the name.
        var segments = uri.TrimEnd('/').Split('/');
        var last = segments.Length > 1 && segments[^1] is [>= '0' and <= '9', .., 'Z'] ? segments[^2] : segments[^1];
        return !uri.StartsWith("cdrom:", StringComparison.Ordinal) && last is "debian" or "debian-security";
    }

    private static bool IsSecurity(string suite) => suite.EndsWith(SecuritySuffix, StringComparison.Ordinal) || suite.EndsWith("/updates", StringComparison.Ordinal);
}
