using System.Runtime.InteropServices;
using System.Text;

namespace Harness.Virgl.Commands;

/// <summary>
/// Makes a shader of TGSI text, or sends a further piece of one whose text does not fit one command (PROTOCOL section 2.2, SHADER).
/// The text is parsed when its last piece arrives; the host's GL compiles it at the first draw.
/// </summary>
/// <param name="LengthOrOffset">First piece: bytes of the whole text with its NUL. Further piece: bit 31 and the bytes sent before.</param>
/// <param name="TokenCount">Room for TGSI tokens on the host; too many are free, too few are an error.</param>
/// <param name="StreamOutput">What the shader writes out; empty for further pieces and compute shaders.</param>
/// <param name="TextWords">The piece: four characters a dword, the last dword of the text holding at least one NUL.</param>
public readonly record struct CreateShader(
    uint Handle, ShaderStage Stage, uint LengthOrOffset, uint TokenCount, StreamOutput StreamOutput, EquatableArray<uint> TextWords)
    : IVirglCommand<CreateShader>
{
    private const uint Continues = 0x8000_0000;
    private const int FixedWords = 5;

    public CommandId Id => CommandId.CreateObject;

    /// <summary>Bytes of shared memory that a compute shader asks for.</summary>
    public uint LocalMemory { get; init; }

    public bool IsContinuation => (LengthOrOffset & Continues) != 0;

    /// <summary>The piece as text, up to its NUL; what is behind it means nothing (Mesa leaves old bytes there).</summary>
    public string Text => PaddedText.Read(TextWords);

    /// <summary>The same shader with another text, in one piece.</summary>
    public CreateShader WithText(string text)
    {
        ThrowUnlessPlain(text);
        var words = new uint[WordsOf(text)];
        Copy(text, 0, words);
        return this with { LengthOrOffset = (uint)text.Length + 1, TextWords = words, TokenCount = Math.Max(TokenCount, Tokens(text)) };
    }

    public static CreateShader Decode(ref WordReader words)
    {
        var handle = words.UInt();
        var stage = (ShaderStage)words.UInt();
        var lengthOrOffset = words.UInt();
        var tokens = words.UInt();
        var outputs = words.UInt();
        var streamOutput = default(StreamOutput);
        if (stage != ShaderStage.Compute && outputs != 0)
        {
            streamOutput = new StreamOutput(words.UInt(), words.UInt(), words.UInt(), words.UInt(), default)
            {
                Outputs = words.Many<StreamOutputDeclaration>(outputs > CommandStream.MaxPayload ? -1 : (int)outputs),
            };
        }

        return new CreateShader(handle, stage, lengthOrOffset, tokens, streamOutput, words.Rest())
        {
            LocalMemory = stage == ShaderStage.Compute ? outputs : 0,
        };
    }

    /// <summary>Writes a shader, in as many commands as its text needs.</summary>
    /// <param name="text">TGSI text, ASCII, LF only, without NUL.</param>
    /// <param name="tokens">TGSI tokens; 0 takes a safe number from the text's length.</param>
    /// <param name="localMemory">For compute shaders.</param>
    /// <param name="maxTextWords">Text dwords per command at most; smaller than needed only to provoke further pieces.</param>
    public static void Write(
        CommandStream stream, uint handle, ShaderStage stage, ReadOnlySpan<char> text, in StreamOutput streamOutput = default,
        uint tokens = 0, uint localMemory = 0, int maxTextWords = CommandStream.MaxPayload)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTextWords, 1);
        ThrowUnlessPlain(text);
        var outputs = streamOutput.Outputs.Span;
        var extraWords = outputs.IsEmpty ? 0 : 4 + (outputs.Length * StreamOutputDeclaration.WordCount);
        var left = WordsOf(text);
        tokens = tokens == 0 ? Tokens(text) : tokens;
        for (var offset = 0; left > 0;)
        {
            var count = Math.Min(Math.Min(left, maxTextWords), CommandStream.MaxPayload - FixedWords - extraWords);
            var words = stream.Begin(CommandId.CreateObject, FixedWords + extraWords + count, (uint)ObjectType.Shader);
            words[0] = handle;
            words[1] = (uint)stage;
            words[2] = offset == 0 ? (uint)text.Length + 1 : Continues | (uint)offset * sizeof(uint);
            words[3] = tokens;
            words[4] = stage == ShaderStage.Compute ? localMemory : offset == 0 ? (uint)outputs.Length : 0;
            WriteOutputs(streamOutput, words.Slice(FixedWords, extraWords));
            Copy(text, offset * sizeof(uint), words[(FixedWords + extraWords)..]);
            extraWords = 0;
            offset += count;
            left -= count;
        }
    }

    public void Encode(CommandStream stream)
    {
        var outputs = StreamOutput.Outputs.Span;
        var extraWords = outputs.IsEmpty ? 0 : 4 + (outputs.Length * StreamOutputDeclaration.WordCount);
        var words = stream.Begin(CommandId.CreateObject, FixedWords + extraWords + TextWords.Count, (uint)ObjectType.Shader);
        words[0] = Handle;
        words[1] = (uint)Stage;
        words[2] = LengthOrOffset;
        words[3] = TokenCount;
        words[4] = Stage == ShaderStage.Compute ? LocalMemory : (uint)outputs.Length;
        WriteOutputs(StreamOutput, words.Slice(FixedWords, extraWords));
        TextWords.Span.CopyTo(words[(FixedWords + extraWords)..]);
    }

    public void Describe(FieldWriter fields)
    {
        ObjectWords.Describe(fields, ObjectType.Shader, Handle);
        fields.Value("stage", Stage);
        if (IsContinuation)
        {
            fields.Value("continues_at", LengthOrOffset & ~Continues);
        }
        else
        {
            fields.Value("bytes", LengthOrOffset);
        }

        fields.Value("tokens", TokenCount);
        if (Stage == ShaderStage.Compute)
        {
            fields.Value("local_memory", LocalMemory);
        }

        if (StreamOutput.Outputs.Count > 0)
        {
            fields.List("so_strides", [StreamOutput.Stride0, StreamOutput.Stride1, StreamOutput.Stride2, StreamOutput.Stride3]);
            fields.List("so_outputs", StreamOutput.Outputs.Span);
        }

        fields.Block(Text);
    }

    /// <summary>Dwords of the text and its NUL.</summary>
    private static int WordsOf(ReadOnlySpan<char> text) => (text.Length + sizeof(uint)) / sizeof(uint);

    /// <summary>No token is written with less than one character.</summary>
    private static uint Tokens(ReadOnlySpan<char> text) => (uint)text.Length + 16;

    private static void WriteOutputs(in StreamOutput streamOutput, Span<uint> words)
    {
        if (words.IsEmpty)
        {
            return;
        }

        words[3] = streamOutput.Stride3;
        words[2] = streamOutput.Stride2;
        words[1] = streamOutput.Stride1;
        words[0] = streamOutput.Stride0;
        Sequences.Write(streamOutput.Outputs.Span, words[4..]);
    }

    private static void ThrowUnlessPlain(ReadOnlySpan<char> text)
    {
        if (!Ascii.IsValid(text) || text.Contains('\0'))
        {
            throw new ArgumentException("shader text is ASCII without NUL", nameof(text));
        }
    }

    private static void Copy(ReadOnlySpan<char> text, int start, Span<uint> words)
    {
        var bytes = MemoryMarshal.AsBytes(words);
        var piece = text[Math.Min(text.Length, start)..Math.Min(text.Length, start + bytes.Length)];
        Encoding.ASCII.GetBytes(piece, bytes);
        bytes[piece.Length..].Clear();
    }
}
