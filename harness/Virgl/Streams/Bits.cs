namespace Harness.Virgl;

/// <summary>Bit fields of a dword.</summary>
internal static class Bits
{
    public static uint Get(uint word, int shift, int width) => word >> shift & Mask(width);

    public static bool Get(uint word, int bit) => (word >> bit & 1) != 0;

    /// <summary>The dword with a field replaced; throws when the value needs more bits than the field has.</summary>
    public static uint Set(uint word, int shift, int width, uint value)
    {
        var mask = Mask(width);
        if (value > mask)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"the field has {width} bits");
        }

        return word & ~(mask << shift) | value << shift;
    }

    public static uint Set(uint word, int bit, bool value) => value ? word | 1u << bit : word & ~(1u << bit);

    private static uint Mask(int width) => width == 32 ? uint.MaxValue : (1u << width) - 1;
}
