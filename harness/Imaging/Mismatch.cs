namespace Harness.Imaging;

/// <summary>A frame that failed, as the search for hints needs it.</summary>
/// <param name="PixelsOut">Pixels out of bounds, at least one.</param>
/// <param name="Samples">Indices of some of them, evenly thinned.</param>
internal sealed record Mismatch(
    ReferenceFrame Reference, Frame Observed, Channels Channels, int PixelsOut, int WorstDeviation, Channels ChannelsOut, IReadOnlyList<int> Samples)
{
    public int Width => Observed.Width;

    public int Height => Observed.Height;

    public uint Mask { get; } = ChannelMask.Of(Channels);

    public bool IsOut(int at) => IsOut(at, Reference.Lower.Packed()[at], Reference.Upper.Packed()[at]);

    public bool IsOut(int at, uint lower, uint upper) => ViolationScan.Deviation(Observed.Packed()[at], lower, upper, Mask) > 0;
}
