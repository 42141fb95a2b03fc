namespace Harness.Qemu.Guest;

/// <summary>How a guest's machine ended.</summary>
public enum GuestEndClass
{
    /// <summary>As it was asked to.</summary>
    Stopped,

    /// <summary>The owner gave up.</summary>
    Cancelled,

    /// <summary>QEMU, or something it needs, is not there.</summary>
    QemuNotFound,

    /// <summary>This QEMU does not know an option, a device or a property.</summary>
    UnsupportedOption,

    /// <summary>QEMU ended by itself before the guest was ready, or later without the guest having asked for it.</summary>
    QemuExitedTooSoon,

    /// <summary>QEMU was ended by a signal that the harness did not send: a defect of QEMU or the renderer, perhaps a way out of the guest.</summary>
    QemuCrashed,

    /// <summary>QEMU has stopped the guest, after an error of its own or because somebody asked it to.</summary>
    QemuPaused,

    /// <summary>QEMU runs and does not answer.</summary>
    QemuHung,

    /// <summary>The host's kernel killed QEMU for want of memory, or there was not enough to begin with.</summary>
    HostOom,

    /// <summary>A file of the machine could not grow.</summary>
    DiskFull,

    /// <summary>No kernel spoke.</summary>
    BootFailed,

    /// <summary>The kernel spoke, and the agent did not in time.</summary>
    BootTimeout,

    /// <summary>The guest's kernel gave up.</summary>
    GuestPanic,

    /// <summary>The guest's kernel met a fault in itself, and the machine was of no use afterwards.</summary>
    GuestOops,

    /// <summary>The guest runs and gets nothing done.</summary>
    GuestHung,

    /// <summary>The guest runs, gets nothing done and says nothing, not even when it is poked.</summary>
    GuestSilent,

    /// <summary>The agent's connection broke, and the guest goes on without it.</summary>
    AgentLost,

    /// <summary>The guest switched itself off without having been asked to.</summary>
    UnexpectedPowerOff,

    /// <summary>The guest reset itself without having been asked to.</summary>
    UnexpectedReboot,
}
