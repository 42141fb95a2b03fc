namespace Harness.Cli.Doctor.Probes;

/// <summary>Free space where the harness writes.</summary>
/// <param name="name">What the place is, in a word or two.</param>
/// <param name="folder">The place.</param>
/// <param name="least">Bytes below which nothing works.</param>
/// <param name="good">Bytes from which on nothing is short.</param>
/// <param name="purpose">What it is for, as an object: "pictures of failed cells".</param>
/// <param name="remedy">What to do when it is short.</param>
public sealed class FreeSpaceProbe(
    string name, string folder, long least, long good, string purpose, string remedy, IReadOnlyList<string> neededBy) : IProbe
{
    public string Name => name;

    public IReadOnlyList<string> NeededBy => neededBy;

    public Task<Reading> LookAsync(CancellationToken cancellation) =>
        Task.FromResult(Directory.Exists(folder)
            ? Judge(new DriveInfo(folder).AvailableFreeSpace)
            : Reading.Missing($"{folder} does not exist", $"There is no place for {purpose}.", remedy));

    internal Reading Judge(long free)
    {
        var found = $"{ByteSize.Text(free)} free in {folder}";
        return free >= good ? Reading.Ok(found)
            : free >= least ? Reading.Degraded(found, $"It may not suffice for {purpose}.", remedy)
            : Reading.Missing(found, $"It does not suffice for {purpose}.", remedy);
    }
}
