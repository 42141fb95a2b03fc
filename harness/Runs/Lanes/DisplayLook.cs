using Harness.Imaging;
using Harness.Qemu.Scanout;

namespace Harness.Runs.Lanes;

/// <summary>Looks at a display for the observer <c>scanout</c>.</summary>
internal static class DisplayLook
{
    /// <summary>What is seen. A frame that does not appear is a wrong picture, and what is there instead is the evidence.</summary>
    public static Observation At(IScanoutObserver display, Func<Frame> look)
    {
        try
        {
            return new Observation(Observer.Scanout, 0) { Frame = look() };
        }
        catch (ScanoutException e)
        {
            return new Observation(Observer.Scanout, 0) { Fault = new LaneFault(Verdict.Mismatch, e.Message), Frame = display.CaptureScreen() };
        }
    }
}
