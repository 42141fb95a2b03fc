using Harness.Link.Messages;
using Harness.Scenes;

namespace Harness.Agent.Playing;

/// <summary>Plays scenes on one driver context.</summary>
internal interface IScenePlayer : IDisposable
{
    /// <summary>What it plays on.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

    /// <summary>Plays a scene, reads it back and presents it, as asked. A fault of the driver is an outcome, not an exception.</summary>
    Played Play(Scene scene, Play request);
}

/// <summary>A player that cannot get a driver context. The message names cause and remedy.</summary>
internal sealed class PlayerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
