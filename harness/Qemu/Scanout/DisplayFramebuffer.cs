using Harness.Imaging;
using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using Harness.VirtioGpu.Memory;

namespace Harness.Qemu.Scanout;

/// <summary>
/// A 2D resource with its backing. It is taller than the scene's framebuffer by a nonce strip above and one below; rows given by the scene are counted below the upper one.
/// </summary>
internal sealed class DisplayFramebuffer(uint resource, CreateFramebuffer2D made, MemoryRange[] backing, GuestMemory memory)
{
    public const int BytesPerPixel = 4;

    public uint Resource { get; } = resource;

    public int Width { get; } = made.Width;

    /// <summary>Rows of the scene's part.</summary>
    public int Height { get; } = made.Height;

    /// <summary>Rows of the resource.</summary>
    public int Rows => Height + (2 * NonceStrip.Height);

    public int Pitch => Width * BytesPerPixel;

    public MemoryRange[] Backing { get; private set; } = backing;

    /// <summary>Places of R, G, B and A in a pixel.</summary>
    private readonly int[] order = Order(made.Format);

    public void Replace(MemoryRange[] other) => Backing = other;

    /// <summary>Writes bytes at an offset of the resource, across whatever pages they fall on.</summary>
    public void Write(int offset, ReadOnlySpan<byte> bytes)
    {
        foreach (MemoryRange range in Backing)
        {
            if (bytes.IsEmpty)
            {
                return;
            }

            if (offset < range.Length)
            {
                int here = Math.Min(bytes.Length, range.Length - offset);
                bytes[..here].CopyTo(memory.Bytes(range)[offset..]);
                bytes = bytes[here..];
                offset += here;
            }

            offset -= range.Length;
        }
    }

    /// <summary>Fills a rectangle of the scene's part.</summary>
    public void Fill(DisplayRectangle r, Colour colour)
    {
        byte[] row = new byte[r.Width * BytesPerPixel];
        Span<float> channels = [colour.R, colour.G, colour.B, colour.A];
        for (int x = 0; x < r.Width; x++)
        {
            for (int c = 0; c < 4; c++)
            {
                row[(x * BytesPerPixel) + order[c]] = (byte)Math.Round(Math.Clamp(channels[c], 0, 1) * 255);
            }
        }

        for (int y = 0; y < r.Height; y++)
        {
            Write(OffsetOf(r.X, r.Y + y), row);
        }
    }

    /// <summary>Writes pixels R, G, B, A over whole rows of the resource.</summary>
    public void WriteRows(int row, ReadOnlySpan<byte> rgba)
    {
        byte[] bytes = new byte[rgba.Length];
        for (int i = 0; i < rgba.Length; i++)
        {
            bytes[(i & ~3) + order[i & 3]] = rgba[i];
        }

        Write(row * Pitch, bytes);
    }

    /// <summary>Turns the resource's bytes into R, G, B, A.</summary>
    public byte[] ToRgba(ReadOnlySpan<byte> bytes)
    {
        byte[] rgba = new byte[bytes.Length];
        for (int i = 0; i < rgba.Length; i++)
        {
            rgba[i] = bytes[(i & ~3) + order[i & 3]];
        }

        return rgba;
    }

    /// <summary>Bytes from the resource's start to a pixel of the scene's part.</summary>
    public int OffsetOf(int x, int y) => ((y + NonceStrip.Height) * Pitch) + (x * BytesPerPixel);

    private static int[] Order(Format format)
    {
        FormatLayout layout = FormatLayout.Of(format);
        return [.. "RGBA".Select(c => (layout.Components.Any(k => k.Channel == c) ? layout.Components.First(k => k.Channel == c) : layout.Components.First(k => k.Channel == 'X')).BitOffset / 8)];
    }
}
