using Harness.Qemu.Displays;
using Harness.Qemu.Guest;
using Harness.Qemu.Launch;

namespace Harness.Guests;

/// <summary>What a guest is made of.</summary>
public sealed record GuestSetup
{
    /// <summary>Full path of QEMU.</summary>
    public required string Qemu { get; init; }

    /// <summary>Full path of the kernel, an uncompressed vmlinux.</summary>
    public required string Kernel { get; init; }

    /// <summary>Writes the initial file system, with the agent as its first process, to the path it is given.</summary>
    public required Action<string> WriteInitramfs { get; init; }

    /// <summary>Full paths of the read-only disks: the image's root first, then the driver package's where there is one.</summary>
    public required IReadOnlyList<string> Disks { get; init; }

    /// <summary>The display.</summary>
    public required IDisplay Display { get; init; }

    /// <summary>The OpenGL behind the renderer.</summary>
    public required GlHost Gl { get; init; }

    /// <summary>The longest waits; null for those of the accelerator.</summary>
    public GuestLimits? Limits { get; init; }

    /// <summary>Further arguments of QEMU, as they stand.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>The machine of the guest.</summary>
    public GuestMachineOptions Machine(CancellationToken cancellation = default) => new()
    {
        Command = new GuestCommandLine { Binary = Qemu, Kernel = Kernel, Disks = Disks, Extra = Extra },
        Display = Display,
        Gl = Gl,
        Limits = Limits,
        Prepare = (folder, command) =>
        {
            var initramfs = folder.FileAt("initramfs");
            WriteInitramfs(initramfs);
            return command with { Initrd = initramfs };
        },
        Cancellation = cancellation,
    };
}
