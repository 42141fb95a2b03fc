namespace Harness.VirtioGpu.Memory;

/// <summary>A piece of guest-physical memory.</summary>
/// <param name="Address">Guest-physical address of the first byte.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct MemoryRange(ulong Address, int Length)
{
    /// <summary>The address after the last byte.</summary>
    public ulong End => Address + (ulong)Length;
}
