using Harness.Processes;
using Harness.Qemu.State;

namespace Harness.Qemu.Launch;

/// <summary>What a probe found.</summary>
/// <param name="Accelerator">The fastest accelerator that really runs guests.</param>
/// <param name="Reason">Why KVM was or was not chosen, for people.</param>
public sealed record AcceleratorFinding(Accelerator Accelerator, string Reason);

/// <summary>Chooses an accelerator by running a guest on it. The finding is kept until the machine boots again or QEMU changes.</summary>
public static class AcceleratorProbe
{
    private static readonly TimeSpan GuestAllowed = TimeSpan.FromSeconds(3);

    /// <summary>KVM where the probe guest reached its end on it, else TCG.</summary>
    /// <param name="binary">Full path of QEMU.</param>
    /// <param name="cacheFolder">Where findings are kept; null for the user's cache folder.</param>
    public static AcceleratorFinding Choose(string binary, string? cacheFolder = null)
    {
        cacheFolder ??= UserCache.Folder;
        var file = Path.Combine(cacheFolder, "accelerator");
        var key = $"{BootId()} {binary} {File.GetLastWriteTimeUtc(binary).Ticks}";
        if (Read(file, key) is { } known)
        {
            return known;
        }

        var finding = Probe(binary);
        try
        {
            Directory.CreateDirectory(cacheFolder);
            File.WriteAllLines(file, [key, finding.Accelerator.ToString(), finding.Reason]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A finding that cannot be kept is found again next time.
        }

        return finding;
    }

    /// <summary>Runs the probe, whatever is known already.</summary>
    public static AcceleratorFinding Probe(string binary)
    {
        const string Device = "/dev/kvm";
        if (!File.Exists(Device))
        {
            return new AcceleratorFinding(Accelerator.Tcg, $"There is no {Device}.");
        }

        try
        {
            using var handle = File.OpenHandle(Device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new AcceleratorFinding(Accelerator.Tcg, $"{Device} cannot be opened: {e.Message}");
        }

        var (exit, words) = Run(binary, Accelerator.Kvm);
        if (exit is { Code: ProbeBios.ExpectedExit })
        {
            return new AcceleratorFinding(Accelerator.Kvm, "A probe guest ran to its end under KVM.");
        }

        var how = exit is { } end ? $"QEMU {end}" : $"it was not done within {GuestAllowed.TotalSeconds} s";
        return new AcceleratorFinding(Accelerator.Tcg, $"{Device} opens, but a probe guest did not run under KVM: {how}. {words}".TrimEnd());
    }

    /// <summary>Runs the probe guest and returns how QEMU ended (null: it did not) and the first line it printed.</summary>
    public static (ProcessExit? Exit, string Words) Run(string binary, Accelerator accelerator)
    {
        using var folder = StateFolder.Create(1 << 20);
        var bios = folder.FileAt("probe.bin");
        var errors = folder.FileAt("stderr");
        File.WriteAllBytes(bios, ProbeBios.Image());
        string[] arguments =
        [
            "-name", $"guest={folder.Name}", "-no-user-config", "-nodefaults", "-display", "none", "-no-reboot",
            "-accel", accelerator == Accelerator.Kvm ? "kvm" : "tcg", "-cpu", "max",
            "-machine", "q35", "-m", "16M", "-bios", bios,
            "-device", "isa-debug-exit,iobase=0xf4,iosize=0x01",
        ];
        using var process = TetheredProcess.Start(new TetheredCommand(binary, arguments, errors) { OutputFile = folder.FileAt("stdout"), DirectoryToRemove = folder.Path });
        folder.Note(process);
        var exit = process.WaitForExit(GuestAllowed);
        process.End();
        return (exit, File.ReadLines(errors).FirstOrDefault() ?? string.Empty);
    }

    private static string BootId()
    {
        const string Kernel = "/proc/sys/kernel/random/boot_id";
        return File.Exists(Kernel) ? File.ReadAllText(Kernel).Trim() : "unknown";
    }

    private static AcceleratorFinding? Read(string file, string key)
    {
        try
        {
            var lines = File.ReadAllLines(file);
            return lines.Length >= 3 && lines[0] == key && Enum.TryParse<Accelerator>(lines[1], out var accelerator)
                ? new AcceleratorFinding(accelerator, lines[2])
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
