using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Harness.Virgl;

namespace Harness.Tests.Virgl.Streams;

/// <summary>A committed stream: remarks, dwords, and the text they decode to. One file each in the folder Golden.</summary>
internal sealed record GoldenStream(string Name, string Remarks, uint[] Words, string Text)
{
    private const string WordsMark = "== dwords\n";
    private const string TextMark = "== text\n";

    public static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder(), "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order();

    public static GoldenStream Read(string name)
    {
        var file = File.ReadAllText(PathOf(name));
        var words = file.IndexOf(WordsMark, StringComparison.Ordinal);
        var text = file.IndexOf(TextMark, StringComparison.Ordinal);
        return new GoldenStream(
            name,
            file[..words],
            file[(words + WordsMark.Length)..text].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray(),
            file[(text + TextMark.Length)..]);
    }

    public static void Write(string name, string remarks, ReadOnlySpan<uint> words)
    {
        var file = new StringBuilder(remarks).Append(WordsMark);
        for (var i = 0; i < words.Length; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $"{words[i]:x8}").Append(i % 8 == 7 || i == words.Length - 1 ? '\n' : ' ');
        }

        File.WriteAllText(PathOf(name), file.Append(TextMark).Append(CommandText.Of(words)).ToString());
    }

    private static string PathOf(string name) => Path.Combine(Folder(), name + ".txt");

    private static string Folder([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "Golden");
}
