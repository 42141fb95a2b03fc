using Harness.Scenes;

namespace Harness.Oracle.Storage;

/// <summary>Bytes of a format to real values. The other way is <see cref="Quantiser"/>.</summary>
internal static class TexelCodec
{
    /// <summary>Reads one element: components into R, G, B, A with 0, 0, 0, 1 for those the format lacks.</summary>
    public static (double R, double G, double B, double A) Decode(Format format, ReadOnlySpan<byte> element) => Decode([.. FormatLayout.Of(format).Components], element);

    /// <summary>As the other, for many elements of one format.</summary>
    /// <param name="components">The format's components.</param>
    public static (double R, double G, double B, double A) Decode(ReadOnlySpan<FormatComponent> components, ReadOnlySpan<byte> element)
    {
        (double R, double G, double B, double A) value = (0, 0, 0, 1);
        foreach (ref readonly FormatComponent component in components)
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

    public static double SrgbToLinear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    public static double LinearToSrgb(double c) => c < 0.0031308 ? c * 12.92 : (1.055 * Math.Pow(c, 1 / 2.4)) - 0.055;

    private static double DecodeComponent(FormatComponent component, ulong bits)
    {
        int n = component.Bits;
        long signed = (long)(bits << (64 - n)) >> (64 - n);
        return component.Type switch
        {
            ComponentType.UnsignedNormalised => bits / ((double)(1UL << n) - 1),
            ComponentType.SignedNormalised => Math.Max(-1, signed / ((double)(1UL << (n - 1)) - 1)),
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
