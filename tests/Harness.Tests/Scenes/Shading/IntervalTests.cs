using CsCheck;
using Harness.Scenes.Shading;
using NUnit.Framework;

namespace Harness.Tests.Scenes.Shading;

public sealed class IntervalTests
{
    /// <summary>Where functions jump, crest, have poles or run out of numbers.</summary>
    private static readonly float[] Edges =
    [
        0, -0f, 0.5f, 1, 1.5f, 2, 2.5f, 3, 4, 0.25f, 0.125f, 1e-3f, 1e-6f, 1e-20f, 1e-38f, 1e-40f, 100, 4096, 1e10f, 1e30f, float.MaxValue,
        MathF.PI / 2, MathF.PI, 3 * MathF.PI / 2, 2 * MathF.PI, 0.99999994f, 1.0000001f, 0.49999997f, 125.5f,
    ];

    private static readonly Gen<float> Edge = Gen.Select(Gen.Int[0, Edges.Length - 1].Select(k => Edges[k]), Gen.Bool, (x, negative) => negative ? -x : x);

    private static readonly Gen<float> Number = Gen.OneOf(Edge, Gen.Double[-10, 10].Select(x => (float)x), Gen.Double[-1, 1].Select(x => (float)x), Gen.Float.Where(float.IsFinite));

    private static readonly Gen<float> Radius = Gen.OneOf(Gen.Const(0f), Gen.Int[-7, 1].Select(k => MathF.Pow(10, k)), Gen.Double[0, 3].Select(x => (float)x));

    /// <summary>An interval and numbers inside it: both ends, an edge or integer if there is one, anything else.</summary>
    private static readonly Gen<(Interval Interval, float[] Inside)> Sampled = Gen.Select(Number, Radius, Gen.Double[0, 1], Gen.Double[0, 1], (x, r, s, t) =>
    {
        float low = x - r;
        float high = x + r;
        float[] inside = [low, high, x, (float)(low + (s * (high - low))), (float)(low + (t * (high - low))), MathF.Floor(high), MathF.Floor(high) - 0.5f, .. Edges];
        // A number that a shader is given may be flushed: so the interval of a subnormal holds zero.
        Interval interval = Interval.Either(Interval.Of(low), Interval.Of(high));
        return (interval, inside.Where(v => v >= low && v <= high && !float.IsNaN(v)).Distinct().ToArray());
    }).Where(s => s.Item2.Length > 0);

    [Test]
    public void Unary_results_lie_within([Values] UnaryOperation operation) => Sampled.Sample(
        a =>
        {
            Interval bound = Interval.Apply(operation, a.Interval);
            foreach (float x in a.Inside)
            {
                Check(bound, FloatNumber.Apply(operation, new(x)).Value, $"{operation}({x:R}) of {a.Interval}");
            }
        },
        iter: 500);

    [Test]
    public void Binary_results_lie_within([Values] BinaryOperation operation) => Gen.Select(Sampled, Sampled).Sample(
        (a, b) =>
        {
            Interval bound = Interval.Apply(operation, a.Interval, b.Interval);
            foreach (float x in a.Inside)
            {
                foreach (float y in b.Inside)
                {
                    Check(bound, FloatNumber.Apply(operation, new(x), new(y)).Value, $"{operation}({x:R}, {y:R}) of {a.Interval}, {b.Interval}");
                }
            }
        },
        iter: 500);

    [Test]
    public void Mixes_lie_within_whichever_formula_computes_them() => Gen.Select(Sampled, Sampled, Sampled).Sample(
        (a, b, t) =>
        {
            Interval bound = Interval.Mix(a.Interval, b.Interval, t.Interval);
            foreach (float x in a.Inside.Take(3))
            {
                foreach (float y in b.Inside.Take(3))
                {
                    foreach (float s in t.Inside.Take(4))
                    {
                        Check(bound, x + (s * (y - x)), $"{x:R} + {s:R} ({y:R} - {x:R})");
                        Check(bound, (x * (1 - s)) + (y * s), $"{x:R} (1 - {s:R}) + {y:R} {s:R}");
                        Check(bound, MathF.FusedMultiplyAdd(s, y - x, x), $"fma({s:R}, {y:R} - {x:R}, {x:R})");
                    }
                }
            }
        },
        iter: 500);

    [Test]
    public void Dot_products_lie_within_in_whatever_order_they_are_summed() => Gen.Select(Sampled.Array[4], Sampled.Array[4], Gen.Int[2, 4]).Sample(
        (a, b, width) =>
        {
            Interval bound = Interval.Dot(Quad(a), Quad(b), width, false);
            float[] products = [.. Enumerable.Range(0, width).Select(c => a[c].Inside[0] * b[c].Inside[^1])];
            Check(bound, products.Aggregate((s, p) => s + p), "forwards");
            Check(bound, products.Reverse().Aggregate((s, p) => s + p), "backwards");
            Check(bound, width == 4 ? products[0] + products[2] + (products[1] + products[3]) : products.Sum(), "in pairs");
            Check(bound, Enumerable.Range(0, width).Aggregate(0f, (s, c) => MathF.FusedMultiplyAdd(a[c].Inside[0], b[c].Inside[^1], s)), "fused");
        },
        iter: 2000);

