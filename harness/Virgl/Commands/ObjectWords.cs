namespace Harness.Virgl.Commands;

/// <summary>What all CREATE_OBJECT commands share: the handle in front of the state.</summary>
internal static class ObjectWords
{
    public static void Write<T>(CommandStream stream, ObjectType type, uint handle, in T state) where T : struct, IWords<T>
    {
        var words = stream.Begin(CommandId.CreateObject, 1 + T.WordCount, (uint)type);
        words[0] = handle;
        state.Write(words[1..]);
    }

    public static void Describe<T>(FieldWriter fields, ObjectType type, uint handle, in T state) where T : struct, IWords<T>
    {
        Describe(fields, type, handle);
        state.Describe(fields);
    }

    public static void Describe(FieldWriter fields, ObjectType type, uint handle)
    {
        fields.Value("type", type);
        fields.Value("handle", handle);
    }
}
