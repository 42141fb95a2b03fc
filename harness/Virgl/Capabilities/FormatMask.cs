namespace Harness.Virgl;

/// <summary>A set of formats, as capability sets give it: bit f of the whole.</summary>
public readonly struct FormatMask
{
    /// <summary>Bytes of a mask in a capability set.</summary>
    public const int Bytes = 64;

    private readonly ReadOnlyMemory<byte> _bits;

    internal FormatMask(ReadOnlyMemory<byte> bits) => _bits = bits;

    public bool Contains(VirglFormat format)
    {
        var (index, bit) = Math.DivRem((uint)format, 8u);
        return index < _bits.Length && (_bits.Span[(int)index] >> (int)bit & 1) != 0;
    }

    /// <summary>The formats in the set, by number.</summary>
    public IEnumerable<VirglFormat> Formats()
    {
        for (uint format = 0; format < _bits.Length * 8; format++)
        {
            if (Contains((VirglFormat)format))
            {
                yield return (VirglFormat)format;
            }
        }
    }
}
