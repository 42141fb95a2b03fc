using Harness.Qemu.Launch;

namespace Harness.Qemu.Guest;

/// <summary>
/// A QEMU that boots a Linux kernel: virtio GPU, read-only virtio disks, one virtio-serial port for the agent, a serial console and a panic
/// device. Change it by <c>with</c>.
/// </summary>
public sealed record GuestCommandLine : MachineCommandLine
{
    /// <summary>The name of the agent's port, found in the guest under <c>/sys/class/virtio-ports</c>.</summary>
    public const string AgentPort = "harness.agent";

    internal const string AgentPortId = "agent0";

    /// <summary>
    /// A processor beside which another could be plugged in. Where none ever can, TCG leaves memory barriers out, although devices run beside it in threads of their
    /// own: about once in five hundred uploads the driver and the device both took the other to be awake, and an interrupt or a doorbell was lost.
    /// </summary>
    private const string LoneProcessor = "1,maxcpus=2";

    /// <summary>Guest RAM. Default 1 GiB, of which only touched pages exist.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Virtual processors. Default 1: under TCG a second one costs more than it brings to a guest that waits for its GPU.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>
    /// The processor's model; null for all that the accelerator offers. But an emulated one without ERMS: its fast byte copies go byte by byte under TCG, and
    /// kernel and C library choose wider ones where it is not there.
    /// </summary>
    public string? ProcessorModel { get; init; }

    /// <summary>Full path of the kernel: best an uncompressed vmlinux with a PVH note, which boots without a decompressor.</summary>
    public required string Kernel { get; init; }

    /// <summary>Full path of the initial file system; null for none.</summary>
    public string? Initrd { get; init; }

    /// <summary>Words of the kernel's command line. Default <see cref="KernelWords.Default"/>.</summary>
    public IReadOnlyList<string> KernelCommandLine { get; init; } = KernelWords.Default;

    /// <summary>Full paths of raw disk images, in the guest <c>vda</c>, <c>vdb</c>, ... All are read-only, so that many guests may share one.</summary>
    public IReadOnlyList<string> Disks { get; init; } = [];

    /// <summary>The arguments, in full.</summary>
    /// <param name="name">The guest's name, by which leftovers are recognised.</param>
    /// <param name="files">Where the sockets are.</param>
    /// <param name="display">The display's arguments.</param>
    public IReadOnlyList<string> Arguments(string name, GuestFiles files, IReadOnlyList<string> display) =>
    [
        .. Identity(name),
        "-accel", AcceleratorName,
        "-machine", "q35",
        "-cpu", ProcessorModel ?? (Accelerator == Accelerator.Tcg ? "max,-erms" : "max"),
        "-smp", Accelerator == Accelerator.Tcg && Processors == 1 ? LoneProcessor : $"{Processors}",
        "-m", $"{MemoryBytes >> 20}M",

        // A guest that panics goes on, so that its last words reach the console; one that reboots ends QEMU.
        "-no-reboot", "-action", "panic=none", "-device", "pvpanic",
        "-kernel", Kernel,
        .. Initrd is null ? (string[])[] : ["-initrd", Initrd],
        "-append", string.Join(' ', KernelCommandLine),
        .. Graphics,
        .. Disks.SelectMany(Disk),
        "-chardev", $"socket,id=console,path={Escaped(files.Console)}",
        "-serial", "chardev:console",
        "-chardev", $"socket,id=agent,path={Escaped(files.Agent)}",
        "-device", "virtio-serial-pci,id=ports,addr=05.0",
        "-device", $"virtserialport,bus=ports.0,chardev=agent,id={AgentPortId},name={AgentPort}",
        "-chardev", $"socket,id=monitor,path={Escaped(files.Monitor)}",
        "-mon", "chardev=monitor,mode=control",
        .. display,
        .. Extra,
    ];

    private static string[] Disk(string path, int index) =>
    [
        "-blockdev", $"driver=raw,node-name=disk{index},read-only=on,file.driver=file,file.filename={Escaped(path)}",
        "-device", $"virtio-blk-pci,drive=disk{index},addr={6 + index:x2}.0",
    ];

    /// <summary>Commas part the properties of an option.</summary>
    private static string Escaped(string path) => path.Replace(",", ",,", StringComparison.Ordinal);
}
