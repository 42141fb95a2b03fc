using System.Text.RegularExpressions;

namespace Harness.Cli.Doctor.Probes;

/// <summary>Memory that new processes can have.</summary>
/// <param name="path">/proc/meminfo.</param>
public sealed partial class MemoryProbe(string path) : IProbe
{
    /// <summary>The harness (300 MB at most), QEMU with llvmpipe and an X server.</summary>
    private const long Least = 512L << 20;

    private const long Good = 2L << 30;

    public string Name => "memory";

    public IReadOnlyList<string> NeededBy => [LaneNames.Vtest, LaneNames.Device];

    public async Task<Reading> LookAsync(CancellationToken cancellation) => Read(await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false));

    internal static Reading Read(string memory)
    {
        var (available, total) = (Bytes(memory, "MemAvailable"), Bytes(memory, "MemTotal"));
        var found = $"{ByteSize.Text(available)} of {ByteSize.Text(total)} available, {Environment.ProcessorCount} processors";
        return available >= Good ? Reading.Ok(found)
            : available >= Least ? Reading.Degraded(found, "Few cells can run at once.", "Run with --jobs 1, or end other programs.")
            : Reading.Missing(found, "QEMU and the host GL do not fit in.", "End other programs, or raise the container's limit.");
    }

    private static long Bytes(string memory, string field)
    {
        foreach (Match line in Line().Matches(memory))
        {
            if (line.Groups[1].Value == field)
            {
                return long.Parse(line.Groups[2].ValueSpan) * 1024;
            }
        }

        throw new FormatException($"There is no line {field} in the kernel's account of the memory.");
    }

    [GeneratedRegex(@"^(\w+):\s+(\d+) kB$", RegexOptions.Multiline)]
    private static partial Regex Line();
}

internal static class ByteSize
{
    /// <summary>In GB from one GB on, else in MB (powers of two).</summary>
    public static string Text(long bytes) => bytes >= 1L << 30 ? $"{bytes / (double)(1L << 30):0.0} GB" : $"{bytes >> 20} MB";
}
