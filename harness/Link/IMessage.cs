using Harness.Link.Framing;

namespace Harness.Link;

/// <summary>Something one side tells the other.</summary>
public interface IMessage
{
    /// <summary>Its number in the protocol.</summary>
    MessageType Type { get; }

    /// <summary>Writes its fields.</summary>
    void Write(MessageWriter fields);
}

/// <summary>A message that can be read back.</summary>
public interface IMessage<TSelf> : IMessage where TSelf : IMessage<TSelf>
{
    /// <summary>Reads the fields that <see cref="IMessage.Write"/> wrote.</summary>
    /// <exception cref="LinkException">The bytes are no such message.</exception>
    static abstract TSelf Read(MessageReader fields);
}
