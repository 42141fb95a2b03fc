using System.Diagnostics;

namespace Harness.Agent.Init;

/// <summary>The virtio-serial port that leads to the harness.</summary>
internal static class AgentPort
{
    private const string Name = "harness.agent";
    private const string Ports = "/sys/class/virtio-ports";

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(30);

    /// <summary>Opens it, as soon as it is there: the device tells its driver of ports after the driver has been loaded.</summary>
    /// <param name="events">Opened before the driver was loaded.</param>
    /// <exception cref="IOException">The machine has no such port.</exception>
    public static FileStream Open(DeviceEvents events)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < Allowed)
        {
            if (Find() is { } device)
            {
                return new FileStream(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            }

            events.WaitForNext(Allowed - elapsed);
        }

        throw new IOException($"The machine has no virtio-serial port named {Name}, or it did not come within {Allowed.TotalSeconds} s.");
    }

    private static string? Find()
    {
        foreach (var port in Directory.Exists(Ports) ? Directory.GetDirectories(Ports) : [])
        {
            var name = Path.Combine(port, "name");
            if (File.Exists(name) && File.ReadAllText(name).Trim() == Name)
            {
                return Path.Combine("/dev", Path.GetFileName(port));
            }
        }

        return null;
    }
}
