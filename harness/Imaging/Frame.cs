namespace Harness.Imaging;

/// <summary>A picture of 8-bit RGBA pixels. Row 0 is the top row, as displays and PNG files have it; pixels are packed R, G, B, A in memory order.</summary>
public sealed class Frame
{
    /// <summary>Makes a frame of transparent black.</summary>
    public Frame(int width, int height) : this(width, height, new byte[checked(width * height * 4)])
    {
    }

    /// <summary>Takes <paramref name="rgba"/> (width x height x 4 bytes, top row first) as the frame's pixels, without a copy.</summary>
    public Frame(int width, int height, byte[] rgba)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (rgba.Length != checked(width * height * 4))
        {
            throw new ArgumentException($"A {width}x{height} frame takes {width * height * 4} bytes, not {rgba.Length}.", nameof(rgba));
        }

        Width = width;
        Height = height;
        Rgba = rgba;
    }

    /// <summary>Pixels from left to right.</summary>
    public int Width { get; }

    /// <summary>Pixels from top to bottom.</summary>
    public int Height { get; }

    /// <summary>width x height x 4 bytes: R, G, B, A, top row first.</summary>
    public byte[] Rgba { get; }
}
