namespace Harness.Imaging;

/// <summary>Which channels of a pixel are judged. A scanout shows no alpha, so its observer leaves that channel out.</summary>
[Flags]
public enum Channels
{
    None = 0,
    Red = 1,
    Green = 2,
    Blue = 4,
    Alpha = 8,
    Colour = Red | Green | Blue,
    All = Colour | Alpha,
}

internal static class ChannelMask
{
    /// <summary>255 in the byte of every judged channel of a packed pixel, 0 in the others.</summary>
    public static uint Of(Channels channels) =>
        ((channels & Channels.Red) != 0 ? 0x000000FFu : 0)
        | ((channels & Channels.Green) != 0 ? 0x0000FF00u : 0)
        | ((channels & Channels.Blue) != 0 ? 0x00FF0000u : 0)
        | ((channels & Channels.Alpha) != 0 ? 0xFF000000u : 0);
}
