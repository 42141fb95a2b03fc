namespace Harness.Virgl;

/// <summary>Reads a command's payload from front to back. Never throws: past the end it delivers zeros and sets <see cref="Overrun"/>.</summary>
public ref struct WordReader
{
    private readonly ReadOnlySpan<uint> _words;
    private int _position;

    public WordReader(ReadOnlySpan<uint> words) => _words = words;

    /// <summary>Whether more was read than there is.</summary>
    public bool Overrun { get; private set; }

    /// <summary>Dwords not yet read.</summary>
    public readonly int Remaining => _words.Length - _position;

    public uint UInt()
    {
        if (_position < _words.Length)
        {
            return _words[_position++];
        }

        Overrun = true;
        return 0;
    }

    public float Float() => BitConverter.UInt32BitsToSingle(UInt());

    /// <summary>A 64-bit value, low dword first.</summary>
    public ulong ULong() => UInt() | (ulong)UInt() << 32;

    public double Double() => BitConverter.UInt64BitsToDouble(ULong());

    /// <summary>The next <paramref name="count"/> dwords; fewer when there are no more.</summary>
    public ReadOnlySpan<uint> Take(int count)
    {
        if (count < 0 || count > Remaining)
        {
            Overrun = true;
            count = Math.Clamp(count, 0, Remaining);
        }

        var taken = _words.Slice(_position, count);
        _position += count;
        return taken;
    }

    /// <summary>All dwords that are left.</summary>
    public EquatableArray<uint> Rest() => EquatableArray.Create(Take(Remaining));

    /// <summary>All dwords that are left, as floats.</summary>
    public EquatableArray<float> RestAsFloats() => EquatableArray.Create(System.Runtime.InteropServices.MemoryMarshal.Cast<uint, float>(Take(Remaining)));

    /// <summary>As many parts as the dwords that are left hold; dwords over count as overrun.</summary>
    public EquatableArray<T> RestAs<T>() where T : struct, IWords<T>, IEquatable<T>
    {
        if (Remaining % T.WordCount != 0)
        {
            Overrun = true;
        }

        return Many<T>(Remaining / T.WordCount);
    }

    /// <summary>A number of parts; no more than the dwords that are left hold.</summary>
    public EquatableArray<T> Many<T>(int count) where T : struct, IWords<T>, IEquatable<T>
    {
        if (count < 0 || count > Remaining / T.WordCount)
        {
            Overrun = true;
            return default;
        }

        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = T.Read(ref this);
        }

        return items;
    }
}
