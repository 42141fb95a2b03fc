using CsCheck;
using Harness.Scenes.Shading;
using NUnit.Framework;

namespace Harness.Tests.Scenes.Shading;

/// <summary>The two evaluations of a shader against each other.</summary>
[TestFixture(ShaderStage.Vertex)]
[TestFixture(ShaderStage.Fragment)]
public sealed class EvaluationTests(ShaderStage stage)
{
    private const int Roots = 3;

    [Test]
    public void Float_evaluation_lies_within_interval_evaluation_of_the_same_inputs()
    {
        int loose = 0;
        int all = 0;
        Gen.Select(RandomShaders.Expressions(stage, Roots, 6), Gen.Int).Sample(
            (roots, seed) => Compare(roots, seed, 0, ref all, ref loose),
            iter: 400);
        Assert.That(loose, Is.LessThan(all / 2), "intervals so wide that nothing could leave them prove nothing");
    }

    [Test]
    public void Float_evaluation_of_inputs_drawn_from_intervals_lies_within_interval_evaluation() =>
        Gen.Select(RandomShaders.Expressions(stage, Roots, 5), Gen.Int, Gen.Double[1e-7, 0.5]).Sample(
            (roots, seed, radius) =>
            {
                int all = 0;
                int loose = 0;
                Compare(roots, seed, radius, ref all, ref loose);
            },
            iter: 400);

    [Test]
    public void Shared_nodes_give_what_copies_of_them_give() =>
        Gen.Select(RandomShaders.Expressions(stage, Roots, 4), Gen.Int).Sample(
            (roots, seed) =>
            {
                var inputs = new PointInputs<FloatNumber>(new InputValues(seed), 0, x => new(x));
                var graph = new ShaderEvaluator<FloatNumber>(ShaderCode.Compile(stage, roots));
                var tree = new ShaderEvaluator<FloatNumber>(ShaderCode.Compile(stage, [.. roots.Select(ExprCopy.Of)]));
                graph.Run(inputs);
                tree.Run(inputs);
                for (int r = 0; r < roots.Length; r++)
                {
                    for (int c = 0; c < 4; c++)
                    {
                        if (!graph.Result(r)[c].Equals(tree.Result(r)[c]))
                        {
                            throw new InvalidOperationException($"root {r}.{"xyzw"[c]}: {graph.Result(r)[c]} and {tree.Result(r)[c]}");
                        }
                    }
                }
            },
            iter: 400);

    private void Compare(Expr[] roots, int seed, double radius, ref int all, ref int loose)
    {
        var values = new InputValues(seed);
        var random = new Random(seed);
        ShaderCode code = ShaderCode.Compile(stage, roots);
        var single = new ShaderEvaluator<FloatNumber>(code);
        var bounds = new ShaderEvaluator<Interval>(code);
        for (int point = 0; point < 3; point++)
        {
            bounds.Run(new PointInputs<Interval>(values, point, x => Interval.Around(x, radius)));
            single.Run(new PointInputs<FloatNumber>(values, point, x => new(Near(x))));
            for (int r = 0; r < roots.Length; r++)
            {
                for (int c = 0; c < 4; c++)
                {
                    float value = single.Result(r)[c].Value;
                    Interval bound = bounds.Result(r)[c];
                    if (!bound.Contains(value))
                    {
                        throw new InvalidOperationException($"root {r}.{"xyzw"[c]}: {value:R} is not within {bound}");
                    }

                    Interlocked.Increment(ref all);
                    if (bound.Width > 1e-3 * (1 + Math.Abs(value)))
                    {
                        Interlocked.Increment(ref loose);
                    }
                }
            }
        }

        float Near(float x)
        {
            float near = (float)(x + (((random.NextDouble() * 2) - 1) * radius));
            return Interval.Around(x, radius).Contains(near) ? near : x;
        }
    }
}
