using System.Text;
using Harness.Virgl;
using Harness.VirtioGpu.Commands;

namespace Harness.VirtioGpu.Queues;

/// <summary>Contexts, 3D resources, transfers, command streams.</summary>
public sealed unsafe partial class ControlQueue
{
    /// <summary>CTX_CREATE.</summary>
    public CommandTicket ContextCreate(uint context, string debugName, uint contextInit = 0)
    {
        const int NameBytes = 64;
        var slot = Begin(ControlCommand.ContextCreate, 32 + NameBytes, context);
        var name = new Span<byte>(slot.Request + 8, NameBytes);
        name.Clear();
        Encoding.UTF8.GetEncoder().Convert(debugName, name[..(NameBytes - 1)], true, out _, out var length, out _);
        (slot.Request[6], slot.Request[7]) = ((uint)length, contextInit);
        return Send(slot);
    }

    /// <summary>CTX_DESTROY.</summary>
    public CommandTicket ContextDestroy(uint context) => Send(Begin(ControlCommand.ContextDestroy, HeaderBytes, context));

    /// <summary>CTX_ATTACH_RESOURCE.</summary>
    public CommandTicket ContextAttachResource(uint context, uint resource) => Pair(ControlCommand.ContextAttachResource, resource, 0, context);

    /// <summary>CTX_DETACH_RESOURCE.</summary>
    public CommandTicket ContextDetachResource(uint context, uint resource) => Pair(ControlCommand.ContextDetachResource, resource, 0, context);

    /// <summary>RESOURCE_CREATE_3D.</summary>
    public CommandTicket ResourceCreate3D(uint resource, in ResourceDescription description)
    {
        var slot = Begin(ControlCommand.ResourceCreate3D, 72);
        var body = slot.Request + 6;
        (body[0], body[1], body[2], body[3]) = (resource, description.Target, description.Format, description.Bind);
        (body[4], body[5], body[6], body[7]) = (description.Width, description.Height, description.Depth, description.ArraySize);
        (body[8], body[9], body[10], body[11]) = (description.LastLevel, description.Samples, description.Flags, 0);
        return Send(slot);
    }

    /// <summary>TRANSFER_TO_HOST_3D.</summary>
    public CommandTicket TransferToHost3D(uint context, uint resource, in Transfer transfer, bool fenced = false)
        => Transfer3D(ControlCommand.TransferToHost3D, context, resource, transfer, fenced);

    /// <summary>TRANSFER_FROM_HOST_3D. Its response says that the bytes are in guest memory (PROTOCOL section 1.2).</summary>
    public CommandTicket TransferFromHost3D(uint context, uint resource, in Transfer transfer, bool fenced = false)
        => Transfer3D(ControlCommand.TransferFromHost3D, context, resource, transfer, fenced);

    /// <summary>
    /// SUBMIT_3D: a VirGL stream, which may be empty. With a fence the response comes when the work is done, else when it was handed to the
    /// host's GL.
    /// </summary>
    public CommandTicket Submit3D(uint context, ReadOnlySpan<uint> stream, bool fenced = false) => Submit3D(context, stream, [], fenced);

    /// <summary>SUBMIT_3D of two pieces that make one stream.</summary>
    public CommandTicket Submit3D(uint context, ReadOnlySpan<uint> stream, ReadOnlySpan<uint> tail, bool fenced = false)
    {
        var dwords = stream.Length + tail.Length;
        var slot = Begin(ControlCommand.Submit3D, checked(32 + (dwords * sizeof(uint))), context, HeaderBytes, fenced);
        (slot.Request[6], slot.Request[7]) = ((uint)dwords * sizeof(uint), 0);
        var body = new Span<uint>(slot.Request + 8, dwords);
        stream.CopyTo(body);
        tail.CopyTo(body[stream.Length..]);
        return Send(slot);
    }

    private CommandTicket Transfer3D(ControlCommand command, uint context, uint resource, in Transfer transfer, bool fenced)
    {
        var slot = Begin(command, 72, context, HeaderBytes, fenced);
        var body = slot.Request + 6;
        (body[0], body[1], body[2]) = (transfer.Box.X, transfer.Box.Y, transfer.Box.Z);
        (body[3], body[4], body[5]) = (transfer.Box.Width, transfer.Box.Height, transfer.Box.Depth);
        *(ulong*)(body + 6) = transfer.Offset;
        (body[8], body[9], body[10], body[11]) = (resource, transfer.Level, transfer.Stride, transfer.LayerStride);
        return Send(slot);
    }
}
