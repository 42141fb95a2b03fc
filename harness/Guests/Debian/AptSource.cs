namespace Harness.Guests.Debian;

/// <summary>An entry of apt's sources (sources.list(5)), in either of its two formats.</summary>
/// <param name="Place">File and line it stands in, for messages.</param>
/// <param name="Uris">Where the packages are.</param>
/// <param name="Suites">Releases: <c>bookworm</c>, <c>bookworm-security</c>.</param>
/// <param name="Components">Parts of the archive: <c>main</c>.</param>
/// <param name="Options">What else is said about it, as in the deb822 format but in lower case: <c>signed-by</c>, <c>trusted</c>.</param>
public sealed record AptSource(
    string Place, IReadOnlyList<string> Uris, IReadOnlyList<string> Suites, IReadOnlyList<string> Components, IReadOnlyDictionary<string, string> Options)
{
    private const string Key = "signed-by";

    /// <summary>The keys that sign it: files, or the key itself; null when any key will do that apt trusts.</summary>
    public string? SignedBy => Options.GetValueOrDefault(Key);

    public override string ToString() => $"{Place}: {string.Join(' ', Uris)} {string.Join(' ', Suites)} {string.Join(' ', Components)}".TrimEnd();
}
