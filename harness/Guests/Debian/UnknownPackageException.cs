namespace Harness.Guests.Debian;

/// <summary>The archive does not offer a package.</summary>
/// <param name="package">The first one that is not there, as it was asked for.</param>
/// <param name="suites">Where it was looked for.</param>
/// <param name="reason">What apt says.</param>
public sealed class UnknownPackageException(string package, IReadOnlyList<string> suites, string reason)
    : IOException($"There is no package '{package}' in {string.Join(", ", suites)}: {reason}")
{
    public string Package { get; } = package;
}
