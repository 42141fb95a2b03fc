namespace Harness.Cli.Walkthrough;

/// <summary>
/// Offsets in the common configuration of virtio over PCI, and the names the specification gives them (virtio 1.2 section 4.1.4.3).
/// </summary>
internal static class CommonRegisters
{
    public const ulong DeviceStatus = 0x14;
    public const ulong QueueSelect = 0x16;
    public const ulong QueueSize = 0x18;
    public const ulong QueueNotifyOffset = 0x1e;
    public const ulong QueueDescriptors = 0x20;
    public const ulong QueueDriver = 0x28;
    public const ulong QueueDevice = 0x30;

    private static readonly Dictionary<ulong, string> Names = new()
    {
        [0x00] = "device_feature_select",
        [0x04] = "device_feature",
        [0x08] = "driver_feature_select",
        [0x0c] = "driver_feature",
        [DeviceStatus] = "device_status",
        [QueueSelect] = "queue_select",
        [QueueSize] = "queue_size",
        [0x1c] = "queue_enable",
        [QueueNotifyOffset] = "queue_notify_off",
        [QueueDescriptors] = "queue_desc (low)",
        [QueueDescriptors + 4] = "queue_desc (high)",
        [QueueDriver] = "queue_driver (low)",
        [QueueDriver + 4] = "queue_driver (high)",
        [QueueDevice] = "queue_device (low)",
        [QueueDevice + 4] = "queue_device (high)",
    };

    /// <summary>The register's name; null where none that this driver touches lies.</summary>
    public static string? NameOf(ulong offset) => Names.GetValueOrDefault(offset);
}
