using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Runs.Records;

namespace Harness.Store;

/// <summary>
/// What a measurement depends on besides the driver under test: measurements of different environments do not compare. A part of the fingerprint: what varies by
/// itself (load, free memory) and what is or may be under test (driver, kernel of the guest, seed, the harness' own version) is left out.
/// </summary>
internal sealed record RunEnvironment
{
    public required string Kernel { get; init; }

    public required string System { get; init; }

    public required string Cpu { get; init; }

    public required int Cores { get; init; }

    public required int Jobs { get; init; }

    public string? GlRenderer { get; init; }

    public string? Qemu { get; init; }

    public string? Virglrenderer { get; init; }

    public string? Accelerator { get; init; }

    public string? Display { get; init; }

    public string? ShaderCache { get; init; }

    public string? Image { get; init; }

    /// <summary>That of each lane, by name, and that of the host alone by an empty name.</summary>
    public static IEnumerable<(string Lane, string Id, string Document)> Of(FingerprintDocument fingerprint)
    {
        var host = new RunEnvironment
        {
            Kernel = fingerprint.Host.Kernel,
            System = fingerprint.Host.System,
            Cpu = fingerprint.Host.Cpu,
            Cores = fingerprint.Host.Cores,
            Jobs = fingerprint.Jobs,
        };
        return fingerprint.Lanes.Select(lane => (lane.Key, Environment: host with
        {
            GlRenderer = lane.Value.GlRenderer,
            Qemu = lane.Value.Qemu?.Version,
            Virglrenderer = lane.Value.Virglrenderer.Version,
            Accelerator = lane.Value.Accelerator,
            Display = lane.Value.Display,
            ShaderCache = lane.Value.ShaderCache,
            Image = lane.Value.Facts?.GetValueOrDefault("image"),
        })).Prepend((string.Empty, host)).Select(named => Written(named.Item1, named.Item2));

        static (string Lane, string Id, string Document) Written(string lane, RunEnvironment environment)
        {
            var document = JsonSerializer.SerializeToUtf8Bytes(environment, StoreJson.Default.RunEnvironment);
            return (lane, Convert.ToHexStringLower(SHA256.HashData(document))[..16], global::System.Text.Encoding.UTF8.GetString(document));
        }
    }
}

/// <summary>What of a cell is not there for one that passed.</summary>
internal sealed record CellDetail(string? Message, string? Failure, string? Reason, IReadOnlyList<string>? Artifacts)
{
    public static string? Of(CellDocument cell) => cell is { Message: null, Failure: null, Reason: null, Artifacts: null }
        ? null
        : JsonSerializer.Serialize(new CellDetail(cell.Message, cell.Failure, cell.Reason, cell.Artifacts), StoreJson.Default.CellDetail);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunEnvironment))]
[JsonSerializable(typeof(CellDetail))]
[JsonSerializable(typeof(IReadOnlyList<double>))]
internal sealed partial class StoreJson : JsonSerializerContext;
