using Harness.Imaging;
using Harness.Scenes;
using Harness.Scenes.Steps;
using Harness.Virgl;
using Harness.VirtioGpu;
using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Memory;

namespace Harness.Qemu.Scanout;

/// <summary>Plays scenes of the display path: 2D resources, transfers, scanouts and the cursor, as a display driver without 3D sends them.</summary>
public sealed class DisplayPlayer(VirtioGpuConnection connection) : IDisposable
{
    private const int CursorSize = 64;
    private const uint Scanout = 0;

    private readonly Dictionary<int, DisplayFramebuffer> framebuffers = [];
    private readonly Dictionary<int, GuestResource> cursors = [];
    private DisplayFramebuffer? shown;
    private uint cursorImage;

    /// <summary>Plays all steps and waits until the device has executed them.</summary>
    /// <exception cref="DeviceException">The device failed or refused; see its fault.</exception>
    public void Play(Scene scene)
    {
        Clear();
        foreach (Step step in scene.Steps)
        {
            Execute(step);
        }

        connection.ControlQueue.Drain();
        connection.CursorQueue.Drain();
        if (shown is null || shown.Width != scene.Width || shown.Height != scene.Height)
        {
            throw new InvalidOperationException($"Scene {scene.Name} must end with a scanout of its own size, {scene.Width}x{scene.Height}.");
        }
    }

    /// <summary>The observer <c>readback</c>: the host's copy of what is scanned out, through other pages than the scene's own.</summary>
    public Frame ReadBack()
    {
        DisplayFramebuffer framebuffer = shown ?? throw new InvalidOperationException("Nothing is scanned out.");
        MemoryRange pages = connection.Memory.Allocate(framebuffer.Pitch * framebuffer.Rows);
        try
        {
            connection.ControlQueue.ResourceDetachBacking(framebuffer.Resource);
            connection.ControlQueue.ResourceAttachBacking(framebuffer.Resource, [pages]);
            connection.ControlQueue.TransferFromHost3D(0, framebuffer.Resource, new Transfer(new Box(0, 0, 0, (uint)framebuffer.Width, (uint)framebuffer.Rows, 1)));
            connection.ControlQueue.ResourceDetachBacking(framebuffer.Resource);
            connection.ControlQueue.ResourceAttachBacking(framebuffer.Resource, framebuffer.Backing);
            connection.ControlQueue.Drain();
            Span<byte> scene = connection.Memory.Bytes(pages).Slice(framebuffer.OffsetOf(0, 0), framebuffer.Pitch * framebuffer.Height);
            return new Frame(framebuffer.Width, framebuffer.Height, framebuffer.ToRgba(scene));
        }
        finally
        {
            connection.Memory.Free(pages);
        }
    }

    /// <summary>Writes the nonce strips around the scene and flushes them, so that an observer knows this frame from any other.</summary>
    public void MarkFrame(uint nonce)
    {
        DisplayFramebuffer framebuffer = shown ?? throw new InvalidOperationException("Nothing is scanned out.");
        foreach ((StripEdge edge, int row) in new[] { (StripEdge.Top, 0), (StripEdge.Bottom, NonceStrip.Height + framebuffer.Height) })
        {
            framebuffer.WriteRows(row, NonceStrip.Encode(nonce, edge, framebuffer.Width));
            var strip = new Rectangle(0, (uint)row, (uint)framebuffer.Width, NonceStrip.Height);
            connection.ControlQueue.TransferToHost2D(framebuffer.Resource, strip, (ulong)(row * framebuffer.Pitch));
            connection.ControlQueue.ResourceFlush(framebuffer.Resource, strip);
        }

        connection.ControlQueue.Drain();
    }

    public void Dispose()
    {
        try
        {
            Clear();
        }
        catch (DeviceException)
        {
            // The device is gone, and its resources with it: the fault that ended it has been reported where it was met.
        }
    }

