using Harness.Qemu.Launch;

namespace Harness.Qemu.Guest;

/// <summary>
/// The longest waits for a guest, as they are under KVM; each is multiplied with <see cref="Slowdown"/>. Change it by <c>with</c>.
/// </summary>
public sealed record GuestLimits
{
    /// <summary>How much slower guests are than under KVM.</summary>
    public double Slowdown { get; init; } = 1;

    /// <summary>From the start of QEMU until its monitor answers.</summary>
    public TimeSpan Qemu { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From there to the first byte on the console.</summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>From there until the owner says that the guest is ready.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>From there until the GPU's driver has been loaded.</summary>
    public TimeSpan GpuDriver { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Between two signs of progress of a guest that is ready.</summary>
    public TimeSpan Progress { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long QEMU may not execute the guest, as when somebody stops it for a moment and lets it go on.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the console is read on after something went wrong, before it gets a name.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a console has to be silent to have said all.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>From the agent's power-off to the end of QEMU.</summary>
    public TimeSpan PowerOff { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From the power button to the end of QEMU.</summary>
    public TimeSpan PowerButton { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From <c>quit</c> to the end of QEMU.</summary>
    public TimeSpan Quit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From SIGTERM to the end of QEMU.</summary>
    public TimeSpan Terminate { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The limits for guests on an accelerator.</summary>
    public static GuestLimits For(Accelerator accelerator) => new() { Slowdown = accelerator == Accelerator.Kvm ? 1 : 5 };

    /// <summary>A limit, multiplied.</summary>
    public TimeSpan Scaled(TimeSpan limit) => limit * Slowdown;
}
