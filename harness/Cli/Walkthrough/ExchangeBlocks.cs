using System.Text;
using Harness.VirtioGpu.Queues;

namespace Harness.Cli.Walkthrough;

/// <summary>One command's way through the queue, piece by piece.</summary>
internal static class ExchangeBlocks
{
    /// <summary>All aspects.</summary>
    public static IEnumerable<(string Aspect, string Text)> Of(Exchange exchange, Discovery device)
    {
        yield return ("request", WalkBlocks.Fenced(RequestDump.OfRequest(exchange.Request)));
        yield return ("chain", WalkBlocks.Fenced(Chain(exchange)));
        yield return ("available", WalkBlocks.Fenced(Available(exchange)));
        yield return ("doorbell", WalkBlocks.Fenced(
            $"write 16 bits  0x{exchange.Doorbell.Address:x8} <- {exchange.Doorbell.Value:x4}  queue_notify: the number of the queue"));
        yield return ("interrupt", WalkBlocks.Fenced(
            "interrupt line goes high\n"
            + $"read 8 bits    0x{device.InterruptStatus:x8} -> {exchange.InterruptStatus & 1:x2}    ISR: bit 0, a queue has news\n"
            + "interrupt line goes low"));
        yield return ("used", WalkBlocks.Fenced(Used(exchange)));
        yield return ("response", WalkBlocks.Fenced(RequestDump.OfResponse(exchange.Response)));
        yield return ("queue", Summary(exchange));
    }

    private static string Chain(Exchange exchange)
    {
        var text = new StringBuilder("desc  lies at     addr        len    flags            next\n");
        foreach (var d in exchange.Chain)
        {
            var flags = d.Flags == DescriptorFlags.None ? "0" : $"{(ushort)d.Flags} {d.Flags.ToString().ToUpperInvariant()}";
            var next = d.Flags.HasFlag(DescriptorFlags.Next) ? $"{d.Next}" : "-";
            text.Append($"{d.Index,4}  0x{d.At:x6}  0x{d.Address:x8}  {d.Length,5}  {flags,-15}  {next}\n");
        }

        return text.ToString();
    }

    private static string Available(Exchange exchange)
    {
        var at = exchange.AvailableEntry.At;
        var slot = exchange.AvailableIndex.Before;
        return $"0x{at:x6}  ring[{slot}] <- {exchange.AvailableEntry.Head}      the head of the chain\n"
            + $"0x{at - 2 - (2UL * slot):x6}  idx     <- {exchange.AvailableIndex.After}      was {exchange.AvailableIndex.Before}\n";
    }

    private static string Used(Exchange exchange)
    {
        var (at, head, length) = exchange.UsedEntry;
        var slot = exchange.UsedIndex.Before;
        return $"0x{at:x6}  ring[{slot}] -> id {head}, len {length}  the chain's head, and the bytes written into it\n"
            + $"0x{at - 2 - (8UL * slot):x6}  idx     -> {exchange.UsedIndex.After}             was {exchange.UsedIndex.Before}\n";
    }

    private static string Summary(Exchange exchange)
    {
        var (head, tail) = (exchange.Chain[0], exchange.Chain[^1]);
        return $"*Queue:* descriptor {head.Index} (`0x{head.Address:x}`, {head.Length} bytes, to the device) → descriptor {tail.Index} "
            + $"(`0x{tail.Address:x}`, {tail.Length} bytes, from the device); "
            + $"available idx {exchange.AvailableIndex.Before} → {exchange.AvailableIndex.After}; "
            + $"used idx {exchange.UsedIndex.Before} → {exchange.UsedIndex.After}, {exchange.UsedEntry.Length} bytes written. "
            + $"*Response:* {RequestDump.ShortResponse(exchange.Response)}.";
    }
}
