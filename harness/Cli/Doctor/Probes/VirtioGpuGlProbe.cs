using Harness.Processes;

namespace Harness.Cli.Doctor.Probes;

/// <summary>Whether this QEMU has the device that offers VirGL and a display that can feed it with GL; both may be packages of their own.</summary>
public sealed class VirtioGpuGlProbe(HostCommands commands, string qemu) : IProbe
{
    private const string Device = "virtio-gpu-gl-pci";
    private const string Remedy =
        "apt-get install --no-install-recommends qemu-system-gui (from QEMU 10 also qemu-system-modules-opengl); Fedora: qemu-device-display-virtio-gpu-pci-gl "
        + "qemu-ui-sdl qemu-ui-opengl; or a QEMU built with --enable-virglrenderer --enable-opengl --enable-sdl.";

    public string Name => Device;

    public IReadOnlyList<string> NeededBy => [LaneNames.Device];

    public async Task<Reading> LookAsync(CancellationToken cancellation)
    {
        const string Cost = "The lane `device` cannot run: QEMU has no VirGL to offer.";
        if (commands.Find(qemu) is not { } path)
        {
            return Reading.Missing($"no {qemu} to ask", Cost, "Install QEMU first.");
        }

        var devices = await CommandAnswer.AskAsync(path, ["-device", "help"], cancellation).ConfigureAwait(false);
        var displays = Displays((await CommandAnswer.AskAsync(path, ["-display", "help"], cancellation).ConfigureAwait(false)).Output);
        if (!HasDevice(devices.Output))
        {
            return Reading.Missing($"this QEMU has no {Device}", Cost, Remedy);
        }

        return displays.Contains("sdl") || displays.Contains("egl-headless")
            ? Reading.Ok($"device there, displays {string.Join(", ", displays.Where(display => display is "sdl" or "egl-headless" or "dbus" or "gtk"))}")
            : Reading.Missing("device there, but neither display sdl nor egl-headless", Cost, Remedy);
    }

    /// <summary>Whether the answer of `-device help` lists the device.</summary>
    internal static bool HasDevice(string devices) => devices.Contains($"name \"{Device}\"", StringComparison.Ordinal);

    /// <summary>The names in the answer of `-display help`: one a line after a heading.</summary>
    internal static IReadOnlySet<string> Displays(string answer) =>
        answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.Contains(' ', StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
}
