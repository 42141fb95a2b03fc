namespace Harness.Qemu.Guest;

/// <summary>Words for the guest kernel's command line.</summary>
public static class KernelWords
{
    /// <summary>What every guest of ours is given.</summary>
    public static IReadOnlyList<string> Default { get; } =
    [
        "console=ttyS0",

        // Time stamps tell the kernel's words from those of programs.
        "printk.time=1",

        // A panic is told, and then the machine resets at once, which ends QEMU (-no-reboot).
        "panic=-1",

        // No text console on the GPU: it would draw over what is under test, and costs time at every boot.
        "drm_kms_helper.fbdev_emulation=0",

        // A guest that is stuck is asked where: by the magic keys, and by an interrupt that it cannot mask, to which it answers with a panic.
        "sysrq_always_enabled",
        "unknown_nmi_panic",
    ];
}
