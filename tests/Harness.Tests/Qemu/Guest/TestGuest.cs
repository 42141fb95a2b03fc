using Harness.Processes;
using Harness.Qemu.Displays;
using Harness.Qemu.Guest;
using Harness.Qemu.Launch;
using NUnit.Framework;

namespace Harness.Tests.Qemu.Guest;

/// <summary>The guests the tests run: real QEMU, a kernel of a few bytes, and limits short enough for tests.</summary>
internal static class TestGuest
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.5);

    /// <summary>Limits for guests that start at once.</summary>
    public static GuestLimits Limits { get; } = new()
    {
        Slowdown = 2,
        FirstByte = TimeSpan.FromSeconds(5),
        Boot = TimeSpan.FromSeconds(6),
        Progress = Short,
        Pause = Short,
        Grace = Short,
        Quiet = TimeSpan.FromSeconds(0.1),
        PowerOff = Short,
        PowerButton = Short,
        Quit = TimeSpan.FromSeconds(1),
        Terminate = TimeSpan.FromSeconds(1),
    };

    /// <summary>A guest with a kernel, without a window system.</summary>
    public static GuestMachineOptions Options(string kernel) => new()
    {
        Command = new GuestCommandLine { Binary = QemuInstallation.Locate(), Kernel = kernel, MemoryBytes = 64 << 20 },
        Accelerator = Accelerator.Tcg,
        Display = new OffscreenDisplay(),
        Gl = TestDevice.Options.Gl,
        Limits = Limits,
    };

    /// <summary>Starts a kernel of a few bytes.</summary>
    public static GuestMachine Start(BareKernel kernel, Func<GuestMachineOptions, GuestMachineOptions>? change = null)
    {
        var options = Options(string.Empty) with
        {
            Prepare = (folder, command) => command with { Kernel = kernel.WriteTo(folder.FileAt("kernel")) },
        };
        return GuestMachine.Start(change?.Invoke(options) ?? options);
    }

    /// <summary>Waits until the guest has written a text to its console; whether it did within 10 s.</summary>
    public static bool WaitForConsole(this GuestMachine machine, string text)
        => machine.Console.Said(text).Wait(TimeSpan.FromSeconds(10));

    /// <summary>Asserts how a machine ends by itself, in which words, and that nothing of it is left once it is disposed.</summary>
    public static GuestEnd ExpectEnd(this GuestMachine machine, GuestEndClass expected, string words = "")
    {
        var traces = TracesOf(machine);
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(expected), end.ToString());
        Assert.That(end.Sentence, Does.Contain(words));
        machine.Dispose();
        Assert.That(traces.AreGone, Is.True);
        return end;
    }

    /// <summary>What there is of a machine outside of this process.</summary>
    public static Traces TracesOf(GuestMachine machine)
        => new(
            machine.StatePath,
            [.. LinesOf(machine, "processes").Select(line => ProcessIdentity.Parse(line)!.Value)],
            [.. LinesOf(machine, "displays").Select(line => line.Split(' ')).Select(words => (words[0], words[1]))]);

    private static string[] LinesOf(GuestMachine machine, string file) => Path.Combine(machine.StatePath, file) is var path && File.Exists(path) ? File.ReadAllLines(path) : [];
}

/// <summary>A machine's folder, its processes, and its X displays with the process of each.</summary>
internal sealed record Traces(string Folder, IReadOnlyList<ProcessIdentity> Processes, IReadOnlyList<(string Number, string Process)> Displays)
{
    /// <summary>Whether nothing of it is left, or soon is: the shells between owner and programs end a moment after the owner let go.</summary>
    public bool AreGone => TestDevice.Eventually(() => AreGoneNow, 2000);

    /// <summary>Whether nothing of it is left now.</summary>
    public bool AreGoneNow => !Directory.Exists(Folder) && !Processes.Any(process => process.IsAlive) && !Named() && !Displays.Any(IsThere)
        && !File.ReadAllText("/proc/net/unix").Contains(Folder, StringComparison.Ordinal);

    /// <summary>Whether the display's lock is there and still that process's: another may have taken the number.</summary>
    private static bool IsThere((string Number, string Process) display)
    {
        try
        {
            return File.ReadAllText($"/tmp/.X{display.Number}-lock").Trim() == display.Process;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Whether any process has the folder in its command line or works in it.</summary>
    private bool Named() => Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)).Any(path =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(path, "cmdline")).Contains(Folder, StringComparison.Ordinal)
                || File.ResolveLinkTarget(Path.Combine(path, "cwd"), false)?.FullName.StartsWith(Folder, StringComparison.Ordinal) == true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
