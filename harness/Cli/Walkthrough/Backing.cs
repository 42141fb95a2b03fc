using Harness.VirtioGpu.Memory;

namespace Harness.Cli.Walkthrough;

/// <summary>Guest memory for one resource, in pieces that are no neighbours, as a guest's kernel gives it.</summary>
internal sealed class Backing
{
    private readonly GuestMemory _memory;
    private readonly MemoryRange[] _pieces;

    private Backing(GuestMemory memory, MemoryRange[] pieces) => (_memory, _pieces) = (memory, pieces);

    /// <summary>The pieces in the order in which the resource's bytes lie in them.</summary>
    public ReadOnlySpan<MemoryRange> Pieces => _pieces;

    /// <summary>Bytes in all.</summary>
    public int Length => _pieces.Sum(p => p.Length);

    /// <summary>Takes memory: that many pieces with a page that belongs to somebody else after each.</summary>
    public static Backing Take(GuestMemory memory, int bytes, int pieces)
    {
        var pages = (bytes + GuestMemory.PageSize - 1) / GuestMemory.PageSize;
        var each = (pages + pieces - 1) / pieces * GuestMemory.PageSize;
        var taken = new MemoryRange[pieces];
        for (var i = 0; i < pieces; i++)
        {
            taken[i] = memory.Allocate(Math.Min(each, bytes - (i * each)));
            memory.Allocate(GuestMemory.PageSize);
        }

        return new Backing(memory, taken);
    }

    /// <summary>Fills all pieces from one array.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (var piece in _pieces)
        {
            bytes[..piece.Length].CopyTo(_memory.Bytes(piece));
            bytes = bytes[piece.Length..];
        }
    }

    /// <summary>All pieces in one array.</summary>
    public byte[] Read() => [.. _pieces.SelectMany(p => _memory.Bytes(p).ToArray())];

    /// <summary>Fills all pieces with one byte.</summary>
    public void Fill(byte value)
    {
        foreach (var piece in _pieces)
        {
            _memory.Bytes(piece).Fill(value);
        }
    }
}
