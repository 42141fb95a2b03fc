using System.Globalization;
using Harness.Processes;
using Harness.Qemu.Displays.X11;
using Harness.Qemu.Launch;
using Harness.Qemu.Scanout;
using Harness.Qemu.State;

namespace Harness.Qemu.Displays;

/// <summary>A private X server in memory; QEMU's window on it is read from the mapped framebuffer.</summary>
public sealed class XvfbDisplay : IDisplay
{
    private static readonly TimeSpan StartAllowed = TimeSpan.FromSeconds(10);

    // QEMU's window is made with this size, in the middle of the screen, and keeps its top left corner from then on.
    private const int FirstWidth = 640;
    private const int FirstHeight = 480;

    /// <summary>Width of the largest scanout that has to be seen.</summary>
    public int LargestWidth { get; init; } = 1280;

    /// <summary>Height of the largest scanout that has to be seen, nonce strips included.</summary>
    public int LargestHeight { get; init; } = 1032;

    /// <summary>Full path of Xvfb; null to look in PATH.</summary>
    public string? Server { get; init; }

    /// <inheritdoc/>
    public string Name => "xvfb";

    /// <inheritdoc/>
    public IRunningDisplay Start(StateFolder folder)
    {
        var server = Server ?? ProgramPath.Find("Xvfb")
            ?? throw new QemuUnavailableException(
                "Xvfb is not installed, so the scanout cannot be observed.", "Install the package xvfb, or observe readback only.");
        var errors = folder.FileAt("xvfb.stderr");
        var width = int.Max(LargestWidth, (2 * LargestWidth) - FirstWidth);
        var height = int.Max(LargestHeight, (2 * LargestHeight) - FirstHeight);
        var process = TetheredProcess.Start(new TetheredCommand(
            server,
            ["-displayfd", "1", "-fbdir", folder.Path, "-screen", "0", $"{width}x{height}x24", "-nolisten", "tcp", "-noreset", "-ac", "-s", "0"],
            errors)
        {
            EndsGently = true,
            DirectoryToRemove = folder.Path,
        });
        folder.Note(process);
        try
        {
            // The server picks a free number itself and says it when it listens: no race with other servers.
            var number = process.ReadLine(StartAllowed);
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var display))
            {
                throw new QemuUnavailableException(
                    $"Xvfb did not start: {File.ReadAllText(errors).Trim()}", "Try the command by hand; is /tmp/.X11-unix writable?");
            }

            folder.NoteDisplay(display, process.Id);
            return new Running(process, folder, display);
        }
        catch (TimeoutException e)
        {
            process.Dispose();
            throw new QemuUnavailableException($"Xvfb said nothing within {StartAllowed.TotalSeconds} s.", "Is the machine overloaded?", e);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    private sealed class Running(TetheredProcess process, StateFolder folder, int display) : IRunningDisplay
    {
        public IReadOnlyList<string> Arguments { get; } = ["-display", "sdl,gl=on"];

        public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
        {
            ["DISPLAY"] = $":{display}",
            ["SDL_VIDEODRIVER"] = "x11",
            ["XAUTHORITY"] = null,

            // GLX asks the X server at every change of context, of which each command of the device makes two: 56 us per empty command,
            // against 15 us with EGL.
            ["SDL_VIDEO_X11_FORCE_EGL"] = "1",
        };

        public IScanoutObserver? OpenObserver()
            => new XwdScanoutObserver(XwdFramebuffer.Map(folder.FileAt("Xvfb_screen0")), new XvfbCursor(display));

        public void Dispose()
        {
            process.Dispose();
            StateReaper.ReleaseDisplays(folder.Path);
        }
    }
}
