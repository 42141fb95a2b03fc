namespace Harness.Imaging;

/// <summary>One pixel: 8-bit channels, alpha not multiplied in.</summary>
public readonly record struct Rgba(byte R, byte G, byte B, byte A)
{
    /// <summary>The pixel as it lies in <see cref="Frame.Rgba"/>, read as a little-endian dword: R is the lowest byte.</summary>
    public uint Packed => (uint)(R | (G << 8) | (B << 16) | (A << 24));

    public static Rgba FromPacked(uint packed) => new((byte)packed, (byte)(packed >> 8), (byte)(packed >> 16), (byte)(packed >> 24));

    public override string ToString() => $"({R}, {G}, {B}, {A})";
}
