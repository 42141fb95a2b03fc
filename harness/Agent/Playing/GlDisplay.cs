using Harness.Drm.Display;
using Harness.Drm.Files;
using Harness.Gl.Egl;
using Harness.Gl.Presenting;
using Harness.Lab.Grounds;

namespace Harness.Agent.Playing;

/// <summary>The guest's display as OpenGL programs drive it: buffers by GBM, windows by EGL, shown by mode setting and page flips.</summary>
internal sealed class GlDisplay : IFrameDisplay, IDisposable
{
    private readonly DrmDevice _card;
    private readonly GbmDevice _gbm;
    private readonly KmsScreen _screen;
    private readonly Dictionary<nint, KmsFramebuffer> _framebuffers = [];
    private readonly GbmPresenter _presenter;

    /// <exception cref="EglException">The driver does not draw to the display's buffers.</exception>
    /// <exception cref="IOException">The card cannot be opened.</exception>
    /// <exception cref="InvalidOperationException">The card has no display.</exception>
    public GlDisplay()
    {
        _card = DrmDevice.Open(DrmDevice.Card);
        _screen = new KmsScreen(_card);
        _gbm = new GbmDevice(_card.Descriptor);
        var display = EglDisplay.Open(_gbm.Platform);
        Context = EglContext.Create(display, GlProfile.Core, GbmPresenter.ConfigFor(display));
        _presenter = new GbmPresenter(_gbm, Context);
    }

    /// <summary>The context of the scenes.</summary>
    public EglContext Context { get; }

    /// <summary>Shows a texture, and returns when the kernel says that it is shown.</summary>
    public void Show(uint texture, int width, int height, uint nonce)
    {
        Begin(texture, width, height, nonce);
        Await();
    }

    public void Begin(uint texture, int width, int height, uint nonce) => _presenter.Show(texture, width, height, nonce, Flip);

    public void Await() => _screen.Await();

    public void Dispose()
    {
        _presenter.Dispose();
        Context.Dispose();
        _gbm.Dispose();
        _screen.Dispose();
    }

    private void Flip(GbmFrame frame, int width, int height)
    {
        KmsFramebuffer[] before = [.. _framebuffers.Values.Where(old => (old.Width, old.Height) != (width, height))];
        if (before.Length > 0)
        {
            _framebuffers.Clear();
        }

        if (!_framebuffers.TryGetValue(frame.Buffer, out var framebuffer))
        {
            _framebuffers.Add(frame.Buffer, framebuffer = _screen.Add(frame.GemHandle, frame.Pitch, width, height));
        }

        _screen.Begin(framebuffer);

        // A new size is a new mode, which is set by now: those of the old size can go without the display going dark.
        foreach (var old in before)
        {
            _screen.Remove(old);
        }
    }
}
