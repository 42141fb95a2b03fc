using Harness.Qemu.Displays;
using Harness.Qemu.Launch;
using Harness.Qemu.State;

namespace Harness.Qemu.Guest;

/// <summary>How to bring up a <see cref="GuestMachine"/>.</summary>
public sealed record GuestMachineOptions
{
    /// <summary>QEMU, kernel, disks and device. Its accelerator is replaced by <see cref="Accelerator"/>.</summary>
    public required GuestCommandLine Command { get; init; }

    /// <summary>What executes the guest; null for the fastest that works here (<see cref="AcceleratorProbe"/>).</summary>
    public Accelerator? Accelerator { get; init; }

    /// <summary>The display.</summary>
    public IDisplay Display { get; init; } = new XvfbDisplay();

    /// <summary>The OpenGL behind the renderer.</summary>
    public GlHost Gl { get; init; } = GlHost.Discover();

    /// <summary>The longest waits; null for those of the accelerator.</summary>
    public GuestLimits? Limits { get; init; }

    /// <summary>Puts files into the machine's folder before QEMU starts, and completes the command line with them. They go with the machine.</summary>
    public Func<StateFolder, GuestCommandLine, GuestCommandLine>? Prepare { get; init; }

    /// <summary>Room that <see cref="Prepare"/>'s files and the logs may take up in the state folder.</summary>
    public long FolderBytes { get; init; } = 96L << 20;

    /// <summary>Where state folders live; null to choose.</summary>
    public string? StateRoot { get; init; }

    /// <summary>Ends the machine, or its start, with <see cref="GuestEndClass.Cancelled"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
