using Harness.Imaging;
using Harness.Processes;
using Harness.Qemu.Guest.Console;

namespace Harness.Qemu.Guest;

/// <summary>How a guest's machine ended, and all that is known of it. It outlives the machine and its folder.</summary>
public sealed record GuestEnd
{
    /// <summary>The class.</summary>
    public required GuestEndClass Class { get; init; }

    /// <summary>What happened, in a sentence or two.</summary>
    public required string Sentence { get; init; }

    /// <summary>The lines of the console that matter: about the worst finding, or the last ones.</summary>
    public string ConsoleExcerpt { get; init; } = string.Empty;

    /// <summary>All that the guest wrote to its console; very long ones without their middle.</summary>
    public string Console { get; init; } = string.Empty;

    /// <summary>What the console tells of things that are wrong, oldest first.</summary>
    public IReadOnlyList<ConsoleFinding> Findings { get; init; } = [];

    /// <summary>Program and arguments of QEMU; empty when it was not started.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];

    /// <summary>How QEMU ended; null when it had not, and the harness ended it afterwards.</summary>
    public ProcessExit? Exit { get; init; }

    /// <summary>What QEMU and the renderer printed last on standard error.</summary>
    public string QemuWords { get; init; } = string.Empty;

    /// <summary>What the monitor told unasked, oldest first.</summary>
    public IReadOnlyList<string> MonitorEvents { get; init; } = [];

    /// <summary>The registers of the virtual processors, of a guest that got stuck; empty otherwise.</summary>
    public string Registers { get; init; } = string.Empty;

    /// <summary>What the display showed, of a guest that got stuck; null otherwise and where it cannot be seen.</summary>
    public Frame? Screen { get; init; }

    /// <summary>How long after its start.</summary>
    public TimeSpan After { get; init; }

    /// <summary>What the deadlines were multiplied with.</summary>
    public double Slowdown { get; init; } = 1;

    /// <summary>The class and the sentence.</summary>
    public override string ToString() => $"{Class}: {Sentence}";
}

/// <summary>A guest's machine has ended, or did not come up; <see cref="End"/> says how.</summary>
public sealed class GuestEndedException(GuestEnd end, Exception? inner = null) : Exception(end.ToString(), inner)
{
    /// <summary>How it ended.</summary>
    public GuestEnd End { get; } = end;
}