    private void Execute(Step step)
    {
        switch (step)
        {
            case CreateFramebuffer2D s: Create(s); break;
            case FillBacking s: framebuffers[s.Id].Fill(s.Rectangle, s.Colour); break;
            case ReplaceBacking s: Replace(framebuffers[s.Id], s.Scattered); break;
            case TransferToHost2D s:
            {
                DisplayFramebuffer f = framebuffers[s.Id];
                int offset = s.Offset is { } chosen ? chosen + f.OffsetOf(0, 0) : f.OffsetOf(s.Rectangle.X, s.Rectangle.Y);
                connection.ControlQueue.TransferToHost2D(f.Resource, Lowered(s.Rectangle), (ulong)offset);
                // The backing may be changed by the next step.
                connection.ControlQueue.Drain();
                break;
            }

            case SetScanout { Id: { } id }:
                shown = framebuffers[id];
                connection.ControlQueue.SetScanout(Scanout, shown.Resource, new Rectangle(0, 0, (uint)shown.Width, (uint)shown.Rows));
                break;
            case SetScanout:
                shown = null;
                connection.ControlQueue.SetScanout(Scanout, 0, default);
                break;
            case FlushResource s: connection.ControlQueue.ResourceFlush(framebuffers[s.Id].Resource, Lowered(s.Rectangle)); break;
            case CreateCursor s: cursors[s.Id] = MakeCursor(s); break;
            case UpdateCursor s:
                // The two queues know no order between each other: what the cursor shows must be on the host first.
                connection.ControlQueue.Drain();
                cursorImage = cursors[s.Id].Id;
                connection.CursorQueue.Update(Scanout, (uint)s.X, (uint)(s.Y + NonceStrip.Height), cursorImage, (uint)s.HotX, (uint)s.HotY);
                break;
            case MoveCursor s: connection.CursorQueue.Move(Scanout, (uint)s.X, (uint)(s.Y + NonceStrip.Height), cursorImage); break;
            case HideCursor:
                cursorImage = 0;
                connection.CursorQueue.Hide(Scanout);
                break;
            default: throw new InvalidOperationException($"{step.GetType().Name} is not a step of the display path.");
        }
    }

    private void Create(CreateFramebuffer2D step)
    {
        int bytes = step.Width * DisplayFramebuffer.BytesPerPixel * (step.Height + (2 * NonceStrip.Height));
        var framebuffer = new DisplayFramebuffer(connection.NextResourceId(), step, Pages(bytes, step.Scattered), connection.Memory);
        connection.ControlQueue.ResourceCreate2D(framebuffer.Resource, (uint)Enum.Parse<VirglFormat>(step.Format.ToString()), (uint)framebuffer.Width, (uint)framebuffer.Rows);
        connection.ControlQueue.ResourceAttachBacking(framebuffer.Resource, framebuffer.Backing);
        framebuffers.Add(step.Id, framebuffer);
    }

    private void Replace(DisplayFramebuffer framebuffer, bool scattered)
    {
        MemoryRange[] old = framebuffer.Backing;
        framebuffer.Replace(Pages(framebuffer.Pitch * framebuffer.Rows, scattered));
        connection.ControlQueue.ResourceDetachBacking(framebuffer.Resource);
        connection.ControlQueue.ResourceAttachBacking(framebuffer.Resource, framebuffer.Backing);
        connection.ControlQueue.Drain();
        Free(old);
    }

    private MemoryRange[] Pages(int bytes, bool scattered) => scattered ? connection.Memory.AllocateScattered(bytes) : [connection.Memory.Allocate(bytes)];

    /// <summary>The cursor's image is a 64x64 2D texture that holds its rows bottom-up, as RESOURCE_CREATE_2D makes it (PROTOCOL section 1.7).</summary>
    private GuestResource MakeCursor(CreateCursor step)
    {
        const uint TopRowFirst = 1;
        GuestResource image = connection.CreateResource(new ResourceDescription(
            (uint)PipeTextureTarget.Texture2D, (uint)VirglFormat.B8G8R8A8_UNORM, (uint)(VirglBind.RenderTarget | VirglBind.Cursor), CursorSize, CursorSize, Flags: TopRowFirst)
        {
            BackingBytes = CursorSize * CursorSize * 4,
        });
        step.Bgra.Span.CopyTo(image.Backing);
        connection.TransferToHost(0, image, new Transfer(new Box(0, 0, 0, CursorSize, CursorSize, 1)));
        return image;
    }

    private void Clear()
    {
        if (framebuffers.Count == 0 && cursors.Count == 0)
        {
            return;
        }

        connection.CursorQueue.Hide(Scanout);
        connection.CursorQueue.Drain();
        connection.ControlQueue.SetScanout(Scanout, 0, default);
        foreach (DisplayFramebuffer framebuffer in framebuffers.Values)
        {
            connection.ControlQueue.ResourceUnref(framebuffer.Resource);
        }

        connection.ControlQueue.Drain();
        foreach (DisplayFramebuffer framebuffer in framebuffers.Values)
        {
            Free(framebuffer.Backing);
        }

        foreach (GuestResource image in cursors.Values)
        {
            connection.DestroyResource(image);
        }

        (shown, cursorImage) = (null, 0);
        framebuffers.Clear();
        cursors.Clear();
    }

    private void Free(MemoryRange[] ranges)
    {
        foreach (MemoryRange range in ranges)
        {
            connection.Memory.Free(range);
        }
    }

    private static Rectangle Lowered(DisplayRectangle r) => new((uint)r.X, (uint)(r.Y + NonceStrip.Height), (uint)r.Width, (uint)r.Height);
}
