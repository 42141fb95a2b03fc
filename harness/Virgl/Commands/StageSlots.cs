namespace Harness.Virgl.Commands;

/// <summary>The commands that bind things to slots of a stage: stage, first slot, the things.</summary>
internal static class StageSlots
{
    public static void Write(CommandStream stream, CommandId id, ShaderStage stage, uint startSlot, ReadOnlySpan<uint> handles)
    {
        var words = stream.Begin(id, 2 + handles.Length);
        words[0] = (uint)stage;
        words[1] = startSlot;
        handles.CopyTo(words[2..]);
    }

    public static void Write<T>(CommandStream stream, CommandId id, ShaderStage stage, uint startSlot, ReadOnlySpan<T> parts)
        where T : struct, IWords<T>
    {
        var words = stream.Begin(id, 2 + (parts.Length * T.WordCount));
        words[0] = (uint)stage;
        words[1] = startSlot;
        Sequences.Write(parts, words[2..]);
    }
}
