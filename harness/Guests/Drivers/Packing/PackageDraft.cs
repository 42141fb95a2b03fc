using System.Text;

namespace Harness.Guests.Drivers.Packing;

/// <summary>A manifest that is about to be written.</summary>
internal sealed record PackageDraft
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>What it was made of, a line each.</summary>
    public IReadOnlyList<string> Origin { get; init; } = [];

    /// <summary>The tree, as the manifest names it; null for none.</summary>
    public string? Tree { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>The kernel bundle, as the manifest names it; null for none.</summary>
    public string? Bundle { get; init; }

    /// <summary>Module files, as the manifest names them.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>The pattern for GL_VERSION; null for none.</summary>
    public string? VersionPattern { get; init; }

    private string Kind => Tree is null ? "kernel" : Bundle is null && Modules.Count == 0 ? "user-space" : "both";

    /// <summary>The manifest's text.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var line in Origin)
        {
            text.Append("# ").Append(line).Append('\n');
        }

        text.Append($"{(Origin.Count > 0 ? "\n" : string.Empty)}name = {Quoted(Name)}\nversion = {Quoted(Version)}\nguest = \"linux\"\nkind = \"{Kind}\"\n");
        if (Tree is not null)
        {
            text.Append($"\n[user-space]\ntree = {Quoted(Tree)}\n");
        }

        if (Environment.Count > 0)
        {
            text.Append("\n[environment]\n");
            foreach (var (name, value) in Environment)
            {
                text.Append($"{name} = {Quoted(value)}\n");
            }
        }

        if (Bundle is not null)
        {
            text.Append($"\n[kernel]\nbundle = {Quoted(Bundle)}\n");
        }

        foreach (var module in Modules)
        {
            text.Append($"\n[[module]]\nfile = {Quoted(module)}\n");
        }

        text.Append("\n# Kernel release and modules prove themselves: what the guest has loaded is compared with the packaged files.\n[proof]\nrenderer = \"^virgl\"\n");
        if (VersionPattern is not null)
        {
            text.Append($"version = {Quoted(VersionPattern)}\n");
        }

        return text.ToString();
    }

    /// <summary>A basic string of TOML.</summary>
    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
