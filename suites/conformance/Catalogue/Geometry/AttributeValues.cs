using Harness.Scenes;

namespace Harness.Catalogue.Geometry;

/// <summary>
/// Sixteen values of a vertex format that tell its conversions apart: the ends of the range, the values next to them and to the middle, and others; and the
/// scale and bias that take each component to 0..1. Odd components of wide formats stay small, so that their low bytes show as well.
/// </summary>
internal sealed class AttributeValues
{
    public const int Count = 16;

    private static readonly double[] Reals = [0, 1, -1, 0.5, -0.5, 0.25, 0.75, -0.125, 1 / 3.0, -2 / 3.0, 0.0625, -0.875, 0.9, -0.3, 0.03125, 0.625];

    private readonly FormatLayout layout;
    private readonly float[] scale = [1, 1, 1, 1];
    private readonly float[] bias = [0, 0, 0, 0];

    private readonly int wideBits;

    /// <param name="wideBits">Bits that values use in odd components of 16 bits and more; 0 for half of them, three quarters of 32-bit normalised ones.</param>
    public AttributeValues(Format format, int wideBits = 0)
    {
        this.wideBits = wideBits;
        layout = FormatLayout.Of(format);
        foreach (FormatComponent component in layout.Components)
        {
            int channel = Channel(component);
            bool signed = component.Type is ComponentType.SignedInteger or ComponentType.SignedNormalised or ComponentType.SignedScaled or ComponentType.Fixed
                || (component.Type == ComponentType.Float && component.Bits >= 16);
            scale[channel] = (float)((signed ? 0.5 : 1) / Largest(component));
            bias[channel] = signed ? 0.5f : 0;
        }
    }

    /// <summary>Factors (four) and then summands (four) that take the attribute to a colour.</summary>
    public float[] ScaleAndBias => [.. scale, .. bias];

    /// <summary>One element of the format.</summary>
    public byte[] Element(int value)
    {
        byte[] bytes = new byte[layout.Bytes];
        foreach (FormatComponent component in layout.Components)
        {
            ulong bits = Bits(component, (value + (3 * Channel(component))) % Count);
            for (int b = 0; b < component.Bits; b++)
            {
                int at = component.BitOffset + b;
                bytes[at / 8] |= (byte)((bits >> b & 1) << (at % 8));
            }
        }

        return bytes;
    }

    private static int Channel(FormatComponent component) => "RGBA".IndexOf(component.Channel, StringComparison.Ordinal);

    /// <summary>Bits of the component that values use; the others only extend the sign.</summary>
    private int UsedBits(FormatComponent component)
    {
        bool odd = Channel(component) % 2 == 1;
        return component.Type == ComponentType.Fixed ? odd ? 24 : 17
            : component.Bits < 16 || !odd ? component.Bits
            : wideBits > 0 ? wideBits
            : component is { Bits: 32, Type: ComponentType.UnsignedNormalised or ComponentType.SignedNormalised } ? 24
            : component.Bits / 2;
    }

    private double Largest(FormatComponent component)
    {
        int used = UsedBits(component);
        return component.Type switch
        {
            ComponentType.UnsignedNormalised => (Math.Pow(2, used) - 1) / (Math.Pow(2, component.Bits) - 1),
            ComponentType.SignedNormalised => (Math.Pow(2, used - 1) - 1) / (Math.Pow(2, component.Bits - 1) - 1),
            ComponentType.UnsignedScaled or ComponentType.UnsignedInteger => Math.Pow(2, used) - 1,
            ComponentType.SignedScaled or ComponentType.SignedInteger => Math.Pow(2, used - 1) - 1,
            ComponentType.Fixed => (Math.Pow(2, used - 1) - 1) / 65536,
            _ => 1,
        };
    }

    private ulong Bits(FormatComponent component, int value)
    {
        if (component.Type == ComponentType.Float)
        {
            double real = Reals[value];
            return component.Bits switch
            {
                64 => BitConverter.DoubleToUInt64Bits(real),
                32 => BitConverter.SingleToUInt32Bits((float)real),
                16 => BitConverter.HalfToUInt16Bits((Half)real),
                11 => (ulong)BitConverter.HalfToUInt16Bits((Half)Math.Abs(real)) >> 4,
                _ => (ulong)BitConverter.HalfToUInt16Bits((Half)Math.Abs(real)) >> 5,
            };
        }

        int used = UsedBits(component);
        ulong most = (1UL << used) - 1;
        ulong pattern = value switch
        {
            0 => 0,
            1 => most,
            2 => 1,
            3 => most >> 1,
            4 => (most >> 1) + 1,
            5 => most - 1,
            6 => ((most >> 1) + 2) & most,
            _ => ((ulong)value * 0x9E3779B97F4A7C15UL >> 13) & most,
        };
        bool signed = component.Type is ComponentType.SignedInteger or ComponentType.SignedNormalised or ComponentType.SignedScaled or ComponentType.Fixed;
        bool negative = signed && (pattern >> (used - 1)) == 1;
        return (negative ? pattern | ~most : pattern) & ((1UL << component.Bits) - 1);
    }
}
