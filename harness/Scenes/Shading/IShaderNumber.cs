using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Harness.Scenes.Shading;

/// <summary>What is known of a condition.</summary>
public enum Truth { No, Yes, Maybe }

/// <summary>The arithmetic that a shader is evaluated in: single floats, or intervals that contain every result the specification allows.</summary>
public interface IShaderNumber<T> where T : unmanaged, IShaderNumber<T>
{
    static abstract T Of(float value);

    static abstract T Apply(UnaryOperation operation, T a);

    static abstract T Apply(BinaryOperation operation, T a, T b);

    /// <summary><c>a + t (b - a)</c>, however it is computed.</summary>
    static abstract T Mix(T a, T b, T t);

    /// <summary>The product of a value with itself.</summary>
    static abstract T Square(T a);

    /// <summary>The sum of the products of the first <paramref name="width"/> components, in whatever order it is summed.</summary>
    /// <param name="same">Both are one and the same value, so that no product is negative.</param>
    static abstract T Dot(in Quad<T> a, in Quad<T> b, int width, bool same);

    static abstract Truth IsTrue(T condition);

    /// <summary>A value that may be either.</summary>
    static abstract T Either(T a, T b);

    /// <summary>The smallest and largest integer that <c>floor</c> may give.</summary>
    static abstract (int Low, int High) FloorRange(T a);
}

/// <summary>Up to four components of a value.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Quad<T>(T x, T y, T z, T w) where T : unmanaged, IShaderNumber<T>
{
    public T X = x;
    public T Y = y;
    public T Z = z;
    public T W = w;

    /// <summary>Component 0 to 3. The four fields lie one after the other; the mask keeps a wrong number inside of them.</summary>
    public T this[int component]
    {
        readonly get => Unsafe.Add(ref Unsafe.AsRef(in X), component & 3);
        set => Unsafe.Add(ref X, component & 3) = value;
    }

    /// <summary>All components one value.</summary>
    public static Quad<T> Repeat(T value) => new(value, value, value, value);

    /// <summary>Component by component, a value that may be either.</summary>
    public static Quad<T> Either(in Quad<T> a, in Quad<T> b) => new(T.Either(a.X, b.X), T.Either(a.Y, b.Y), T.Either(a.Z, b.Z), T.Either(a.W, b.W));

    public static Quad<T> Of(float x, float y, float z, float w) => new(T.Of(x), T.Of(y), T.Of(z), T.Of(w));
}

/// <summary>What a shader reads from outside.</summary>
public interface IShaderInputs<T> where T : unmanaged, IShaderNumber<T>
{
    Quad<T> Attribute(int index);

    Quad<T> Varying(Varying varying);

    Quad<T> BuiltIn(BuiltIn builtIn);

    /// <summary>A constant register; registers never set read zero.</summary>
    Quad<T> Constant(int block, int register);

    /// <summary>A texture lookup.</summary>
    /// <param name="coordinate">Normalised coordinates.</param>
    /// <param name="lod">Explicit level of detail or bias; ignored for <see cref="LodMode.Implicit"/>.</param>
    /// <param name="reference">Reference of a depth comparison, where <paramref name="instruction"/> compares.</param>
    Quad<T> Sample(Instruction instruction, in Quad<T> coordinate, T lod, T reference);
}
