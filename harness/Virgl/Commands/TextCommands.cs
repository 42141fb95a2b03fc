using System.Runtime.InteropServices;
using System.Text;

namespace Harness.Virgl.Commands;

/// <summary>A remark for whoever traces the host's GL.</summary>
/// <param name="ByteCount">Bytes of the text.</param>
/// <param name="TextWords">The text, padded to whole dwords.</param>
public readonly record struct SendStringMarker(uint ByteCount, EquatableArray<uint> TextWords) : IVirglCommand<SendStringMarker>
{
    public CommandId Id => CommandId.SendStringMarker;

    public string Text => PaddedText.Read(TextWords);

    public static SendStringMarker Decode(ref WordReader words) => new(words.UInt(), words.Rest());

    public static void Write(CommandStream stream, ReadOnlySpan<char> text)
    {
        var words = stream.Begin(CommandId.SendStringMarker, 1 + PaddedText.WordsOf(text));
        words[0] = (uint)text.Length;
        PaddedText.Write(text, words[1..]);
    }

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.SendStringMarker, 1 + TextWords.Count);
        words[0] = ByteCount;
        TextWords.Span.CopyTo(words[1..]);
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("bytes", ByteCount);
        fields.Quoted("text", Text);
    }
}

/// <summary>Switches debug output of the renderer, by names as its environment variable takes them.</summary>
public readonly record struct SetDebugFlags(EquatableArray<uint> TextWords) : IVirglCommand<SetDebugFlags>
{
    public CommandId Id => CommandId.SetDebugFlags;

    public string Text => PaddedText.Read(TextWords);

    public static SetDebugFlags Decode(ref WordReader words) => new(words.Rest());

    /// <summary>Writes the flags; the renderer wants at least two dwords.</summary>
    public static void Write(CommandStream stream, ReadOnlySpan<char> flags)
    {
        var words = stream.Begin(CommandId.SetDebugFlags, Math.Max(2, PaddedText.WordsOf(flags)));
        PaddedText.Write(flags, words);
    }

    public void Encode(CommandStream stream) => TextWords.Span.CopyTo(stream.Begin(CommandId.SetDebugFlags, TextWords.Count));

    public void Describe(FieldWriter fields) => fields.Quoted("flags", Text);
}

/// <summary>ASCII text that ends with a NUL, padded to whole dwords.</summary>
internal static class PaddedText
{
    public static int WordsOf(ReadOnlySpan<char> text) => (text.Length + sizeof(uint)) / sizeof(uint);

    /// <summary>Up to the first NUL, or all.</summary>
    public static string Read(EquatableArray<uint> words)
    {
        var bytes = MemoryMarshal.AsBytes(words.Span);
        var end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
    }

    public static void Write(ReadOnlySpan<char> text, Span<uint> words)
    {
        var bytes = MemoryMarshal.AsBytes(words);
        bytes[Encoding.ASCII.GetBytes(text, bytes)..].Clear();
    }
}
