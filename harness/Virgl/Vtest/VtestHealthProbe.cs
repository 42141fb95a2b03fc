using System.Buffers.Binary;
using Harness.Virgl.Commands;
using Harness.Virgl.Native;

namespace Harness.Virgl.Vtest;

/// <summary>
/// Finds out whether the context of a session still works. A context that failed at a draw (a shader that the host's GL cannot compile, an
/// illegal handle) stays connected, takes commands and answers, but no longer draws, blits or copies. So a counter is copied
/// from one small buffer to another and read back: a failed context leaves the old one there.
/// </summary>
internal sealed class VtestHealthProbe : IDisposable
{
    private const int Bytes = 4;
    private static readonly Box Whole = new(0, 0, 0, Bytes, 1, 1);

    private readonly VtestSession _session;
    private readonly uint _source;
    private readonly SharedMapping _sourceMemory;
    private readonly uint _target;
    private readonly SharedMapping _targetMemory;
    private readonly CommandStream _copy = new(16);
    private uint _counter;

    private VtestHealthProbe(VtestSession session, (uint Id, SharedMapping Memory) source, (uint Id, SharedMapping Memory) target)
    {
        _session = session;
        (_source, _sourceMemory) = source;
        (_target, _targetMemory) = target;
        _copy.Write(new ResourceCopyRegion(_target, 0, 0, 0, 0, _source, 0, Whole));
    }

    public static VtestHealthProbe Create(VtestSession session) => new(session, CreateBuffer(session), CreateBuffer(session));

    /// <summary>Waits until all that was sent is executed and tells whether the context did its part.</summary>
    public bool ContextWorks()
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_sourceMemory.Bytes, ++_counter);
        _session.Transfer(TransferDirection.ToHost, _source, new Transfer(Whole));
        _session.Submit(_copy.Words);
        _session.Transfer(TransferDirection.FromHost, _target, new Transfer(Whole));
        _session.Finish();
        return BinaryPrimitives.ReadUInt32LittleEndian(_targetMemory.Bytes) == _counter;
    }

    public void Dispose()
    {
        _sourceMemory.Dispose();
        _targetMemory.Dispose();
    }

    private static (uint Id, SharedMapping Memory) CreateBuffer(VtestSession session)
    {
        var description = ResourceDescription.ForBuffer(Bytes, VirglBind.VertexBuffer);
        return session.CreateResource(description) is { Memory: { } memory } made
            ? (made.Id, memory)
            : throw new VtestLinkException(VtestLinkFault.Protocol, "the server refused a buffer of 4 bytes");
    }
}
