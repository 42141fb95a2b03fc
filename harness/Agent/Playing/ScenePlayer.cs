using System.Diagnostics;
using Harness.Imaging;
using Harness.Link;
using Harness.Link.Framing;
using Harness.Link.Messages;
using Harness.Scenes;
using Harness.Scenes.Wire;

namespace Harness.Agent.Playing;

/// <summary>Plays scenes on one driver context: draws one, reads it back and presents it, as asked, with the defect that is to be planted.</summary>
internal abstract class ScenePlayer : IPlayer
{
    private string _mutant = string.Empty;

    /// <inheritdoc/>
    public abstract IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

    /// <inheritdoc/>
    public MessageType Question => MessageType.Play;

    /// <inheritdoc/>
    public IMessage Answer(MessageReader question)
    {
        var request = Link.Messages.Play.Read(question);
        return Play(SceneCodec.Read(request.Scene.Span), request);
    }

    /// <inheritdoc/>
    public IMessage Failed(string message) => Played.Failed(PlayFault.HarnessError, message);

    private Played Play(Scene scene, Play request)
    {
        if (request.Mutant != _mutant)
        {
            Plant(request.Mutant);
            _mutant = request.Mutant;
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            Draw(scene);
            var frame = request.ReadBack ? ReadBack() : null;
            var read = Stopwatch.GetTimestamp();
            if (request.Nonce is { } nonce)
            {
                Show(nonce);
            }

            var shown = request.Nonce is null ? read : Stopwatch.GetTimestamp();
            return new Played(
                PlayFault.None, string.Empty, Microseconds(started, read), Microseconds(read, shown), frame?.Width ?? 0, frame?.Height ?? 0, frame?.Rgba ?? [], TakeMutated());
        }
        catch (Exception e) when (FaultOf(e) is not null)
        {
            return Played.Failed(FaultOf(e)!.Value, e.Message);
        }
    }

    public abstract void Dispose();

    /// <summary>Draws a scene; the one before is cleared away.</summary>
    protected abstract void Draw(Scene scene);

    /// <summary>Reads back what was drawn last.</summary>
    protected abstract Frame ReadBack();

    /// <summary>Puts what was drawn last on the display, between the nonce's strips, and returns when the kernel says that it is shown.</summary>
    protected abstract void Show(uint nonce);

    /// <summary>Puts the defect of that name on; takes it off for an empty name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    protected abstract void Plant(string mutant);

    /// <summary>Whether the planted defect has changed anything since it was asked last, as far as the player can tell.</summary>
    protected virtual bool TakeMutated() => false;

    /// <summary>What an exception says of the driver; null when it is none of the driver's.</summary>
    protected abstract PlayFault? FaultOf(Exception exception);

    /// <summary>A player that is to show something and was started without a display.</summary>
    protected static InvalidOperationException NoDisplay() => new("The player was started without a display (--present).");

    private static long Microseconds(long from, long to) => (long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds;
}

/// <summary>A player that cannot get a driver context. The message names cause and remedy.</summary>
internal sealed class PlayerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
