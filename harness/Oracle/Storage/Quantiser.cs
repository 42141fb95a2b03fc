using Harness.Scenes;
using Harness.Scenes.Shading;

namespace Harness.Oracle.Storage;

/// <summary>What a channel holds after a value was written to it. What the format says is read once: this is asked for every pixel of every draw.</summary>
internal sealed class Quantiser
{
    /// <summary>
    /// Conversion to fixed point returns one of the two nearest values, rounding to nearest preferred (GL 4.5 section 2.3.5.2). All implementations round
    /// to nearest; the slack, in steps of the format, is for arithmetic that ends close to the middle of two values.
    /// </summary>
    private const double RoundingSlack = 0.02;

    private readonly ComponentType type;
    private readonly int bits;
    private readonly double steps;

    public Quantiser(FormatComponent component)
    {
        (type, bits) = (component.Type, component.Bits);
        steps = type switch
        {
            ComponentType.UnsignedNormalised => (1L << bits) - 1,
            ComponentType.SignedNormalised => (1L << (bits - 1)) - 1,
            _ => 0,
        };
    }

    /// <summary>What may be read back.</summary>
    public Interval Apply(Interval value) => type switch
    {
        ComponentType.UnsignedNormalised => Steps(Clamp(value, 0, 1), steps),
        ComponentType.SignedNormalised => Steps(Clamp(value, -1, 1), steps),
        ComponentType.Srgb => Srgb(Clamp(value, 0, 1)),
        ComponentType.Float when bits == 32 => value,
        ComponentType.Float => SmallFloat(value, bits switch { 16 => 10, 11 => 6, 10 => 5, _ => throw new InvalidOperationException($"No float has {bits} bits.") }, bits == 16),
        _ => throw new InvalidOperationException($"Colours are not written to {type} components."),
    };

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
        double low = Math.Ceiling((TexelCodec.LinearToSrgb(value.Low) * 255) - 0.6);
        double high = Math.Floor((TexelCodec.LinearToSrgb(value.High) * 255) + 0.6);
        return new Interval(TexelCodec.SrgbToLinear(Math.Max(low, 0) / 255), TexelCodec.SrgbToLinear(Math.Min(high, 255) / 255));
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
}