    [Test]
    public void Sums_lie_within_however_they_are_grouped() => Sampled.Array[3, 5].Sample(
        terms =>
        {
            Interval bound = terms.Select(t => t.Interval).Aggregate((a, b) => Interval.Apply(BinaryOperation.Add, a, b));
            float[] x = [.. terms.Select(t => t.Inside[^1])];
            Check(bound, x.Aggregate((a, b) => a + b), "from the left");
            Check(bound, x.Reverse().Aggregate((a, b) => b + a), "from the right");
            Check(bound, x[0] + x[^1] + x.Skip(1).SkipLast(1).Sum(), "ends first");
            Check(bound, x[0] + (x[^1] + x.Skip(1).SkipLast(1).Sum()), "first last");
            Check(bound, x[^1] - x[1..^1].Aggregate(-x[0], (a, b) => a - b), "subtracted");
        },
        iter: 2000);

    [Test]
    public void Sums_on_a_grid_are_exact_however_they_are_grouped()
    {
        Interval sum = Interval.Of(31.5f);
        foreach (float x in (float[])[0.5f, -16, 1024.25f, 3])
        {
            sum = Interval.Apply(BinaryOperation.Add, sum, Interval.Of(x));
        }

        Assert.That(sum, Is.EqualTo(Interval.Of(1043.25f)));
    }

    [Test]
    public void Squares_are_not_negative() => Sampled.Sample(
        a =>
        {
            Interval bound = Interval.Square(a.Interval);
            foreach (float x in a.Inside)
            {
                Check(bound, x * x, $"{x:R} squared");
            }

            if (bound.Low < 0 && bound != Interval.Everything)
            {
                throw new InvalidOperationException($"{bound} of {a.Interval}");
            }
        },
        iter: 500);

    [Test]
    public void What_floats_compute_exactly_has_no_width()
    {
        Interval one = Interval.Of(1);
        Interval three = Interval.Of(3);
        Assert.Multiple(() =>
        {
            Assert.That(Interval.Apply(BinaryOperation.Add, one, three), Is.EqualTo(Interval.Of(4)));
            Assert.That(Interval.Apply(BinaryOperation.Multiply, three, three), Is.EqualTo(Interval.Of(9)));
            Assert.That(Interval.Apply(UnaryOperation.Fraction, Interval.Of(2.25f)), Is.EqualTo(Interval.Of(0.25f)));
            Assert.That(Interval.Dot(Quad<Interval>.Of(1, 2, 3, 4), Quad<Interval>.Of(5, 6, 7, 8), 4, false), Is.EqualTo(Interval.Of(70)));
            Assert.That(Interval.Mix(one, three, Interval.Of(0)), Is.EqualTo(one));
        });
    }

    [Test]
    public void What_floats_round_is_bounded_by_the_neighbours_of_the_true_value()
    {
        Interval sum = Interval.Apply(BinaryOperation.Add, Interval.Of(1), Interval.Of(1e-9f));
        Interval third = Interval.Apply(BinaryOperation.Divide, Interval.Of(1), Interval.Of(3));
        Assert.Multiple(() =>
        {
            Assert.That(sum.Width, Is.GreaterThan(0).And.LessThan(3e-7));
            Assert.That(third.Width, Is.GreaterThan(0).And.LessThan(3e-7));
        });
    }

    [TestCase(0.5f, 0, 1)]
    [TestCase(1.5f, 1, 2)]
    [TestCase(-0.5f, -1, 0)]
    [TestCase(0.75f, 1, 1)]
    public void Halves_round_either_way(float x, double low, double high) =>
        Assert.That(Interval.Apply(UnaryOperation.Round, Interval.Of(x)), Is.EqualTo(new Interval(low, high)));

    [Test]
    public void Results_that_the_specification_leaves_undefined_may_be_anything() => Assert.Multiple(() =>
    {
        Interval around = new(-0.1, 0.1);
        Assert.That(Interval.Apply(UnaryOperation.Reciprocal, around), Is.EqualTo(Interval.Everything));
        Assert.That(Interval.Apply(UnaryOperation.Log2, around), Is.EqualTo(Interval.Everything));
        Assert.That(Interval.Apply(UnaryOperation.SquareRoot, around), Is.EqualTo(Interval.Everything));
        Assert.That(Interval.Apply(UnaryOperation.InverseSquareRoot, Interval.Of(0)), Is.EqualTo(Interval.Everything));
        Assert.That(Interval.Apply(BinaryOperation.Power, around, Interval.Of(2)), Is.EqualTo(Interval.Everything));
        Assert.That(Interval.Apply(BinaryOperation.Power, Interval.Of(0), Interval.Of(2)), Is.EqualTo(Interval.Of(0)));
    });

    private static Quad<Interval> Quad((Interval Interval, float[] Inside)[] v) => new(v[0].Interval, v[1].Interval, v[2].Interval, v[3].Interval);

    private static void Check(Interval bound, float value, string what)
    {
        if (!bound.Contains(value))
        {
            throw new InvalidOperationException($"{what}: {value:R} is not within {bound}");
        }
    }
}
