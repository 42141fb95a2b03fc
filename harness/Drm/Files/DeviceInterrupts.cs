namespace Harness.Drm.Files;

/// <summary>How often a virtio device has interrupted its guest, as the kernel counts; changes of its configuration aside.</summary>
/// <param name="device">Its name on the virtio bus, <c>virtio0</c>.</param>
public sealed class DeviceInterrupts(string device)
{
    private const string Counts = "/proc/interrupts";

    /// <summary>Those of the device behind a node of DRM; null where the kernel does not show them.</summary>
    public static DeviceInterrupts? Of(string node)
    {
        try
        {
            // The node's device is what the virtio device is plugged into, or, with older kernels, that itself.
            var device = new DirectoryInfo($"/sys/class/drm/{Path.GetFileName(node)}/device");
            var name = device.EnumerateDirectories("virtio*").Select(inner => inner.Name).Append(Path.GetFileName(device.LinkTarget) ?? string.Empty).FirstOrDefault(IsVirtio);
            return name is not null && File.Exists(Counts) ? new DeviceInterrupts(name) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Interrupts so far, over all processors.</summary>
    public long Read() => Count(File.ReadAllText(Counts), device);

    /// <summary>Adds the lines up that are a device's: <c>25:  1042  0  PCI-MSIX-0000:00:04.0  1-edge  virtio0-control</c>.</summary>
    internal static long Count(string interrupts, string device)
    {
        var sum = 0L;
        foreach (var line in interrupts.Split('\n'))
        {
            var words = line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            if (words.Skip(1).Any(word => word == device || (word.StartsWith($"{device}-", StringComparison.Ordinal) && word != $"{device}-config")))
            {
                sum += words.Skip(1).TakeWhile(word => long.TryParse(word, out _)).Sum(long.Parse);
            }
        }

        return sum;
    }

    private static bool IsVirtio(string name) => name.StartsWith("virtio", StringComparison.Ordinal) && char.IsAsciiDigit(name[^1]);
}
