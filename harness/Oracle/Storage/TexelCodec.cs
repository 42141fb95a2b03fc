using Harness.Scenes;
using Harness.Scenes.Shading;

namespace Harness.Oracle.Storage;

/// <summary>Bytes of a format to real values, and values to what the format can hold.</summary>
internal static class TexelCodec
{
    /// <summary>
    /// Conversion to fixed point returns one of the two nearest values, rounding to nearest preferred (GL 4.5 section 2.3.5.2). All implementations round
    /// to nearest; the slack, in steps of the format, is for arithmetic that ends close to the middle of two values.
    /// </summary>
    private const double RoundingSlack = 0.02;

    /// <summary>Reads one element: components into R, G, B, A with 0, 0, 0, 1 for those the format lacks.</summary>
    public static (double R, double G, double B, double A) Decode(Format format, ReadOnlySpan<byte> element)
    {
        FormatLayout layout = FormatLayout.Of(format);
        (double R, double G, double B, double A) value = (0, 0, 0, 1);
        foreach (FormatComponent component in layout.Components)
        {
            if (component.Type == ComponentType.Unused)
            {
                continue;
            }

            double x = DecodeComponent(component, ReadBits(element, component.BitOffset, component.Bits));
            switch (component.Channel)
            {
                case 'R' or 'Z': value.R = x; break;
                case 'G': value.G = x; break;
                case 'B': value.B = x; break;
                case 'A': value.A = x; break;
            }
        }

        return value;
    }

    /// <summary>What a channel holds after a value was written to it.</summary>
    public static Interval Quantise(FormatComponent component, Interval value) => component.Type switch
    {
        ComponentType.UnsignedNormalised => Steps(Clamp(value, 0, 1), (1L << component.Bits) - 1),
        ComponentType.SignedNormalised => Steps(Clamp(value, -1, 1), (1L << (component.Bits - 1)) - 1),
        ComponentType.Srgb => Srgb(Clamp(value, 0, 1)),
        ComponentType.Float when component.Bits == 32 => value,
        ComponentType.Float => SmallFloat(value, component.Bits switch { 16 => 10, 11 => 6, 10 => 5, _ => throw new InvalidOperationException($"No float has {component.Bits} bits.") }, component.Bits == 16),
        _ => throw new InvalidOperationException($"Colours are not written to {component.Type} components."),
    };

    public static double SrgbToLinear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    public static double LinearToSrgb(double c) => c < 0.0031308 ? c * 12.92 : (1.055 * Math.Pow(c, 1 / 2.4)) - 0.055;

    private static Interval Clamp(Interval value, double low, double high) => new(Math.Clamp(value.Low, low, high), Math.Clamp(value.High, low, high));

    private static Interval Steps(Interval value, double steps)
    {
        double low = Math.Ceiling((value.Low * steps) - 0.5 - RoundingSlack);
        double high = Math.Floor((value.High * steps) + 0.5 + RoundingSlack);
        return new Interval(low / steps, high / steps);
    }

    /// <summary>Stored as sRGB, kept here as the linear value it stands for; encoders are allowed 0.6 of a step (GL 4.5 section 17.3.8).</summary>
    private static Interval Srgb(Interval value)
    {
        double low = Math.Ceiling((LinearToSrgb(value.Low) * 255) - 0.6);
        double high = Math.Floor((LinearToSrgb(value.High) * 255) + 0.6);
        return new Interval(SrgbToLinear(Math.Max(low, 0) / 255), SrgbToLinear(Math.Min(high, 255) / 255));
    }

    /// <summary>Conversion to small floats may truncate or round (GL 4.5 section 2.3.4).</summary>
    private static Interval SmallFloat(Interval value, int mantissa, bool signed)
    {
        double low = signed ? value.Low : Math.Max(0, value.Low);
        double high = signed ? value.High : Math.Max(0, value.High);
        return new Interval(Down(low), Up(high));

        double Unit(double x) => Math.ScaleB(1, Math.Max(Math.ILogB(x == 0 ? double.Epsilon : x), -14) - mantissa);
        double Down(double x) => Math.Floor(x / Unit(x)) * Unit(x);
        double Up(double x) => Math.Ceiling(x / Unit(x)) * Unit(x);
    }

    private static double DecodeComponent(FormatComponent component, ulong bits)
    {
        int n = component.Bits;
        long signed = (long)(bits << (64 - n)) >> (64 - n);
        return component.Type switch
        {
            ComponentType.UnsignedNormalised => bits / (Math.Pow(2, n) - 1),
            ComponentType.SignedNormalised => Math.Max(-1, signed / (Math.Pow(2, n - 1) - 1)),
            ComponentType.UnsignedScaled or ComponentType.UnsignedInteger => bits,
            ComponentType.SignedScaled or ComponentType.SignedInteger => signed,
            ComponentType.Fixed => signed / 65536.0,
            ComponentType.Srgb => SrgbToLinear(bits / 255.0),
            ComponentType.Float => n switch
            {
                64 => BitConverter.UInt64BitsToDouble(bits),
                32 => BitConverter.UInt32BitsToSingle((uint)bits),
                16 => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
                // Unsigned floats: five bits of exponent like a half, without sign, with six or five bits of mantissa.
                11 => (double)BitConverter.UInt16BitsToHalf((ushort)(bits << 4)),
                10 => (double)BitConverter.UInt16BitsToHalf((ushort)(bits << 5)),
                _ => throw new InvalidOperationException($"No float has {n} bits."),
            },
            _ => 0,
        };
    }

    private static ulong ReadBits(ReadOnlySpan<byte> element, int offset, int bits)
    {
        if (bits == 64)
        {
            return BitConverter.ToUInt64(element[(offset / 8)..]);
        }

        ulong value = 0;
        int first = offset / 8;
        int last = (offset + bits - 1) / 8;
        for (int i = last; i >= first; i--)
        {
            value = (value << 8) | element[i];
        }

        return (value >> (offset % 8)) & ((1UL << bits) - 1);
    }
}
