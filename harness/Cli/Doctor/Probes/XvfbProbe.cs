using Harness.Processes;

namespace Harness.Cli.Doctor.Probes;

/// <summary>The X server without a screen in which QEMU's window is watched; its framebuffer must be a file that can be mapped.</summary>
public sealed class XvfbProbe(HostCommands commands) : IProbe
{
    private const string Cost = "The lane `device` cannot run: there is nowhere to show, and to observe, the scanout.";

    public string Name => "Xvfb";

    public IReadOnlyList<string> NeededBy => [LaneNames.Device];

    public async Task<Reading> LookAsync(CancellationToken cancellation)
    {
        if (commands.Find("Xvfb") is not { } path)
        {
            return Reading.Missing("no Xvfb", Cost, "apt-get install --no-install-recommends xvfb; Fedora and openSUSE: xorg-x11-server-Xvfb; Arch: xorg-server-xvfb.");
        }

        var answer = await CommandAnswer.AskAsync(path, ["-help"], cancellation).ConfigureAwait(false);
        return HasMappedFramebuffer(answer.Output + answer.Errors)
            ? Reading.Ok($"{path}, framebuffer can be mapped")
            : Reading.Missing($"{path} does not know -fbdir", Cost, "Install the Xvfb of your distribution.");
    }

    internal static bool HasMappedFramebuffer(string help) => help.Contains("\n-fbdir ", StringComparison.Ordinal);
}
