using Harness.Imaging;
using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Oracle;

/// <summary>
/// The 2D path of a display driver: guest backing, host resource, and what the display shows (virtio 1.2 section 5.7.6). A pixel that was sent to the host but
/// not flushed may or may not be shown.
/// </summary>
internal sealed class DisplayRenderer(Scene scene)
{
    private const int CursorSize = 64;

    private readonly Dictionary<int, Framebuffer2D> framebuffers = [];
    private readonly Dictionary<int, byte[]> cursors = [];
    private readonly byte[] shown = new byte[scene.Width * scene.Height * 4];
    private readonly byte[] lower = new byte[scene.Width * scene.Height * 4];
    private readonly byte[] upper = new byte[scene.Width * scene.Height * 4];
    private int? scanout;
    private (int Id, int X, int Y, int HotX, int HotY)? cursor;

    /// <summary>Pixels as RGBA, top row first: in guest pages, and on the host.</summary>
    private sealed record Framebuffer2D(int Width, int Height, byte[] Backing, byte[] Host);

    public ReferenceFrame Run()
    {
        foreach (Step step in scene.Steps)
        {
            Execute(step);
        }

        if (cursor is { } c)
        {
            DrawCursor(c);
        }

        return new ReferenceFrame(new Frame(scene.Width, scene.Height, shown), new Frame(scene.Width, scene.Height, lower), new Frame(scene.Width, scene.Height, upper));
    }

    private void Execute(Step step)
    {
        switch (step)
        {
            case CreateFramebuffer2D s:
                framebuffers[s.Id] = new Framebuffer2D(s.Width, s.Height, new byte[s.Width * s.Height * 4], new byte[s.Width * s.Height * 4]);
                break;
            case FillBacking s:
                Fill(framebuffers[s.Id], s.Rectangle, s.Colour);
                break;
            case ReplaceBacking s:
                framebuffers[s.Id] = framebuffers[s.Id] with { Backing = new byte[framebuffers[s.Id].Backing.Length] };
                break;
            case TransferToHost2D s:
                Transfer(framebuffers[s.Id], s);
                break;
            case SetScanout s:
                scanout = s.Id;
                break;
            case FlushResource s when s.Id == scanout:
                Flush(framebuffers[s.Id], s.Rectangle);
                break;
            case FlushResource:
                break;
            case CreateCursor s:
                cursors[s.Id] = s.Bgra.Span.ToArray();
                break;
            case UpdateCursor s:
                cursor = (s.Id, s.X, s.Y, s.HotX, s.HotY);
                break;
            case MoveCursor s:
                cursor = cursor is { } c ? c with { X = s.X, Y = s.Y } : null;
                break;
            case HideCursor:
                cursor = null;
                break;
            default:
                throw new InvalidOperationException($"Scene {scene.Name}: {step.GetType().Name} cannot be mixed with steps of the display path.");
        }
    }

    private static void Fill(Framebuffer2D framebuffer, DisplayRectangle r, Colour colour)
    {
        byte[] pixel = [Byte(colour.R), Byte(colour.G), Byte(colour.B), Byte(colour.A)];
        for (int y = r.Y; y < r.Y + r.Height; y++)
        {
            for (int x = r.X; x < r.X + r.Width; x++)
            {
                pixel.CopyTo(framebuffer.Backing, ((y * framebuffer.Width) + x) * 4);
            }
        }

        static byte Byte(float x) => (byte)Math.Round(Math.Clamp(x, 0, 1) * 255);
    }

    /// <summary>The rectangle's first pixel is at the offset in the backing; rows follow at the pitch of the whole resource.</summary>
    private static void Transfer(Framebuffer2D framebuffer, TransferToHost2D step)
    {
        DisplayRectangle r = step.Rectangle;
        int pitch = framebuffer.Width * 4;
        int offset = step.Offset ?? (r.Y * pitch) + (r.X * 4);
        for (int y = 0; y < r.Height; y++)
        {
            framebuffer.Backing.AsSpan(offset + (y * pitch), r.Width * 4).CopyTo(framebuffer.Host.AsSpan(((r.Y + y) * pitch) + (r.X * 4)));
        }
    }

    private void Flush(Framebuffer2D framebuffer, DisplayRectangle r)
    {
        for (int y = 0; y < scene.Height; y++)
        {
            for (int x = 0; x < scene.Width; x++)
            {
                bool flushed = x >= r.X && y >= r.Y && x < r.X + r.Width && y < r.Y + r.Height;
                for (int c = 0; c < 4; c++)
                {
                    int at = (((y * scene.Width) + x) * 4) + c;
                    byte host = x < framebuffer.Width && y < framebuffer.Height ? framebuffer.Host[(((y * framebuffer.Width) + x) * 4) + c] : (byte)0;
                    if (flushed)
                    {
                        (shown[at], lower[at], upper[at]) = (host, host, host);
                    }
                    else
                    {
                        (lower[at], upper[at]) = (Math.Min(lower[at], host), Math.Max(upper[at], host));
                    }
                }
            }
        }
    }

    private void DrawCursor((int Id, int X, int Y, int HotX, int HotY) c)
    {
        byte[] image = cursors[c.Id];
        for (int y = 0; y < CursorSize; y++)
        {
            for (int x = 0; x < CursorSize; x++)
            {
                (int px, int py) = (c.X - c.HotX + x, c.Y - c.HotY + y);
                int from = ((y * CursorSize) + x) * 4;
                if (px < 0 || py < 0 || px >= scene.Width || py >= scene.Height || image[from + 3] == 0)
                {
                    continue;
                }

                int at = ((py * scene.Width) + px) * 4;
                for (int channel = 0; channel < 3; channel++)
                {
                    byte value = image[from + 2 - channel];
                    (shown[at + channel], lower[at + channel], upper[at + channel]) = (value, value, value);
                }
            }
        }
    }
}
