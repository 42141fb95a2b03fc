using Harness.Processes;
using Harness.Qemu.Guest.Console;

namespace Harness.Qemu.Guest;

/// <summary>How far a guest's machine has come.</summary>
public enum GuestPhase
{
    /// <summary>QEMU runs; the owner has not said yet that the guest is ready.</summary>
    Booting,

    /// <summary>The guest works.</summary>
    Ready,

    /// <summary>The end is wanted.</summary>
    Stopping,
}

/// <summary>What made the watch look closer.</summary>
public enum GuestSymptom
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The owner cancelled.</summary>
    Cancelled,

    /// <summary>QEMU has ended.</summary>
    Exited,

    /// <summary>QEMU is about to end, as the guest asked.</summary>
    ShutDown,

    /// <summary>The guest's kernel gave up.</summary>
    Panicked,

    /// <summary>QEMU does not execute the guest.</summary>
    Paused,

    /// <summary>A file could not grow.</summary>
    NoSpace,

    /// <summary>The console stayed empty.</summary>
    NoFirstByte,

    /// <summary>The guest did not become ready.</summary>
    NotReady,

    /// <summary>The guest gives no sign of progress.</summary>
    NoProgress,

    /// <summary>The agent closed its port.</summary>
    AgentLeft,

    /// <summary>The owner reports something wrong.</summary>
    Reported,

    /// <summary>The owner reports that something in the guest does not get on.</summary>
    Stuck,
}

/// <summary>A way in which the harness ends QEMU.</summary>
/// <param name="How">For messages: <c>by its monitor</c>.</param>
/// <param name="Signal">The signal it sends; null when it asks otherwise.</param>
public sealed record GuestEnding(string How, int? Signal = null)
{
    /// <summary>Whether QEMU ended so and not in another way just then.</summary>
    public bool Explains(ProcessExit exit) => exit.Code == 0 || (exit.Signal is { } signal && signal == Signal);
}

/// <summary>All that a class is decided by.</summary>
public sealed record GuestFacts
{
    /// <summary>How far the machine had come.</summary>
    public GuestPhase Phase { get; init; }

    /// <summary>What made the watch look closer.</summary>
    public GuestSymptom Symptom { get; init; }

    /// <summary>The owner's words when it reported something wrong.</summary>
    public string Report { get; init; } = string.Empty;

    /// <summary>How QEMU ended; null while it runs.</summary>
    public ProcessExit? Exit { get; init; }

    /// <summary>How the harness ended QEMU, or tried to last; null when it did not.</summary>
    public GuestEnding? Ending { get; init; }

    /// <summary>Whether the host's kernel killed something for want of memory in the meantime.</summary>
    public bool HostKilledForMemory { get; init; }

    /// <summary>What QEMU printed last on standard error.</summary>
    public string QemuWords { get; init; } = string.Empty;

    /// <summary>Bytes on the console.</summary>
    public long ConsoleBytes { get; init; }

    /// <summary>Whether a kernel has spoken.</summary>
    public bool SawKernel { get; init; }

    /// <summary>What is wrong by the console, oldest first.</summary>
    public IReadOnlyList<ConsoleFinding> Findings { get; init; } = [];

    /// <summary>Whether the panic device was told of a panic.</summary>
    public bool PanicDevice { get; init; }

    /// <summary>The reason of QEMU's SHUTDOWN event, like <c>guest-reset</c>; null when there was none.</summary>
    public string? ShutdownReason { get; init; }

    /// <summary>QEMU's run state, like <c>running</c>; null when the monitor did not say.</summary>
    public string? RunState { get; init; }

    /// <summary>What the kernel of the host says of QEMU's process, like <c>stopped</c>; null when it is gone.</summary>
    public string? ProcessState { get; init; }

    /// <summary>Which file could not grow; null when all could.</summary>
    public string? NoSpace { get; init; }

    /// <summary>Whether the guest wrote to its console although it got nothing done, or answered when it was poked.</summary>
    public bool SpokeLately { get; init; }

    /// <summary>The deadline that passed, of symptoms that are one.</summary>
    public TimeSpan Limit { get; init; }
}
