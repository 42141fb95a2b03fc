using Harness.Qemu.Scanout;
using Harness.Qemu.State;

namespace Harness.Qemu.Displays;

/// <summary>SDL's offscreen driver: OpenGL without any window system. Nothing can be looked at but by reading resources back.</summary>
public sealed class OffscreenDisplay : IDisplay
{
    /// <inheritdoc/>
    public string Name => "offscreen";

    /// <inheritdoc/>
    public IRunningDisplay Start(StateFolder folder) => new Running();

    private sealed class Running : IRunningDisplay
    {
        public IReadOnlyList<string> Arguments { get; } = ["-display", "sdl,gl=on"];

        public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
        {
            ["SDL_VIDEODRIVER"] = "offscreen",
            ["DISPLAY"] = null,
        };

        public IScanoutObserver? OpenObserver() => null;

        public void Dispose()
        {
        }
    }
}
