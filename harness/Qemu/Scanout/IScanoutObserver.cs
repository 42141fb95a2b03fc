using Harness.Imaging;

namespace Harness.Qemu.Scanout;

/// <summary>Sees what the display shows.</summary>
public interface IScanoutObserver : IDisposable
{
    /// <summary>
    /// Waits until the display shows a frame of that nonce: a <see cref="NonceStrip"/> of <see cref="NonceStrip.Height"/> rows, the scene's
    /// area of <paramref name="width"/> x <paramref name="height"/> pixels, and a second strip. Both must be there, so a half-drawn frame
    /// does not pass.
    /// </summary>
    /// <returns>The scene's area. Alpha is 255: displays have none.</returns>
    /// <exception cref="ScanoutException">The frame did not appear in time; the message says what was seen instead.</exception>
    Frame WaitForFrame(int width, int height, uint nonce, TimeSpan atMost);

    /// <summary>
    /// Waits until the display shows exactly that picture, whatever is around it, and returns it as shown. Only for pictures that were not on the
    /// display before: there is no nonce that would tell a fresh one from a stale one.
    /// </summary>
    /// <returns>The picture, alpha 255.</returns>
    /// <exception cref="ScanoutException">It did not appear in time.</exception>
    Frame WaitForPicture(Frame picture, TimeSpan atMost);

    /// <summary>
    /// From now on pictures have the guest's cursor in them, where the guest puts it. Cursor requests that completed before a frame was
    /// presented are in that frame's picture. A cursor over a nonce strip hides the frame.
    /// </summary>
    /// <exception cref="ScanoutException">This display cannot show it.</exception>
    void ShowCursor(TimeSpan atMost);

    /// <summary>The whole screen as it is, fresh or not: for evidence, and for scenes that are not presented by a harness.</summary>
    Frame CaptureScreen();
}

/// <summary>The display did not show what was presented.</summary>
public sealed class ScanoutException(string message) : Exception(message);
