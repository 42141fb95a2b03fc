using Harness.Link.Framing;

namespace Harness.Link.Messages;

/// <summary>The player has a driver context.</summary>
/// <param name="Facts">Renderer, vendor, GL version, capset, connection and so on.</param>
public sealed record PlayerHello(IReadOnlyList<KeyValuePair<string, string>> Facts) : IMessage<PlayerHello>
{
    public MessageType Type => MessageType.PlayerHello;

    public void Write(MessageWriter fields) => Messages.Facts.Write(fields, Facts);

    public static PlayerHello Read(MessageReader fields) => new(Messages.Facts.Read(fields));
}

/// <summary>The player could not get a driver context; it ends after this.</summary>
/// <param name="Message">Cause and remedy.</param>
public sealed record PlayerFailed(string Message) : IMessage<PlayerFailed>
{
    public MessageType Type => MessageType.PlayerFailed;

    public void Write(MessageWriter fields) => fields.Text(Message);

    public static PlayerFailed Read(MessageReader fields) => new(fields.Text());
}

/// <summary>Play a scene.</summary>
/// <param name="Scene">The scene, as SceneCodec writes it; empty for the one that this player played last: a large one takes a tenth of a second on its way into a guest.</param>
/// <param name="ReadBack">Whether its pixels are to be read back.</param>
/// <param name="Nonce">The number to present it with on the scanout; null to leave the scanout alone.</param>
/// <param name="Mutant">Name of a defect to plant while it plays; empty for none.</param>
public sealed record Play(ReadOnlyMemory<byte> Scene, bool ReadBack, uint? Nonce, string Mutant) : IMessage<Play>
{
    public MessageType Type => MessageType.Play;

    public void Write(MessageWriter fields)
        => fields.Bytes(Scene.Span).Byte(ReadBack ? (byte)1 : (byte)0).Byte(Nonce is null ? (byte)0 : (byte)1).Int(unchecked((int)(Nonce ?? 0))).Text(Mutant);

    public static Play Read(MessageReader fields)
    {
        var (scene, readBack, presented) = (fields.Bytes(), fields.Byte() != 0, fields.Byte() != 0);
        var nonce = unchecked((uint)fields.Int());
        return new Play(scene, readBack, presented ? nonce : null, fields.Text());
    }
}

/// <summary>How a scene could not be played.</summary>
public enum PlayFault : byte
{
    /// <summary>It was played.</summary>
    None = 0,

    /// <summary>The driver or the device reported an error.</summary>
    DeviceError = 1,

    /// <summary>The context is lost.</summary>
    ContextLost = 2,

    /// <summary>Something did not complete within its deadline.</summary>
    Hang = 3,

    /// <summary>The player itself failed.</summary>
    HarnessError = 4,

    /// <summary>The driver says that it lacks what the scene needs.</summary>
    NotSupported = 5,
}

/// <summary>What came of a scene.</summary>
/// <param name="Fault">Whether it could be played.</param>
/// <param name="Message">Why not; empty otherwise.</param>
/// <param name="PlayMicroseconds">From the first call to the last; with reading back where that was asked for.</param>
/// <param name="PresentMicroseconds">From there to the answered page flip; 0 when nothing was presented.</param>
/// <param name="Width">Width of the picture read back, in pixels; 0 when none was.</param>
/// <param name="Height">Its height.</param>
/// <param name="Rgba">Its pixels, top row first, four bytes each.</param>
/// <param name="Mutated">Whether the planted defect changed anything that was sent.</param>
public sealed record Played(
    PlayFault Fault, string Message, long PlayMicroseconds, long PresentMicroseconds, int Width, int Height, ReadOnlyMemory<byte> Rgba, bool Mutated = false) : IMessage<Played>
{
    public MessageType Type => MessageType.Played;

    /// <summary>A scene that could not be played.</summary>
    public static Played Failed(PlayFault fault, string message) => new(fault, message, 0, 0, 0, 0, default);

    public void Write(MessageWriter fields)
        => fields.Byte((byte)Fault).Text(Message).Long(PlayMicroseconds).Long(PresentMicroseconds).Int(Width).Int(Height).Bytes(Rgba.Span)
            .Byte(Mutated ? (byte)1 : (byte)0);

    public static Played Read(MessageReader fields)
    {
        var played = new Played((PlayFault)fields.Byte(), fields.Text(), fields.Long(), fields.Long(), fields.Int(), fields.Int(), fields.Bytes(), fields.Byte() != 0);
        return played.Width >= 0 && played.Height >= 0 && (long)played.Width * played.Height * 4 == played.Rgba.Length
            ? played
            : throw new LinkException($"A picture of {played.Width}x{played.Height} pixels came with {played.Rgba.Length} bytes.");
    }
}
