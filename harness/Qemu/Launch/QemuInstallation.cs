using System.Text.RegularExpressions;
using Harness.Processes;
using Harness.Qemu.State;

namespace Harness.Qemu.Launch;

/// <summary>A QEMU on this machine and what it can do.</summary>
/// <param name="Binary">Full path.</param>
/// <param name="Version">As it prints it, like <c>7.2.22 (Debian 1:7.2+dfsg-7+deb12u18)</c>.</param>
/// <param name="HasSdl">Whether it has the SDL display.</param>
/// <param name="HasVirglDevice">Whether it has virtio-gpu-gl-pci.</param>
public sealed partial record QemuInstallation(string Binary, string Version, bool HasSdl, bool HasVirglDevice)
{
    private const string Program = "qemu-system-x86_64";
    private const string VirglDevice = "virtio-gpu-gl-pci";
    private static readonly TimeSpan AnswerAllowed = TimeSpan.FromSeconds(20);

    /// <summary>The path of QEMU: the one given, or that of the host stack in the folder given, else the one in PATH. Runs nothing.</summary>
    /// <exception cref="QemuUnavailableException">There is none.</exception>
    public static string Locate(string? path = null)
    {
        if (path is not null && Directory.Exists(path))
        {
            return HostStack.In(path)?.QemuCommand()
                ?? throw new QemuUnavailableException($"The folder '{path}' holds no host stack: no {Program}, and no libvirglrenderer.so.1.", "Name a folder that one was installed to.");
        }

        if (path is not null)
        {
            return ProgramPath.Find(path) ?? throw new QemuUnavailableException(
                File.Exists(path) ? $"'{path}' is not executable." : $"There is no program '{path}'.", $"Give the full path of a {Program}.");
        }

        return ProgramPath.Find(Program)
            ?? throw new QemuUnavailableException(
                $"{Program} is not installed.", "Install qemu-system-x86 and qemu-system-gui, or give the path of another QEMU.");
    }

    /// <summary>Asks a QEMU what it is; takes a few tenths of a second.</summary>
    /// <exception cref="QemuUnavailableException">There is none, it does not run, or it is no QEMU.</exception>
    public static QemuInstallation Inspect(string? path = null)
    {
        var binary = Locate(path);
        var version = VersionLine().Match(Ask(binary, "--version"));
        if (!version.Success)
        {
            throw new QemuUnavailableException($"'{binary}' does not say a QEMU version.", $"Give the path of a {Program}.");
        }

        var displays = Ask(binary, "-display", "help").Split('\n', StringSplitOptions.TrimEntries);
        var devices = Ask(binary, "-device", "help");
        return new QemuInstallation(
            binary, version.Groups["version"].Value, displays.Contains("sdl"), devices.Contains($"\"{VirglDevice}\"", StringComparison.Ordinal));
    }

    /// <summary>Throws when the device lane cannot run on this QEMU.</summary>
    public QemuInstallation RequireVirgl()
    {
        if (!HasVirglDevice)
        {
            throw new QemuUnavailableException(
                $"{Binary} ({Version}) has no {VirglDevice}.",
                "Use a QEMU built with virglrenderer; on Debian 13 install qemu-system-modules-opengl.");
        }

        return HasSdl ? this : throw new QemuUnavailableException($"{Binary} ({Version}) has no SDL display.", "Install qemu-system-gui.");
    }

    private static string Ask(string binary, params string[] arguments)
    {
        using var folder = StateFolder.Create(1 << 20);
        var (output, errors) = (folder.FileAt("stdout"), folder.FileAt("stderr"));
        using var process = TetheredProcess.Start(new TetheredCommand(binary, arguments, errors) { OutputFile = output, DirectoryToRemove = folder.Path });
        if (process.WaitForExit(AnswerAllowed) is not { } exit)
        {
            throw new QemuUnavailableException(
                $"'{binary} {string.Join(' ', arguments)}' did not end within {AnswerAllowed.TotalSeconds} s.", "Is it a QEMU?");
        }

        return exit.Code == 0
            ? File.ReadAllText(output)
            : throw new QemuUnavailableException(
                $"'{binary} {string.Join(' ', arguments)}' {exit}: {File.ReadAllText(errors).Trim()}",
                "Is it a QEMU, and are its libraries installed?");
    }

    [GeneratedRegex(@"QEMU emulator version (?<version>.*)")]
    private static partial Regex VersionLine();
}
