using System.Runtime.InteropServices;
using Harness.Imaging;
using Harness.Virgl;
using Harness.Virgl.Commands;

namespace Harness.Drm.Display;

/// <summary>
/// Shows drawn windows on a <see cref="KmsScreen"/>: copies a window between two nonce strips of a scanout texture and flips to it. Two textures take turns. It
/// works in a context of its own, so that nothing a scene did to its context can reach the display path.
/// </summary>
public sealed class DrmScanout(DrmConnection connection, KmsScreen screen) : IDisposable
{
    private const int BytesPerPixel = 4;

    private readonly CommandStream _stream = new(64);
    private readonly Picture?[] _pictures = new Picture?[2];
    private uint _context;
    private int _next;

    /// <summary>Shows a window with a nonce's strips above and below.</summary>
    /// <param name="window">An R8G8B8A8 texture that the renderer has finished; row 0 is the top row.</param>
    /// <exception cref="DeviceException">The driver failed.</exception>
    public void Show(GuestResource window, uint nonce)
    {
        (int width, int height) = ((int)window.Description.Width, (int)window.Description.Height);
        if (_context == 0)
        {
            _context = connection.CreateContext("scanout");
        }

        Picture picture = PictureFor(Math.Max(width, NonceStrip.LeastWidth), Math.Max(height + (2 * NonceStrip.Height), KmsScreen.LeastSide));
        connection.Attach(_context, window);
        Copy(window, picture.Target);
        connection.Detach(_context, window);
        Frame(picture.Target, height, nonce);

        // Whether it has been drawn is asked before it is shown: the display takes what is there, and a lost context is not its fault.
        connection.Finish(_context);
        screen.Show(picture.Framebuffer);
        _next = 1 - _next;
    }

    /// <summary>Gives the textures back.</summary>
    public void Dispose()
    {
        for (int i = 0; i < _pictures.Length; i++)
        {
            Drop(i);
        }

        if (_context != 0)
        {
            connection.DestroyContext(_context);
            _context = 0;
        }
    }

    private Picture PictureFor(int width, int height)
    {
        if (_pictures[_next] is { } picture && picture.Framebuffer.Width == width && picture.Framebuffer.Height == height)
        {
            return picture;
        }

        // Of the two it is the one that is not shown.
        Drop(_next);
        GuestResource target = connection.CreateResource(ResourceDescription.ForTexture2D(
            VirglFormat.B8G8R8X8_UNORM, VirglBind.SamplerView | VirglBind.RenderTarget | VirglBind.Scanout, width, height));
        connection.Attach(_context, target);
        uint handle = screen.Import(connection.Share(target));
        picture = new Picture(target, handle, screen.Add(handle, (uint)(width * BytesPerPixel), width, height));
        _pictures[_next] = picture;
        return picture;
    }

    private void Drop(int index)
    {
        if (_pictures[index] is { } old)
        {
            _pictures[index] = null;
            screen.Remove(old.Framebuffer);
            screen.Release(old.Handle);
            connection.DestroyResource(old.Target);
        }
    }

    private void Copy(GuestResource window, GuestResource target)
    {
        (uint width, uint height) = (window.Description.Width, window.Description.Height);
        _stream.Reset();
        _stream.Write(new ResourceCopyRegion(target.Id, 0, 0, NonceStrip.Height, 0, window.Id, 0, new Box(0, 0, 0, width, height, 1)));
        connection.Submit(_context, _stream.Words);
    }

    private void Frame(GuestResource target, int height, uint nonce)
    {
        Strip(0, StripEdge.Top);
        Strip(NonceStrip.Height + height, StripEdge.Bottom);

        void Strip(int row, StripEdge edge)
        {
            int width = (int)target.Description.Width;
            Span<uint> pixels = MemoryMarshal.Cast<byte, uint>(target.Backing.Slice(row * width * BytesPerPixel, NonceStrip.Height * width * BytesPerPixel));
            NonceStrip.EncodeRow(nonce, edge, pixels[..width]);
            for (int x = 0; x < width; x++)
            {
                // Red and blue change places: the display's pixels begin with blue.
                pixels[x] = (pixels[x] & 0xff00ff00) | ((pixels[x] & 0xff) << 16) | ((pixels[x] >> 16) & 0xff);
            }

            for (int y = 1; y < NonceStrip.Height; y++)
            {
                pixels[..width].CopyTo(pixels[(y * width)..]);
            }

            connection.TransferToHost(
                _context, target, new Transfer(new Box(0, (uint)row, 0, (uint)width, NonceStrip.Height, 1), 0, (ulong)(row * width * BytesPerPixel)));
        }
    }

    private sealed record Picture(GuestResource Target, uint Handle, KmsFramebuffer Framebuffer);
}
