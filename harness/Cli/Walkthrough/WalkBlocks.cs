using System.Globalization;
using System.Runtime.InteropServices;
using Harness.Imaging;

namespace Harness.Cli.Walkthrough;

/// <summary>
/// What was seen, as pieces of Markdown by name. A name is SUBJECT:ASPECT; a page must show something of every subject and need not show every
/// aspect of it.
/// </summary>
internal static class WalkBlocks
{
    private const int RequestHeaderDwords = 8;

    /// <summary>All pieces.</summary>
    public static IReadOnlyDictionary<string, string> Of(WalkRecord record)
    {
        var blocks = new Dictionary<string, string> { ["stack:name"] = record.Stack };
        foreach (var (aspect, text) in DiscoveryBlocks.Of(record.Discovery))
        {
            blocks.Add($"device:{aspect}", text);
        }

        blocks.Add("memory:map", MemoryMap(record));
        foreach (var (name, exchange) in record.Exchanges)
        {
            foreach (var (aspect, text) in ExchangeBlocks.Of(exchange, record.Discovery))
            {
                blocks.Add($"{name}:{aspect}", text);
            }
        }

        foreach (var (part, (name, dwords)) in record.Parts)
        {
            var stream = MemoryMarshal.Cast<byte, uint>(record.Exchanges[name].Request)[RequestHeaderDwords..];
            blocks.Add($"part-{part}:commands", Fenced(StreamDump.Of(stream[dwords], dwords.Start.Value)));
        }

        foreach (var (name, result) in record.Experiments)
        {
            blocks.Add($"{name}:pixels", Number((ulong)WrongPixels(result.Frame, record.Pictures["after-draw"])));
            blocks.Add($"{name}:words", result.HostWords.Length == 0 ? "nothing" : $"`{result.HostWords.ReplaceLineEndings("`<br>`")}`");
        }

        return blocks;
    }

    /// <summary>Text that stands as it is.</summary>
    internal static string Fenced(string text) => $"```text\n{text.TrimEnd('\n')}\n```";

    private static string MemoryMap(WalkRecord record)
    {
        var queue = record.Queue;
        var chain = record.Exchanges["ctx-create"].Chain;
        var backing = record.Exchanges["attach-backing"].Request;
        List<(ulong At, ulong Length, string What)> rows =
        [
            (queue.Descriptors, 16UL * queue.Size, $"descriptor table of the control queue: {queue.Size} descriptors of 16 bytes"),
            (queue.Available, 6 + (2UL * queue.Size), "available ring: flags, idx, one entry of 2 bytes each, used_event"),
            (queue.Used, 6 + (8UL * queue.Size), "used ring: flags, idx, one entry of 8 bytes each, avail_event"),
            (chain[0].Address, 4096, "request page"),
            (chain[^1].Address, 4096, "response page"),
        ];
        for (var at = 32; at < backing.Length; at += 16)
        {
            rows.Add((BitConverter.ToUInt64(backing, at), BitConverter.ToUInt32(backing, at + 8), "pixels, a piece of the picture's backing"));
        }

        return Table(["guest-physical address", "bytes", "what"], rows.Select(r => (string[])[$"`0x{r.At:x6}`", Number(r.Length), r.What]));
    }

    private static int WrongPixels(Frame seen, Frame wanted)
    {
        var (a, b) = (seen.Rgba, wanted.Rgba);
        return Enumerable.Range(0, a.Length / 4).Count(i => BitConverter.ToUInt32(a, 4 * i) != BitConverter.ToUInt32(b, 4 * i));
    }

    internal static string Number(ulong value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    internal static string Table(IReadOnlyList<string> heads, IEnumerable<string[]> rows)
        => string.Join('\n', new[] { Row(heads), Row(heads.Select(_ => "---")) }.Concat(rows.Select(Row)));

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
