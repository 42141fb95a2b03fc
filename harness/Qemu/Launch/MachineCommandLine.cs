namespace Harness.Qemu.Launch;

/// <summary>What executes guest code.</summary>
public enum Accelerator
{
    Tcg,
    Kvm,
}

/// <summary>What the command lines of all our machines have: which QEMU, how much memory, and one virtio GPU with its display. Change it by
/// <c>with</c>.</summary>
public abstract record MachineCommandLine
{
    /// <summary>Full path of qemu-system-x86_64.</summary>
    public required string Binary { get; init; }

    /// <summary>What executes guest code. Default TCG, which works everywhere.</summary>
    public Accelerator Accelerator { get; init; } = Accelerator.Tcg;

    /// <summary>The device model.</summary>
    public string Device { get; init; } = "virtio-gpu-gl-pci";

    /// <summary>Width of the display mode that the device reports.</summary>
    public int Width { get; init; } = 1024;

    /// <summary>Height of the display mode that the device reports.</summary>
    public int Height { get; init; } = 768;

    /// <summary>Further properties of the device, <c>name=value</c>.</summary>
    public IReadOnlyList<string> DeviceProperties { get; init; } = [];

    /// <summary>Further arguments, as they stand.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>The name by which leftovers are recognised, and nothing that was not asked for.</summary>
    protected static IEnumerable<string> Identity(string name) => ["-name", $"guest={name}", "-no-user-config", "-nodefaults"];

    /// <summary>The value of <c>-accel</c>, without properties.</summary>
    protected string AcceleratorName => Accelerator == Accelerator.Kvm ? "kvm" : "tcg";

    /// <summary>The GPU, and no other graphics card.</summary>
    protected IEnumerable<string> Graphics
        => ["-vga", "none", "-device", string.Join(',', [Device, "id=gpu0", "addr=04.0", $"xres={Width}", $"yres={Height}", .. DeviceProperties])];
}
