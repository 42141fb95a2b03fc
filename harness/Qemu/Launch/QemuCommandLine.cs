namespace Harness.Qemu.Launch;

/// <summary>
/// A QEMU without a guest: one virtio GPU, RAM in a file, register access over a socket (PROTOCOL section 6.2). Change it by <c>with</c>.
/// </summary>
public sealed record QemuCommandLine : MachineCommandLine
{
    /// <summary>
    /// Guest RAM; at most 2 GiB, so that file offset is guest-physical address. Default 512 MiB, of which only touched pages exist.
    /// </summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>The arguments, in full.</summary>
    /// <param name="name">The guest's name, by which leftovers are recognised.</param>
    /// <param name="files">Where firmware, RAM and sockets are.</param>
    /// <param name="display">The display's arguments.</param>
    public IReadOnlyList<string> Arguments(string name, MachineFiles files, IReadOnlyList<string> display)
        =>
        [
            .. Identity(name),
            "-accel", AcceleratorName,
            "-machine", "q35,memory-backend=ram0",
            "-m", $"{MemoryBytes >> 20}M",
            "-object", $"memory-backend-file,id=ram0,size={MemoryBytes >> 20}M,mem-path={files.Ram},share=on",
            "-bios", files.Firmware,
            .. Graphics,
            .. display,
            "-qtest", $"unix:{files.Qtest}", "-qtest-log", "none",
            "-qmp", $"unix:{files.Qmp}",
            .. Extra,
        ];
}

/// <summary>Files of one machine. QEMU connects to the sockets; the harness listens.</summary>
public sealed record MachineFiles(string Firmware, string Ram, string Qtest, string Qmp, string Output, string Errors)
{
    /// <summary>The files of a machine in its state folder.</summary>
    public static MachineFiles In(State.StateFolder folder)
        => new(
            folder.FileAt("halt.bin"),
            folder.FileAt("ram"),
            folder.FileAt("qtest"),
            folder.FileAt("qmp"),
            folder.FileAt("stdout"),
            folder.FileAt("stderr"));
}
