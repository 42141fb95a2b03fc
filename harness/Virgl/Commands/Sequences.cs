namespace Harness.Virgl.Commands;

/// <summary>Writes lists of equal parts one behind the other.</summary>
internal static class Sequences
{
    public static void Write<T>(ReadOnlySpan<T> parts, Span<uint> words) where T : struct, IWords<T>
    {
        foreach (ref readonly var part in parts)
        {
            part.Write(words[..T.WordCount]);
            words = words[T.WordCount..];
        }
    }
}
