using Harness.Virgl;
using Harness.VirtioGpu.Memory;

namespace Harness.VirtioGpu;

/// <summary>A resource whose backing is one contiguous piece of guest RAM.</summary>
public sealed class VirtioGpuResource : GuestResource
{
    private readonly GuestMemory _memory;

    internal VirtioGpuResource(uint id, in ResourceDescription description, GuestMemory memory, MemoryRange range)
        : base(id, description) => (_memory, Range) = (memory, range);

    /// <summary>Where the backing lies in guest memory; empty without backing.</summary>
    public MemoryRange Range { get; }

    /// <inheritdoc/>
    public override Span<byte> Backing => Released ? throw new ObjectDisposedException($"resource {Id}") : _memory.Bytes(Range);

    internal bool Released { get; set; }
}
