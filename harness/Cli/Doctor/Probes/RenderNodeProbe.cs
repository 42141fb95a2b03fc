namespace Harness.Cli.Doctor.Probes;

/// <summary>DRM render nodes: what a GPU driver offers to programs that want no display.</summary>
/// <param name="folder">/dev/dri.</param>
public sealed class RenderNodeProbe(string folder) : IProbe
{
    private const string Cost = "GL runs on the CPU, and QEMU's displays egl-headless, dbus and spice cannot be used; SDL in a private X server takes their place.";

    public string Name => "render node";

    public IReadOnlyList<string> NeededBy => [];

    public Task<Reading> LookAsync(CancellationToken cancellation) => Task.FromResult(Look());

    private Reading Look()
    {
        string[] nodes = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "renderD*").Order(StringComparer.Ordinal)] : [];
        if (nodes.Length == 0)
        {
            return Reading.Degraded($"none in {folder}", Cost, "None is needed. Where there is a GPU: load its kernel driver, or pass /dev/dri into the container.");
        }

        var closed = nodes.Where(node => !DeviceFile.CanOpen(node)).ToList();
        return closed.Count < nodes.Length
            ? Reading.Ok(string.Join(", ", nodes.Except(closed)))
            : Reading.Degraded($"{string.Join(", ", closed)} cannot be opened", Cost, "Add this user to the group that owns it (often `render`).");
    }
}

internal static class DeviceFile
{
    /// <summary>Whether this user may open the file for reading and writing.</summary>
    public static bool CanOpen(string path)
    {
        try
        {
            using var opened = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
