using Harness.Virgl;
using Harness.VirtioGpu.Memory;

namespace Harness.VirtioGpu;

/// <summary>A resource whose backing is guest RAM: one contiguous piece, or scattered pages.</summary>
public sealed class VirtioGpuResource : GuestResource
{
    private readonly GuestMemory _memory;
    private readonly MemoryRange[] _pieces;

    internal VirtioGpuResource(uint id, in ResourceDescription description, GuestMemory memory, MemoryRange[] pieces)
        : base(id, description) => (_memory, _pieces) = (memory, pieces);

    /// <inheritdoc/>
    public override Span<byte> Backing => Pieces switch
    {
        [] => default,
        [var only] => _memory.Bytes(only),
        _ => throw new InvalidOperationException($"The backing of resource {Id} is scattered over {Pieces.Length} pages."),
    };

    /// <summary>Where the backing lies in guest memory; empty without backing.</summary>
    internal MemoryRange[] Pieces => Released ? throw new ObjectDisposedException($"resource {Id}") : _pieces;

    internal bool Released { get; set; }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (var piece in Pieces)
        {
            var length = int.Min(piece.Length, bytes.Length);
            bytes[..length].CopyTo(_memory.Bytes(piece));
            bytes = bytes[length..];
        }
    }

    /// <inheritdoc/>
    public override void Read(Span<byte> bytes)
    {
        foreach (var piece in Pieces)
        {
            var length = int.Min(piece.Length, bytes.Length);
            _memory.Bytes(piece)[..length].CopyTo(bytes);
            bytes = bytes[length..];
        }
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        foreach (var piece in Pieces)
        {
            _memory.Bytes(piece).Clear();
        }
    }
}
