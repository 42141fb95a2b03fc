using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Queues;
using Harness.VirtioGpu.Registers;

namespace Harness.Cli.Walkthrough;

/// <summary>A descriptor as it lay in guest memory.</summary>
internal readonly record struct DescriptorFact(ushort Index, ulong At, ulong Address, uint Length, DescriptorFlags Flags, ushort Next);

/// <summary>One command's way through the control queue, every number read from guest memory or from the record of register accesses.</summary>
internal sealed record Exchange
{
    /// <summary>The type in the request's header.</summary>
    public ControlCommand Command => (ControlCommand)BitConverter.ToUInt32(Request);

    /// <summary>The chain, head first.</summary>
    public required IReadOnlyList<DescriptorFact> Chain { get; init; }

    /// <summary>What the device-readable descriptors pointed at when the doorbell rang.</summary>
    public required byte[] Request { get; init; }

    /// <summary>The available ring's index before and after the driver published the chain.</summary>
    public required (ushort Before, ushort After) AvailableIndex { get; init; }

    /// <summary>Where the ring entry lies, and the head it names.</summary>
    public required (ulong At, ushort Head) AvailableEntry { get; init; }

    /// <summary>The doorbell.</summary>
    public required RegisterEvent Doorbell { get; init; }

    /// <summary>What the interrupt status register read when the device announced the completion.</summary>
    public required byte InterruptStatus { get; init; }

    /// <summary>The used ring's index before the doorbell and after the interrupt.</summary>
    public required (ushort Before, ushort After) UsedIndex { get; init; }

    /// <summary>The used ring's entry: where it lies, the chain's head, and how many bytes the device says it wrote.</summary>
    public required (ulong At, uint Head, uint Length) UsedEntry { get; init; }

    /// <summary>The bytes that the device wrote into the device-writable descriptors.</summary>
    public required byte[] Response { get; init; }
}
