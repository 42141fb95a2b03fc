namespace Harness.Qemu.Guest;

/// <summary>Words for the guest kernel's command line.</summary>
public static class KernelWords
{
    /// <summary>
    /// Parts of the kernel that are left out because each takes an emulated processor tens of milliseconds: names that a kernel does not have are passed over. What
    /// shows a driver's defects is not among them: memory that is cleared when it is given out and write protection stay as users have them.
    /// </summary>
    private static readonly string[] Unneeded =
    [
        // The files of /sys/kernel/tracing, thousands of them, for each module that is loaded as well; and which functions it may list.
        "trace_eval_init", "tracer_init_tracefs", "init_kprobe_trace", "ftrace_check_for_weak_functions", "ftrace_check_sync",

        // The first of these reads the kernel's description of all its types, for BPF programs (LoadableModule keeps modules from doing so).
        "cubictcp_register", "bpf_prog_test_run_init", "kfunc_init", "bpf_tcp_ca_kfunc_init", "bpf_rstat_kfunc_init", "bpf_key_sig_kfuncs_init",

        // Keys for signed modules, and tests of random numbers and key derivation.
        "load_system_certificate_list", "crypto_kdf108_init", "jent_mod_init",
    ];

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

        // The kernel's own test of its ciphers: a tenth of an emulated boot, and nothing here enciphers.
        "cryptomgr.notests=1",

        // Against attacks of the guest on itself, by detours around each indirect jump.
        "mitigations=off",

        // A kernel on one processor takes the lock prefixes out of its code, one after the other: a twentieth of an emulated boot. On several it would keep them.
        "noreplace-smp",

        // There is no network.
        "ipv6.disable=1",

        $"initcall_blacklist={string.Join(',', Unneeded)}",

        // A guest that is stuck is asked where: by the magic keys, and by an interrupt that it cannot mask, to which it answers with a panic.
        "sysrq_always_enabled",
        "unknown_nmi_panic",
    ];
}
