using Harness.Qemu.Scanout;

namespace Harness.Qemu.Displays.X11;

/// <summary>
/// The guest's cursor on an X display. QEMU hands its picture to the X server, and moves the pointer to the guest's place, only while its
/// window has grabbed the pointer; a click into the window makes it do so. The server then paints the cursor into the screen like any
/// picture.
/// </summary>
internal sealed class XvfbCursor(int display) : IDisposable
{
    private XConnection? _connection;
    private XWindows? _windows;

    /// <summary>Makes QEMU grab the pointer.</summary>
    public void Show(TimeSpan atMost)
    {
        if (_windows is not null)
        {
            return;
        }

        try
        {
            _connection = XConnection.Open(display);
            var windows = new XWindows(_connection);
            var window = windows.Topmost();
            if (window == 0)
            {
                throw new XException("there is no window");
            }

            // The words are in QEMU's title while it has the pointer.
            const string Grabbed = "exit grab";
            if (!windows.Title(window).Contains(Grabbed, StringComparison.Ordinal))
            {
                windows.Click(window);
                windows.AwaitTitle(window, Grabbed, atMost);
            }

            _windows = windows;
        }
        catch (XException e)
        {
            _connection?.Dispose();
            throw new ScanoutException($"The cursor cannot be seen: {e.Message}");
        }
    }

    /// <summary>Waits until the cursor is painted where it belongs; does nothing before <see cref="Show"/>.</summary>
    public void Settle() => _windows?.Settle();

    public void Dispose() => _connection?.Dispose();
}
