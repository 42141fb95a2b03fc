using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Qemu.Tracing;

/// <summary>An event that QEMU traced.</summary>
/// <param name="Name">As in the list of <c>-trace help</c>.</param>
/// <param name="At">Microseconds since 1970, by QEMU's clock, which is this machine's.</param>
/// <param name="Arguments">The rest of the line.</param>
public readonly partial record struct TraceEvent(string Name, long At, string Arguments)
{
    /// <summary>Reads a line of the log backend with time stamps: <c>1234@1700000000.123456:virtio_gpu_fence_ctrl fence 0x7, type 0x207</c>. Null for any other.</summary>
    public static TraceEvent? Read(string line)
    {
        var match = Form().Match(line);
        return match.Success
            ? new TraceEvent(match.Groups["name"].Value, (long.Parse(match.Groups["seconds"].ValueSpan) * 1_000_000) + long.Parse(match.Groups["micros"].ValueSpan), match.Groups["rest"].Value)
            : null;
    }

    /// <summary>The hexadecimal number behind a word of the arguments; null where there is none.</summary>
    public ulong? Hex(string word)
    {
        var at = Arguments.IndexOf($"{word} 0x", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var digits = Arguments.AsSpan(at + word.Length + 3);
        var end = digits.IndexOf(',');
        return ulong.TryParse(end < 0 ? digits : digits[..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"^\d+@(?<seconds>\d+)\.(?<micros>\d{6}):(?<name>\w+) ?(?<rest>.*)$")]
    private static partial Regex Form();
}
