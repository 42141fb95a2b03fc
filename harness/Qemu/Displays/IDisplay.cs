using Harness.Qemu.Scanout;
using Harness.Qemu.State;

namespace Harness.Qemu.Displays;

/// <summary>A way to give QEMU a display with OpenGL. Each QEMU gets its own.</summary>
public interface IDisplay
{
    /// <summary>For messages and fingerprints: <c>xvfb</c>, <c>offscreen</c>.</summary>
    string Name { get; }

    /// <summary>Brings up what the display needs before QEMU starts.</summary>
    /// <exception cref="Launch.QemuUnavailableException">Something it needs is missing.</exception>
    IRunningDisplay Start(StateFolder folder);
}

/// <summary>A display that a QEMU can be started on. Dispose it after QEMU has ended.</summary>
public interface IRunningDisplay : IDisposable
{
    /// <summary>What QEMU's command line needs.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>What QEMU's environment needs.</summary>
    IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>Opens the eye on what the display shows, once QEMU runs; null when this display cannot be looked at.</summary>
    IScanoutObserver? OpenObserver();
}
