using Harness.Imaging;

namespace Harness.Qemu.Scanout.Mutants;

/// <summary>Sees what a display with a defect would show. The strips are found by the observer behind it, so that the frame counts as fresh.</summary>
/// <param name="inner">Sees the display as it is; disposed of with this.</param>
/// <param name="planted">The defect of the moment; null for none.</param>
public sealed class MutantScanout(IScanoutObserver inner, Func<ScanoutMutant?> planted) : IScanoutObserver
{
    private Frame? _before;

    /// <inheritdoc/>
    public Frame WaitForFrame(int width, int height, uint nonce, TimeSpan atMost)
    {
        var frame = inner.WaitForFrame(width, height, nonce, atMost);
        var shown = planted() is { } mutant ? mutant.Show(frame, _before) : frame;
        _before = frame;
        return shown;
    }

    /// <inheritdoc/>
    public Frame WaitForPicture(Frame picture, TimeSpan atMost) => inner.WaitForPicture(picture, atMost);

    /// <inheritdoc/>
    public void ShowCursor(TimeSpan atMost) => inner.ShowCursor(atMost);

    /// <inheritdoc/>
    public Frame CaptureScreen() => inner.CaptureScreen();

    public void Dispose() => inner.Dispose();
}
