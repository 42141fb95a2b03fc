namespace Harness.Guests.Toml;

/// <summary>A recipe or manifest is not as it must be.</summary>
/// <param name="file">The file.</param>
/// <param name="line">Its line, from 1.</param>
/// <param name="sentence">What is wrong, and what is allowed.</param>
public sealed class TomlException(string file, int line, string sentence) : FormatException($"{file}:{line}: {sentence}.")
{
    public string File { get; } = file;

    public int Line { get; } = line;
}
