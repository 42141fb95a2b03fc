using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Memory;

namespace Harness.VirtioGpu.Queues;

/// <summary>Resources, backing, scanout: what a 2D display driver sends.</summary>
public sealed unsafe partial class ControlQueue
{
    /// <summary>RESOURCE_CREATE_2D. Formats: 1 BGRA, 2 BGRX, 3 ARGB, 4 XRGB, 67 RGBA, 68 XBGR, 121 ABGR, 134 RGBX.</summary>
    public CommandTicket ResourceCreate2D(uint resource, uint format, uint width, uint height)
    {
        var slot = Begin(ControlCommand.ResourceCreate2D, 40);
        var body = slot.Request + 6;
        (body[0], body[1], body[2], body[3]) = (resource, format, width, height);
        return Send(slot);
    }

    /// <summary>RESOURCE_UNREF.</summary>
    public CommandTicket ResourceUnref(uint resource) => Pair(ControlCommand.ResourceUnref, resource, 0);

    /// <summary>SET_SCANOUT; resource 0 switches the scanout off.</summary>
    public CommandTicket SetScanout(uint scanout, uint resource, Rectangle rectangle)
    {
        var slot = Begin(ControlCommand.SetScanout, 48);
        Put(slot.Request + 6, rectangle);
        (slot.Request[10], slot.Request[11]) = (scanout, resource);
        return Send(slot);
    }

    /// <summary>RESOURCE_FLUSH: shows that part of the resource wherever it is scanned out.</summary>
    public CommandTicket ResourceFlush(uint resource, Rectangle rectangle)
    {
        var slot = Begin(ControlCommand.ResourceFlush, 48);
        Put(slot.Request + 6, rectangle);
        (slot.Request[10], slot.Request[11]) = (resource, 0);
        return Send(slot);
    }

    /// <summary>
    /// TRANSFER_TO_HOST_2D: copies a rectangle from the backing, whose first texel lies at <paramref name="offset"/> bytes.
    /// </summary>
    public CommandTicket TransferToHost2D(uint resource, Rectangle rectangle, ulong offset)
    {
        var slot = Begin(ControlCommand.TransferToHost2D, 56);
        Put(slot.Request + 6, rectangle);
        *(ulong*)(slot.Request + 10) = offset;
        (slot.Request[12], slot.Request[13]) = (resource, 0);
        return Send(slot);
    }

    /// <summary>RESOURCE_ATTACH_BACKING with one entry per range.</summary>
    public CommandTicket ResourceAttachBacking(uint resource, ReadOnlySpan<MemoryRange> ranges)
    {
        var slot = Begin(ControlCommand.ResourceAttachBacking, 32 + (16 * ranges.Length));
        (slot.Request[6], slot.Request[7]) = (resource, (uint)ranges.Length);
        var entry = slot.Request + 8;
        foreach (var range in ranges)
        {
            *(ulong*)entry = range.Address;
            (entry[2], entry[3]) = ((uint)range.Length, 0);
            entry += 4;
        }

        return Send(slot);
    }

    /// <summary>RESOURCE_DETACH_BACKING.</summary>
    public CommandTicket ResourceDetachBacking(uint resource) => Pair(ControlCommand.ResourceDetachBacking, resource, 0);

    private CommandTicket Pair(ControlCommand command, uint first, uint second, uint context = 0)
    {
        var slot = Begin(command, 32, context);
        (slot.Request[6], slot.Request[7]) = (first, second);
        return Send(slot);
    }

    private static void Put(uint* at, in Rectangle rectangle)
        => (at[0], at[1], at[2], at[3]) = (rectangle.X, rectangle.Y, rectangle.Width, rectangle.Height);
}
