namespace Harness.Guests.Kernels;

/// <summary>The modules that a guest needs of its kernel, without what those depend on in turn.</summary>
public sealed record ModuleChoice
{
    /// <summary>For the disk, the console and the host. Default: virtio's transport, console and disk, ext4, overlayfs.</summary>
    public IReadOnlyList<string> Boot { get; init; } = ["virtio_pci", "virtio_console", "virtio_blk", "ext4", "overlay"];

    /// <summary>For the GPU. Default: virtio-gpu's driver.</summary>
    public IReadOnlyList<string> Gpu { get; init; } = ["virtio_gpu"];
}
