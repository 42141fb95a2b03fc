using System.Text.Json.Nodes;

namespace Harness.Qemu.Monitor;

/// <summary>Something that QEMU said unasked.</summary>
/// <param name="Name">Its name, like <c>SHUTDOWN</c>.</param>
/// <param name="Data">What comes with it; empty when nothing does.</param>
public sealed record QmpEvent(string Name, JsonObject Data)
{
    /// <summary>A field of the data as text; null when it is not there.</summary>
    public string? Text(string field) => Data[field]?.ToString();

    /// <summary>Whether a field of the data is there and true.</summary>
    public bool Is(string field) => Data[field] is JsonValue value && value.TryGetValue(out bool set) && set;

    public override string ToString() => Data.Count == 0 ? Name : $"{Name} {Data.ToJsonString()}";
}
