using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Qemu.Tracing;

/// <summary>An event that QEMU traced.</summary>
/// <param name="Name">As in the list of <c>-trace help</c>.</param>
/// <param name="At">Microseconds since 1970, by QEMU's clock, which is this machine's.</param>
/// <param name="Arguments">The rest of the line.</param>
public readonly partial record struct TraceEvent(string Name, long At, string Arguments)
{
    /// <summary>
    /// Reads a line of the log backend with time stamps: <c>1234@1700000000.123456:virtio_gpu_fence_ctrl fence 0x7, type 0x207</c>, or as newer QEMUs write it
    /// <c>2023-11-14T22:13:20.123456Z virtio_gpu_fence_ctrl fence 0x7, type 0x207</c>. Null for any other.
    /// </summary>
    public static TraceEvent? Read(string line)
    {
        var match = Form().Match(line);
        return match.Success ? new TraceEvent(match.Groups["name"].Value, Microseconds(match.Groups), match.Groups["rest"].Value) : null;
    }

    /// <summary>The number behind a word of the arguments, hexadecimal where it begins with <c>0x</c>; null where there is none.</summary>
    public ulong? Number(string word)
    {
        const string Prefix = "0x";
        var at = Arguments.IndexOf($"{word} ", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var text = Arguments.AsSpan(at + word.Length + 1);
        var end = text.IndexOfAny(',', ' ');
        text = end < 0 ? text : text[..end];
        var isRead = text.StartsWith(Prefix)
            ? ulong.TryParse(text[Prefix.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        return isRead ? number : null;
    }

    private static long Microseconds(GroupCollection groups) => groups["utc"] is { Success: true, ValueSpan: var utc }
        ? (DateTime.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
        : (long.Parse(groups["seconds"].ValueSpan) * 1_000_000) + long.Parse(groups["micros"].ValueSpan);

    [GeneratedRegex(@"^(?:\d+@(?<seconds>\d+)\.(?<micros>\d{6}):|(?<utc>\d{4}-\d\d-\d\dT[\d:.]+Z) )(?<name>\w+)(?: (?<rest>.*)|)$")]
    private static partial Regex Form();
}
