namespace Harness.Virgl;

/// <summary>How a <see cref="Box"/> lies in a stream: x, y, z, width, height, depth.</summary>
internal static class BoxWords
{
    public const int Count = 6;

    public static Box Read(ref WordReader words) => new(words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public static void Write(in Box box, Span<uint> words)
    {
        words[5] = box.Depth;
        words[4] = box.Height;
        words[3] = box.Width;
        words[2] = box.Z;
        words[1] = box.Y;
        words[0] = box.X;
    }
}
