using System.Collections;
using System.Runtime.CompilerServices;

namespace Harness.Virgl;

/// <summary>An immutable array that is compared by its elements, so that records holding one are compared by value.</summary>
[CollectionBuilder(typeof(EquatableArray), nameof(EquatableArray.Create))]
public readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T> where T : struct, IEquatable<T>
{
    private readonly T[]? _items;

    internal EquatableArray(T[] items) => _items = items;

    public ReadOnlySpan<T> Span => _items;

    public int Count => _items?.Length ?? 0;

    public T this[int index] => Span[index];

    /// <summary>The same array with one element replaced.</summary>
    public EquatableArray<T> With(int index, T value)
    {
        var items = Span.ToArray();
        items[index] = value;
        return new EquatableArray<T>(items);
    }

    /// <summary>The same array with one element changed.</summary>
    public EquatableArray<T> With(int index, Func<T, T> change) => With(index, change(this[index]));

    public static implicit operator EquatableArray<T>(T[] items) => EquatableArray.Create<T>(items);

    public static implicit operator ReadOnlySpan<T>(EquatableArray<T> array) => array.Span;

    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);

    public bool Equals(EquatableArray<T> other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Span)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", _items ?? [])}]";
}

/// <summary>Makes <see cref="EquatableArray{T}"/>; also behind collection expressions.</summary>
public static class EquatableArray
{
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items) where T : struct, IEquatable<T> => new(items.ToArray());
}
