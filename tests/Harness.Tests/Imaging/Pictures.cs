using CsCheck;
using Harness.Imaging;

namespace Harness.Tests.Imaging;

/// <summary>Frames for tests: generated at random, or drawn so that no symmetry hides a mistake.</summary>
internal static class Pictures
{
    public static readonly Rgba Background = new(40, 60, 80, 255);

    /// <summary>Any frame of up to 40x40 pixels.</summary>
    public static readonly Gen<Frame> AnyFrame =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 40]
        from rgba in Gen.Byte.Array[width * height * 4]
        select new Frame(width, height, rgba);

    /// <summary>A picture without symmetry: a triangle and two boxes of different colours and alphas on a background.</summary>
    public static Frame Drawn(int width = 96, int height = 64)
    {
        var frame = Filled(width, height, Background);
        Fill(frame, width / 10, height / 8, width / 4, height / 4, new Rgba(250, 20, 10, 255));
        Fill(frame, width / 2, height / 2, width / 3, height / 8, new Rgba(10, 200, 100, 128));
        for (var y = height / 5; y < height / 2; y++)
        {
            for (var x = width / 2; x < (width / 2) + y; x++)
            {
                frame.SetPixel(Math.Min(x, width - 1), y, new Rgba((byte)x, (byte)(2 * y), 200, 64));
            }
        }

        return frame;
    }

    public static Frame Filled(int width, int height, Rgba colour)
    {
        var frame = new Frame(width, height);
        Fill(frame, 0, 0, width, height, colour);
        return frame;
    }

    public static void Fill(Frame frame, int left, int top, int width, int height, Rgba colour)
    {
        for (var y = top; y < top + height; y++)
        {
            for (var x = left; x < left + width; x++)
            {
                frame.SetPixel(x, y, colour);
            }
        }
    }

    public static Frame Copy(Frame frame) => new(frame.Width, frame.Height, (byte[])frame.Rgba.Clone());

    /// <summary>Every pixel of the result is what <paramref name="pixel"/> says for its place.</summary>
    public static Frame Map(Frame frame, Func<int, int, Rgba> pixel)
    {
        var mapped = new Frame(frame.Width, frame.Height);
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                mapped.SetPixel(x, y, pixel(x, y));
            }
        }

        return mapped;
    }

    /// <summary>Bounds of <paramref name="slack"/> steps around the frame.</summary>
    public static ReferenceFrame Around(Frame frame, int slack = 0) => new(
        frame,
        new Frame(frame.Width, frame.Height, Array.ConvertAll(frame.Rgba, value => (byte)Math.Max(0, value - slack))),
        new Frame(frame.Width, frame.Height, Array.ConvertAll(frame.Rgba, value => (byte)Math.Min(255, value + slack))));
}
