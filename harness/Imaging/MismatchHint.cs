namespace Harness.Imaging;

/// <summary>What a difference looks like. A hint is a guess from the pixels alone: it says where to look first, never what is so.</summary>
/// <param name="Text">One sentence: what was seen, then what usually causes it.</param>
public sealed record MismatchHint(HintKind Kind, string Text);

public enum HintKind
{
    /// <summary>Every observed pixel has one colour.</summary>
    OneColour,
    /// <summary>Top and bottom are exchanged.</summary>
    FlippedInY,
    /// <summary>Left and right are exchanged.</summary>
    FlippedInX,
    /// <summary>Both are exchanged.</summary>
    TurnedHalf,
    /// <summary>The picture is in its place but for a few pixels.</summary>
    Shifted,
    /// <summary>Every row starts a few pixels later or earlier than the one above: a wrong stride.</summary>
    Sheared,
    /// <summary>The channels are in another order.</summary>
    ChannelsReordered,
    /// <summary>Colours have been multiplied by alpha.</summary>
    Premultiplied,
    /// <summary>Colours have been divided by alpha.</summary>
    Unpremultiplied,
    /// <summary>Colours went through the linear-to-sRGB curve.</summary>
    SrgbEncoded,
    /// <summary>Colours went through the sRGB-to-linear curve.</summary>
    SrgbDecoded,
    /// <summary>Only some channels are wrong.</summary>
    SomeChannelsOnly,
    /// <summary>Everything wrong shows the background.</summary>
    Missing,
    /// <summary>Everything wrong should show the background.</summary>
    Superfluous,
    /// <summary>Only pixels at edges of the picture are wrong.</summary>
    EdgesOnly,
    /// <summary>Nothing is wrong by more than one step of 1/255.</summary>
    OneStep,
}
