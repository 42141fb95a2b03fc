using Harness.Imaging;

namespace Harness.Qemu.Scanout;

/// <summary>placeholder until geometry is measured</summary>
public sealed class XwdScanoutObserver(XwdFramebuffer screen) : IScanoutObserver
{
    public XwdFramebuffer Screen { get; } = screen;

    public Frame WaitForFrame(int width, int height, uint nonce, TimeSpan atMost) => throw new ScanoutException("later");

    public Frame CaptureScreen() => new(1, 1);

    public void Dispose() => Screen.Dispose();
}
