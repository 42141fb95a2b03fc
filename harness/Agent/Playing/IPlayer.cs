using Harness.Link;
using Harness.Link.Framing;

namespace Harness.Agent.Playing;

/// <summary>What a player process does: it has one driver context, and answers one kind of question.</summary>
internal interface IPlayer : IDisposable
{
    /// <summary>What it plays on.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

    /// <summary>The kind of question.</summary>
    MessageType Question { get; }

    /// <summary>Answers. A fault of the driver is an answer, not an exception.</summary>
    IMessage Answer(MessageReader question);

    /// <summary>The answer that says that the player itself failed.</summary>
    IMessage Failed(string message);
}
