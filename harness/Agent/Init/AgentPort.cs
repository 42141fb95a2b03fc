namespace Harness.Agent.Init;

/// <summary>The virtio-serial port that leads to the harness.</summary>
internal static class AgentPort
{
    private const string Name = "harness.agent";
    private const string Ports = "/sys/class/virtio-ports";

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">The machine has no such port.</exception>
    public static FileStream Open()
    {
        foreach (var port in Directory.Exists(Ports) ? Directory.GetDirectories(Ports) : [])
        {
            var name = Path.Combine(port, "name");
            if (File.Exists(name) && File.ReadAllText(name).Trim() == Name)
            {
                return new FileStream(Path.Combine("/dev", Path.GetFileName(port)), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            }
        }

        throw new IOException($"The machine has no virtio-serial port named {Name}.");
    }
}
