namespace Harness.Virgl;

/// <summary>
/// One command of a VirGL stream, as a value: change a field with <c>with { }</c> and encode it again.
/// Commands are record structs; in a decoded list they are boxed, and <c>command is SetScissorState scissor</c> unboxes them.
/// </summary>
public interface IVirglCommand
{
    /// <summary>The command's number.</summary>
    CommandId Id { get; }

    /// <summary>Appends the command to a stream.</summary>
    void Encode(CommandStream stream);

    /// <summary>Names the fields and their values, for <see cref="CommandText"/>.</summary>
    void Describe(FieldWriter fields);
}

/// <summary>A command that <see cref="VirglDecoder"/> can read.</summary>
public interface IVirglCommand<TSelf> : IVirglCommand where TSelf : struct, IVirglCommand<TSelf>
{
    /// <summary>Reads the command's payload; a payload that is too short makes <see cref="WordReader.Overrun"/> true.</summary>
    static abstract TSelf Decode(ref WordReader words);
}

/// <summary>A part of commands with a fixed number of dwords: a state object, a viewport, a box.</summary>
public interface IWords<TSelf> where TSelf : struct, IWords<TSelf>
{
    /// <summary>Dwords in a stream.</summary>
    static abstract int WordCount { get; }

    static abstract TSelf Read(ref WordReader words);

    /// <summary>Writes exactly <see cref="WordCount"/> dwords.</summary>
    void Write(Span<uint> words);

    void Describe(FieldWriter fields);
}
