using Harness.Imaging;

namespace Harness.Qemu.Scanout.Mutants;

/// <summary>A known defect on the way to the screen, planted to see whether a scene notices it and whom it blames.</summary>
/// <param name="Name">Kebab-case.</param>
/// <param name="Defect">What a display path with this defect shows.</param>
/// <param name="Show">What is seen of a frame; the frame seen before it is null at first.</param>
public sealed record ScanoutMutant(string Name, string Defect, Func<Frame, Frame?, Frame> Show);

/// <summary>Known defects on the way to the screen: the strips arrive as they should, what is between them does not.</summary>
public static class ScanoutMutants
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScanoutMutant> All { get; } =
    [
        Moved("scanout-one-right", "The picture is one pixel too far to the right.", (frame, x, y) => (Math.Max(0, x - 1), y)),
        Moved("scanout-one-down", "The picture is one row too low.", (frame, x, y) => (x, Math.Max(0, y - 1))),
        Moved("scanout-upside-down", "The rows are in the wrong order.", (frame, x, y) => (x, frame.Height - 1 - y)),
        Moved("scanout-mirrored", "The columns are in the wrong order.", (frame, x, y) => (frame.Width - 1 - x, y)),
        Moved("scanout-row-doubled", "The row in the middle is shown twice, the one below it is not.", (frame, x, y) => (x, y == frame.Height / 2 ? Math.Max(0, y - 1) : y)),
        Moved("scanout-sheared", "Each row begins a pixel later than the one above: a wrong pitch.", (frame, x, y) => ((x + y) % frame.Width, y)),
        Moved("scanout-half-width", "The left half is shown twice as wide.", (frame, x, y) => (x / 2, y)),
        Coloured("scanout-red-blue-swapped", "Red and blue are swapped.", pixel => (pixel[0], pixel[2]) = (pixel[2], pixel[0])),
        Coloured("scanout-sixteen-bits", "The display has 5, 6 and 5 bits of colour.", pixel => (pixel[0], pixel[1], pixel[2]) = ((byte)(pixel[0] & 0xf8), (byte)(pixel[1] & 0xfc), (byte)(pixel[2] & 0xf8))),
        Coloured("scanout-limited-range", "Colours are squeezed into 16 to 235.", pixel => Each(pixel, value => (byte)(16 + (value * 219 / 255)))),
        Coloured("scanout-inverted", "Colours are inverted.", pixel => Each(pixel, value => (byte)(255 - value))),
        new("scanout-stale", "The frame before is shown once more.", (frame, before) => before is { } old && (old.Width, old.Height) == (frame.Width, frame.Height) ? old : new Frame(frame.Width, frame.Height)),
    ];

    private const int BytesPerPixel = 4;

    private delegate void Recolour(Span<byte> rgba);

    private static ScanoutMutant Moved(string name, string defect, Func<Frame, int, int, (int X, int Y)> from) => new(name, defect, (frame, _) =>
    {
        var shown = new Frame(frame.Width, frame.Height);
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                var source = from(frame, x, y);
                frame.Rgba.AsSpan(((source.Y * frame.Width) + source.X) * BytesPerPixel, BytesPerPixel).CopyTo(shown.Rgba.AsSpan(((y * frame.Width) + x) * BytesPerPixel));
            }
        }

        return shown;
    });

    private static ScanoutMutant Coloured(string name, string defect, Recolour recolour) => new(name, defect, (frame, _) =>
    {
        var shown = new Frame(frame.Width, frame.Height, [.. frame.Rgba]);
        for (var at = 0; at < shown.Rgba.Length; at += BytesPerPixel)
        {
            recolour(shown.Rgba.AsSpan(at, BytesPerPixel));
        }

        return shown;
    });

    private static void Each(Span<byte> rgba, Func<byte, byte> change)
    {
        foreach (ref var value in rgba[..3])
        {
            value = change(value);
        }
    }
}
