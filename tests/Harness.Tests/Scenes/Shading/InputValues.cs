using Harness.Scenes.Shading;

namespace Harness.Tests.Scenes.Shading;

/// <summary>The inputs that random shaders read: drawn numbers, with a good share of the awkward ones (zero, integers, halves).</summary>
internal sealed class InputValues
{
    /// <summary>No input is larger.</summary>
    public const float Largest = 4;

    /// <summary>Points drawn, one a pixel of a row.</summary>
    public const int Points = 32;

    /// <summary>Attributes 1 to this; attribute 0 is the position.</summary>
    public const int Attributes = 4;

    public const int ConstantRegisters = 5;

    /// <summary>One texture of each target, in the slot of its number, all texels one colour.</summary>
    public const int TextureTargets = 5;

    public const int CompareSlot = 5;

    /// <summary>What a depth comparison (less or equal) meets.</summary>
    public const float StoredDepth = 0.5f;

    private readonly float[][][] attributes;

    public InputValues(int seed)
    {
        var random = new Random(seed);
        attributes = [.. Enumerable.Range(0, Points).Select(_ => Table(random, Attributes))];
        Constants = [.. Enumerable.Range(0, 2).Select(_ => Table(random, ConstantRegisters))];
        Colours = Table(random, TextureTargets);
    }

    public static IReadOnlyList<Varying> Varyings { get; } = [.. Enumerable.Range(0, Attributes).Select(k => new Varying(k, 4 - (k % 3), Interpolation.Flat))];

    /// <summary>Constant block, register, component.</summary>
    public float[][][] Constants { get; }

    /// <summary>Texture slot, component.</summary>
    public float[][] Colours { get; }

    /// <summary>Values of an attribute, from 1 on; varying k - 1 hands attribute k on.</summary>
    public float[] Attribute(int point, int index) => attributes[point][index - 1];

    private static float[][] Table(Random random, int rows) => [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 4).Select(_ => Draw(random)).ToArray())];

    private static float Draw(Random random) => random.Next(6) switch
    {
        0 => random.Next(-4, 5),
        1 => random.Next(-8, 9) / 2f,
        2 => (float)random.NextDouble(),
        _ => (((float)random.NextDouble() * 2) - 1) * Largest,
    };
}

/// <summary>The inputs of one point in one arithmetic; each float becomes a number by the function given.</summary>
internal readonly struct PointInputs<T>(InputValues values, int point, Func<float, T> number) : IShaderInputs<T> where T : unmanaged, IShaderNumber<T>
{
    public Quad<T> Attribute(int index) => Of(values.Attribute(point, index));

    public Quad<T> Varying(Varying varying) => Of(values.Attribute(point, varying.Index + 1));

    public Quad<T> BuiltIn(BuiltIn builtIn) => builtIn switch
    {
        Harness.Scenes.Shading.BuiltIn.FragmentCoordinate => Of([point + 0.5f, 0.5f, 0.5f, 1]),
        Harness.Scenes.Shading.BuiltIn.FrontFacing => Quad<T>.Repeat(T.Of(1)),
        Harness.Scenes.Shading.BuiltIn.PointCoordinate => Of([0.5f, 0.5f, 0, 0]),
        Harness.Scenes.Shading.BuiltIn.VertexId => Quad<T>.Repeat(T.Of(point)),
        _ => Quad<T>.Repeat(T.Of(0)),
    };

    public Quad<T> Constant(int block, int register) => Of(values.Constants[block][register]);

    public Quad<T> Sample(Instruction instruction, in Quad<T> coordinate, T lod, T reference) => instruction.Compares
        ? Quad<T>.Repeat(T.Apply(BinaryOperation.LessEqual, reference, T.Of(InputValues.StoredDepth)))
        : Of(values.Colours[instruction.Index]);

    private Quad<T> Of(float[] x) => new(number(x[0]), number(x[1]), number(x[2]), number(x[3]));
}
