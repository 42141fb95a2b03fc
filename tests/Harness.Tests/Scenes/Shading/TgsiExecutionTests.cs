using System.Runtime.InteropServices;
using CsCheck;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Virgl;
using NUnit.Framework;
using ShaderStage = Harness.Scenes.Shading.ShaderStage;

namespace Harness.Tests.Scenes.Shading;

/// <summary>Shaders on the real virglrenderer: the text is accepted, and what it computes is what the specification allows.</summary>
[CancelAfter(60_000)]
public sealed class TgsiExecutionTests
{
    private const int Colours = 4;
    private ShaderBench bench = null!;

    [OneTimeSetUp]
    public void StartRenderer() => bench = new ShaderBench();

    [OneTimeTearDown]
    public void StopRenderer() => bench.Dispose();

    [Test]
    public void Random_fragment_shaders_compute_what_the_intervals_allow() => Gen.Select(RandomShaders.Expressions(ShaderStage.Fragment, Colours, 5), Gen.Int).Sample(
        Fragment,
        iter: 12,
        threads: 1);

    [Test]
    public void Random_vertex_shaders_compute_what_the_intervals_allow() => Gen.Select(RandomShaders.Expressions(ShaderStage.Vertex, Colours, 5), Gen.Int).Sample(
        (roots, seed) =>
        {
            Varying[] results = [.. Enumerable.Range(0, Colours).Select(k => new Varying(k, 4, Interpolation.Flat))];
            var vertex = new VertexShader(Shade.Attribute(0), [.. results.Select((v, k) => new VaryingOutput(v, roots[k]))]);
            var fragment = new FragmentShader([.. results.Select(Shade.Read)]);
            Compare(vertex, fragment, ShaderCode.Compile(ShaderStage.Vertex, roots), seed);
        },
        iter: 12,
        threads: 1);

    [Test]
    public void Unary_operations_compute_what_the_intervals_allow([Values] UnaryOperation operation) =>
        Fragment([.. InputValues.Varyings.Select(v => Wide(Shade.Apply(operation, Shade.Read(v))))], (int)operation);

    [Test]
    public void Binary_operations_compute_what_the_intervals_allow([Values] BinaryOperation operation)
    {
        Expr[] x = [.. InputValues.Varyings.Select(Shade.Read).Select(Wide)];
        Fragment([Shade.Apply(operation, x[0], x[1]), Shade.Apply(operation, x[2], x[3]), Shade.Apply(operation, x[1].X, x[0]), Shade.Apply(operation, x[3], x[3])], (int)operation);
    }

    [Test]
    public void Textures_of_every_target_deliver_their_colour([Values] TextureTarget target, [Values] LodMode mode)
    {
        int coordinates = target switch { TextureTarget.OneD => 1, TextureTarget.TwoD => 2, _ => 3 };
        Expr coordinate = Shade.Read(InputValues.Varyings[1]).Swizzle("xyz"[..coordinates]);
        Expr sample = new SampleExpr((int)target, target, coordinate, mode, mode == LodMode.Implicit ? null : Shade.Float(0), null);
        Expr compare = Shade.SampleCompare(InputValues.CompareSlot, Shade.Read(InputValues.Varyings[2]), Shade.Read(InputValues.Varyings[0]).X);
        Fragment([sample, compare, sample * 2, compare], (int)target);
    }

    private static Expr Wide(Expr e) => e.Swizzle("xyzw"[..e.Width].PadRight(4, 'x'));

    private void Fragment(Expr[] roots, int seed)
    {
        var vertex = new VertexShader(Shade.Attribute(0), [.. InputValues.Varyings.Select((v, k) => new VaryingOutput(v, Shade.Attribute(k + 1, v.Width)))]);
        var fragment = new FragmentShader([.. roots]);
        Compare(vertex, fragment, fragment.Code, seed);
    }

    private void Compare(VertexShader vertex, FragmentShader fragment, ShaderCode code, int seed)
    {
        var values = new InputValues(seed);
        var draw = new BenchDraw
        {
            Vertex = TgsiEmitter.Emit(vertex),
            Fragment = TgsiEmitter.Emit(fragment),
            Vertices = MemoryMarshal.AsBytes(Vertices(values).AsSpan()).ToArray(),
            Elements = [.. Enumerable.Range(0, InputValues.Attributes + 1).Select(k => new VertexElement((uint)k * 16, 0, 0, VirglFormat.R32G32B32A32_FLOAT))],
            Stride = 16 * (InputValues.Attributes + 1),
            Colours = Colours,
            VertexConstants = [.. values.Constants[0].SelectMany(r => r)],
            FragmentConstants = [.. values.Constants[0].SelectMany(r => r)],
            UniformBuffer = [.. values.Constants[1].SelectMany(r => r)],
            Textures = values.Colours,
        };
        float[][] results = bench.Draw(draw);
        var bounds = new ShaderEvaluator<Interval>(code);
        for (int point = 0; point < InputValues.Points; point++)
        {
            bounds.Run(new PointInputs<Interval>(values, point, Interval.Of));
            for (int colour = 0; colour < Colours; colour++)
            {
                for (int c = 0; c < 4; c++)
                {
                    float value = results[colour][(point * 4) + c];
                    Interval bound = bounds.Result(colour)[c];
                    if (!bound.Contains(value))
                    {
                        throw new InvalidOperationException($"seed {seed}, point {point}, root {colour}.{"xyzw"[c]}: {value:R} is not within {bound}\n{draw.Vertex}\n{draw.Fragment}");
                    }
                }
            }
        }
    }

    private static float[] Vertices(InputValues values) =>
    [
        .. Enumerable.Range(0, InputValues.Points).SelectMany(point => (IEnumerable<float>)
        [
            // The centre of a pixel.
            (((2 * point) + 1f) / InputValues.Points) - 1, 0, 0, 1,
            .. Enumerable.Range(1, InputValues.Attributes).SelectMany(k => values.Attribute(point, k)),
        ]),
    ];
}
