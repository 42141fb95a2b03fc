using Harness.Imaging;

namespace Harness.Cli.Walkthrough;

/// <summary>Small pictures of large ones.</summary>
internal static class Thumbnail
{
    private const int Scale = 4;

    /// <summary>A quarter as wide and high: each pixel is the mean of the 16 it stands for, opaque.</summary>
    public static Frame Of(Frame frame)
    {
        var small = new Frame(frame.Width / Scale, frame.Height / Scale);
        for (var y = 0; y < small.Height; y++)
        {
            for (var x = 0; x < small.Width; x++)
            {
                small.SetPixel(x, y, Mean(frame, x * Scale, y * Scale));
            }
        }

        return small;
    }

    private static Rgba Mean(Frame frame, int left, int top)
    {
        var (red, green, blue) = (0, 0, 0);
        for (var i = 0; i < Scale * Scale; i++)
        {
            var pixel = frame.PixelAt(left + (i % Scale), top + (i / Scale));
            (red, green, blue) = (red + pixel.R, green + pixel.G, blue + pixel.B);
        }

        const int Count = Scale * Scale;
        return new Rgba((byte)(red / Count), (byte)(green / Count), (byte)(blue / Count), byte.MaxValue);
    }
}
