using System.Text;
using System.Text.RegularExpressions;
using Harness.Imaging;

namespace Harness.Cli.Walkthrough;

/// <summary>
/// The page and its pictures. The words are in walkthrough.template.md, with names in double braces where something that was seen belongs;
/// a name that nothing was seen for, or something seen that the page does not show, is an error.
/// </summary>
internal sealed partial class WalkPage
{
    /// <summary>The page's file name.</summary>
    public const string FileName = "walkthrough.md";

    /// <summary>The folder of its pictures, beside it.</summary>
    public const string PictureFolder = "walkthrough";

    private const string Template = "walkthrough.template.md";

    private WalkPage(string text, IReadOnlyDictionary<string, byte[]> pictures, string stack) => (Text, Pictures, Stack) = (text, pictures, stack);

    /// <summary>Markdown.</summary>
    public string Text { get; }

    /// <summary>PNG files by file name.</summary>
    public IReadOnlyDictionary<string, byte[]> Pictures { get; }

    /// <summary>What it was recorded on. The same stack gives the same page, byte for byte.</summary>
    public string Stack { get; }

    /// <summary>Makes the page.</summary>
    public static WalkPage Of(WalkRecord record)
    {
        var blocks = WalkBlocks.Of(record);
        var pictures = record.Pictures.ToDictionary(p => $"{p.Key}.png", p => PngFile.Encode(p.Value));
        foreach (var (name, result) in record.Experiments)
        {
            pictures.Add($"{name}.png", PngFile.Encode(Thumbnail.Of(result.Frame)));
        }

        var text = Fill(ReadTemplate(), blocks);
        if (pictures.Keys.FirstOrDefault(name => !text.Contains($"{PictureFolder}/{name}", StringComparison.Ordinal)) is { } unseen)
        {
            throw new InvalidOperationException($"{Template} does not show the picture {unseen}.");
        }

        return new WalkPage(text, pictures, record.Stack);
    }

    /// <summary>Puts blocks in the place of their names.</summary>
    /// <exception cref="InvalidOperationException">A name has no block, or nothing of a subject is shown.</exception>
    internal static string Fill(string template, IReadOnlyDictionary<string, string> blocks)
    {
        var used = new HashSet<string>();
        var text = Name().Replace(template, match =>
        {
            var name = match.Groups["name"].Value;
            used.Add(SubjectOf(name));
            return blocks.TryGetValue(name, out var block)
                ? block.TrimEnd('\n')
                : throw new InvalidOperationException($"{Template} asks for {name}, which was not seen.");
        });
        return blocks.Keys.FirstOrDefault(name => !used.Contains(SubjectOf(name))) is { } left
            ? throw new InvalidOperationException($"{Template} shows nothing of {SubjectOf(left)}.")
            : text;
    }

    private static string SubjectOf(string name) => name[..name.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Writes page and pictures, and removes pictures that it no longer has.</summary>
    public void WriteTo(string folder)
    {
        var pictures = Path.Combine(folder, PictureFolder);
        Directory.CreateDirectory(pictures);
        foreach (var old in Directory.EnumerateFiles(pictures, "*.png").Where(file => !Pictures.ContainsKey(Path.GetFileName(file))))
        {
            File.Delete(old);
        }

        foreach (var (name, bytes) in Pictures)
        {
            File.WriteAllBytes(Path.Combine(pictures, name), bytes);
        }

        File.WriteAllText(Path.Combine(folder, FileName), Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string ReadTemplate()
    {
        using var stream = typeof(WalkPage).Assembly.GetManifestResourceStream(Template)
            ?? throw new InvalidOperationException($"{Template} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(?<name>[a-z0-9:-]+)\}\}")]
    private static partial Regex Name();
}
