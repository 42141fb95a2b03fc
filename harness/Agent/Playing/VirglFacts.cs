using Harness.Virgl;

namespace Harness.Agent.Playing;

/// <summary>What a player of VirGL streams tells of what it plays on.</summary>
internal static class VirglFacts
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IVirglConnection connection) =>
    [
        new("connection", connection.Name),
        new("renderer", connection.Capset.Renderer),
        new("capset", connection.Capset.Id.ToString()),
        new("capsetVersion", connection.Capset.MaxVersion.ToString()),
    ];
}
