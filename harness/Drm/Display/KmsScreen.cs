using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Drm.Files;
using Harness.Drm.Requests;
using Harness.Virgl;

namespace Harness.Drm.Display;

/// <summary>
/// A display driven through the kernel's mode setting: the first connector with a display, and the first CRTC. It takes on the size of what it shows. Nothing is
/// restored in the end: the guest ends as well.
/// </summary>
public sealed class KmsScreen : IDisposable
{
    /// <summary>The smallest side of a picture: the kernel's, and QEMU's with that.</summary>
    public const int LeastSide = 32;

    private const int LargestCount = 64;

    private readonly IDrmDoor _card;
    private readonly TimeSpan _deadline;
    private readonly uint _connector;
    private readonly uint _crtc;
    private (int Width, int Height) _mode;
    private ulong _flips;
    private bool _flipping;

    /// <summary>Takes an open card over, and its display.</summary>
    /// <param name="deadline">The longest wait for a page flip; null for 10 s.</param>
    /// <exception cref="InvalidOperationException">It has no display.</exception>
    /// <exception cref="DeviceException">The driver failed.</exception>
    public KmsScreen(IDrmDoor card, TimeSpan? deadline = null)
    {
        (_card, _deadline) = (card, deadline ?? TimeSpan.FromSeconds(10));
        (_crtc, _connector) = Find();
    }

    /// <summary>Takes a buffer object in that another file shares, and returns this card's handle of it.</summary>
    public uint Import(int descriptor)
    {
        var request = new ImportRequest { Descriptor = descriptor };
        _card.Do(ref request, "a buffer object is to be shown");
        return request.Handle;
    }

    /// <summary>Gives a handle of <see cref="Import"/> back.</summary>
    public void Release(uint handle)
    {
        var request = new CloseHandleRequest { Handle = handle };
        _card.Do(ref request, "a buffer object is not shown any more");
    }

    /// <summary>Makes a framebuffer of a buffer object of 4-byte pixels, blue in the lowest byte.</summary>
    /// <param name="handle">The card's handle of the buffer object.</param>
    /// <param name="pitch">Bytes from row to row.</param>
    public KmsFramebuffer Add(uint handle, uint pitch, int width, int height)
    {
        var request = new AddFramebufferRequest { Width = (uint)width, Height = (uint)height, PixelFormat = AddFramebufferRequest.Xrgb8888 };
        request.Handles[0] = handle;
        request.Pitches[0] = pitch;
        _card.Do(ref request, $"a framebuffer of {width}x{height} pixels, {pitch} bytes a row");
        return new KmsFramebuffer(request.Framebuffer, width, height);
    }

    /// <summary>Takes a framebuffer away. If it is shown, the display goes dark until the next one.</summary>
    public void Remove(KmsFramebuffer framebuffer)
    {
        var request = new RemoveFramebufferRequest { Framebuffer = framebuffer.Id };
        _card.Do(ref request, "a framebuffer is not needed any more");
    }

    /// <summary>
    /// Shows a framebuffer and returns when the kernel says that it is shown: by a page flip, or where the size differs from what was shown before, by setting a
    /// mode of that size.
    /// </summary>
    /// <exception cref="DeviceException">The driver refused, or the flip did not complete in time.</exception>
    public void Show(KmsFramebuffer framebuffer)
    {
        Begin(framebuffer);
        Await();
    }

    /// <summary>Begins to show a framebuffer, once the one before is shown. Setting a mode is over when this returns.</summary>
    /// <exception cref="DeviceException">The driver refused, or the flip before did not complete in time.</exception>
    public void Begin(KmsFramebuffer framebuffer)
    {
        Await();
        if (_mode == (framebuffer.Width, framebuffer.Height))
        {
            Flip(framebuffer);
        }
        else
        {
            SetMode(framebuffer);
        }
    }

    /// <summary>Returns when the kernel says that the framebuffer is shown that was begun last.</summary>
    /// <exception cref="DeviceException">The flip did not complete in time.</exception>
    public void Await()
    {
        if (_flipping)
        {
            _flipping = false;
            ReadFlipEvent();
        }
    }

    /// <summary>Forgets the mode: the next framebuffer is shown by setting it again.</summary>
    public void ForgetMode() => _mode = default;

    /// <summary>Closes the card.</summary>
    public void Dispose() => _card.Dispose();

    private unsafe (uint Crtc, uint Connector) Find()
    {
        uint* crtcs = stackalloc uint[LargestCount], connectors = stackalloc uint[LargestCount];
        var card = new CardRequest { Crtcs = (ulong)crtcs, CrtcCount = LargestCount, Connectors = (ulong)connectors, ConnectorCount = LargestCount };
        _card.Do(ref card, "the card is asked for its displays");
        for (int i = 0; i < Math.Min(card.ConnectorCount, LargestCount); i++)
        {
            var connector = new ConnectorRequest { Connector = connectors[i] };
            _card.Do(ref connector, $"connector {connectors[i]} is looked at");
            if (connector.Connection == ConnectorRequest.Connected && card.CrtcCount > 0)
            {
                return (crtcs[0], connectors[i]);
            }
        }

        throw new InvalidOperationException($"{_card.Path} has {card.CrtcCount} CRTCs and {card.ConnectorCount} connectors, none with a display.");
    }

    private unsafe void SetMode(KmsFramebuffer framebuffer)
    {
        if (framebuffer.Width < LeastSide || framebuffer.Height < LeastSide)
        {
            throw new ArgumentException(
                $"A display shows no less than {LeastSide}x{LeastSide} pixels, not {framebuffer.Width}x{framebuffer.Height}.", nameof(framebuffer));
        }

        uint connector = _connector;
        var request = new SetCrtcRequest
        {
            Connectors = (ulong)&connector,
            ConnectorCount = 1,
            Crtc = _crtc,
            Framebuffer = framebuffer.Id,
            ModeIsValid = 1,
            Mode = ModeTimings.Of(framebuffer.Width, framebuffer.Height),
        };
        _card.Do(ref request, $"a mode of {framebuffer.Width}x{framebuffer.Height} pixels; only the first to open the card may set modes");
        _mode = (framebuffer.Width, framebuffer.Height);
    }

    private void Flip(KmsFramebuffer framebuffer)
    {
        ulong number = ++_flips;
        var request = new PageFlipRequest { Crtc = _crtc, Framebuffer = framebuffer.Id, Flags = PageFlipRequest.WithEvent, UserData = number };
        _card.Do(ref request, $"page flip {number}");
        _flipping = true;
    }

    private void ReadFlipEvent()
    {
        ulong number = _flips;
        var answer = new FlipEvent();
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<FlipEvent>(ref answer));
        int count = _card.ReadEvents(bytes, _deadline);
        if (count == 0)
        {
            throw new DeviceException(DeviceFault.Hang, $"{_card.Path}: page flip {number} has not completed within {_deadline.TotalSeconds} s.");
        }

        if (count != Unsafe.SizeOf<FlipEvent>() || answer.Type != FlipEvent.FlipComplete || answer.UserData != number)
        {
            throw new DeviceException(
                DeviceFault.ErrorResponse,
                $"{_card.Path}: page flip {number} was answered by an event of {count} bytes, type {answer.Type}, for flip {answer.UserData}.");
        }
    }
}
