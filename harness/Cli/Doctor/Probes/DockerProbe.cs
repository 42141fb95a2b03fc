using System.Text.Json;
using Harness.Processes;

namespace Harness.Cli.Doctor.Probes;

/// <summary>Docker: the command, and an engine that answers it. Only host stacks in containers need it.</summary>
public sealed class DockerProbe(HostCommands commands) : IProbe
{
    private const string Cost = "Host stacks in containers (other versions of QEMU and virglrenderer) cannot be used; the host's own can.";

    public string Name => "Docker";

    public IReadOnlyList<string> NeededBy => [];

    public async Task<Reading> LookAsync(CancellationToken cancellation)
    {
        if (commands.Find("docker") is not { } path)
        {
            return Reading.Degraded("no docker command", Cost, "apt-get install docker.io, if you want them.");
        }

        return Read(await CommandAnswer.AskAsync(path, ["version", "--format", "{{json .}}"], cancellation).ConfigureAwait(false));
    }

    internal static Reading Read(CommandAnswer answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Output);
            var client = Version("Client") is { } version ? $"client {version}" : "a client without version";
            return Version("Server") is { } server
                ? Reading.Ok($"{client}, engine {server}")
                : Reading.Degraded($"{client}, no engine: {answer.LastWords}", Cost, "Start the engine (systemctl start docker), or set DOCKER_HOST; and see that this user may use it.");

            string? Version(string side) =>
                json.RootElement.TryGetProperty(side, out var part) && part.ValueKind == JsonValueKind.Object && part.TryGetProperty("Version", out var text)
                    ? text.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return Reading.Degraded($"the docker command does not say its version: {answer.LastWords}", Cost, "Install it again.");
        }
    }
}
