using CsCheck;
using Harness.Statistics;
using Harness.Statistics.Comparing;
using NUnit.Framework;

namespace Harness.Tests.Statistics;

/// <summary>Shifts, quantiles, bootstraps and crossovers, with their intervals.</summary>
[TestFixture]
internal sealed class EstimateTests
{
    private static readonly Gen<double[]> Samples = Gen.Double[1, 100].Array[1, 15];

    [Test]
    public void The_shift_and_its_interval_are_those_of_Hollander_and_Wolfe()
    {
        var shift = HodgesLehmann.Shift(PublishedSamples.AtTerm, PublishedSamples.Before);
        Assert.That(shift.Value, Is.EqualTo(0.305).Within(1e-9));
        Assert.That((shift.Interval.Low, shift.Interval.High), Is.EqualTo((-0.15, 0.76)).Using<(double, double)>(Close));
        // Their example 4.1 states the interval as one of 96 %.
        Assert.That(shift.Interval.Confidence, Is.EqualTo(0.96).Within(0.005));

        static bool Close((double Low, double High) a, (double Low, double High) b) => Math.Abs(a.Low - b.Low) + Math.Abs(a.High - b.High) < 1e-9;
    }

    [Test]
    public void A_shift_moves_with_the_samples_and_turns_with_their_roles()
        => Gen.Select(Samples, Samples, Gen.Double[-50, 50]).Sample((x, y, by) =>
        {
            var shift = HodgesLehmann.Shift(x, y);
            var moved = HodgesLehmann.Shift([.. x.Select(value => value + by)], y);
            var turned = HodgesLehmann.Shift(y, x);
            Assert.That(moved.Value, Is.EqualTo(shift.Value + by).Within(1e-9));
            Assert.That(turned.Value, Is.EqualTo(-shift.Value).Within(1e-9));
            Assert.That((turned.Interval.Low, turned.Interval.High), Is.EqualTo((-shift.Interval.High, -shift.Interval.Low)));
            Assert.That(shift.Interval.Contains(shift.Value));
        }, iter: 300);

    [Test]
    public void A_change_is_relative_and_the_same_in_every_unit()
        => Gen.Select(Samples, Samples, Gen.Double[0.01, 100]).Sample((x, y, unit) =>
        {
            Assert.That(HodgesLehmann.Change([.. y.Select(value => 1.1 * value)], y).Value, Is.EqualTo(0.1).Within(1e-9));
            var scaled = HodgesLehmann.Change([.. x.Select(value => unit * value)], [.. y.Select(value => unit * value)]);
            Assert.That(scaled.Value, Is.EqualTo(HodgesLehmann.Change(x, y).Value).Within(1e-9 * (1 + Math.Abs(scaled.Value))));
        }, iter: 300);

    [Test]
    public void Intervals_of_shifts_hold_the_true_one_as_often_as_they_say()
    {
        var noise = new LaunchNoise(2);
        var held = Enumerable.Range(0, 1000).Count(_ =>
        {
            var (x, y) = (Draw(), Draw());
            return HodgesLehmann.Change(x, y).Interval.Contains(0);
        });
        Assert.That(held / 1000.0, Is.InRange(0.94, 0.985));

        double[] Draw() => [.. Enumerable.Range(0, 12).Select(_ => noise.Launch(0.03, true))];
    }

    [Test]
    public void Too_few_samples_for_the_confidence_give_the_widest_interval_and_say_so()
    {
        var shift = HodgesLehmann.Shift([5, 6], [1, 2]);
        Assert.That((shift.Interval.Low, shift.Interval.High), Is.EqualTo((3.0, 5.0)));
        Assert.That(shift.Interval.Confidence, Is.EqualTo(1 - (2 / 6.0)).Within(1e-12));
    }

    /// <summary>Coverage of the sign test's intervals for a median, as tables have it.</summary>
    [TestCase(10, 2, 9, 0.9785)]
    [TestCase(20, 6, 15, 0.9586)]
    public void The_interval_of_a_median_is_the_tables(int size, int low, int high, double confidence)
    {
        var median = QuantileInterval.Of(Enumerable.Range(1, size).Select(i => (double)i), 0.5);
        Assert.That((median.Interval.Low, median.Interval.High), Is.EqualTo(((double)low, (double)high)));
        Assert.That(median.Interval.Confidence, Is.EqualTo(confidence).Within(0.0001));
    }

    [Test]
    public void A_hundred_samples_do_not_bound_the_99th_percentile_and_a_thousand_do()
    {
        Assert.That(P99(100).Interval.High, Is.EqualTo(double.PositiveInfinity));
        var enough = P99(1000);
        Assert.That(enough.Value, Is.EqualTo(990));
        Assert.That((enough.Interval.Low, enough.Interval.High), Is.EqualTo((984.0, 996.0)).Or.EqualTo((983.0, 996.0)).Or.EqualTo((984.0, 997.0)).Or.EqualTo((983.0, 997.0)));
        Assert.That(P99(100_000).Interval.Contains(99_000));

        static Estimate P99(int size) => QuantileInterval.Of(Enumerable.Range(1, size).Select(i => (double)i), 0.99);
    }

    [Test]
    public void A_bootstrap_repeats_itself_and_holds_the_true_value_about_as_often_as_it_says()
    {
        var noise = new LaunchNoise(3);
        var held = 0;
        for (var trial = 0; trial < 60; trial++)
        {
            double[] launches = [.. Enumerable.Range(0, 20).Select(_ => noise.Normal())];
            var mean = Bootstrap.Of(launches, drawn => drawn.Average(), seed: trial);
            held += mean.Interval.Contains(0) ? 1 : 0;
            Assert.That(trial > 3 || Bootstrap.Of(launches, drawn => drawn.Average(), seed: trial) == mean, "the same seed gives the same interval");
        }

        Assert.That(held, Is.InRange(52, 60));
    }

    [Test]
    public void A_crossover_lies_between_the_sizes_where_the_faster_road_changes()
    {
        // One road costs 10 us a transfer and 1 ns a byte, the other 2 us and 2 ns: they meet at 8000 bytes.
        double[] sizes = [1024, 2048, 4096, 8192, 16384, 32768];
        var noise = new LaunchNoise(4);
        CurvePair[] launches = [.. Enumerable.Range(0, 10).Select(_ => new CurvePair(Curve(10_000, 1), Curve(2_000, 2)))];
        var crossover = Crossover.Of(sizes, launches, seed: 1);
        Assert.That(crossover.Value, Is.EqualTo(8000).Within(600));
        Assert.That(crossover.Interval.Contains(8000));
        Assert.That(crossover.Interval.High - crossover.Interval.Low, Is.Positive.And.LessThan(2000));

        double[] Curve(double start, double perByte) => [.. sizes.Select(size => size / (start + (perByte * size)) * noise.Launch(0.03, false))];
    }

    [Test]
    public void A_road_that_is_always_or_never_faster_has_no_crossover_within_the_sizes()
    {
        CurvePair[] launches = [new([2, 2, 2], [1, 1, 1]), new([2, 2, 2], [1, 1, 1])];
        Assert.That(Crossover.Of([1, 2, 4], launches, seed: 1).Value, Is.EqualTo(double.NegativeInfinity));
        Assert.That(Crossover.Of([1, 2, 4], [.. launches.Select(pair => new CurvePair(pair.Other, pair.One))], seed: 1).Interval.Low, Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Median_and_deviation_ignore_how_far_off_one_launch_is()
    {
        Assert.That(Spread.Median([3, 1, 2, 1000]), Is.EqualTo(2.5));
        Assert.That(Spread.MedianDeviation([1, 2, 3, 4, 1000]), Is.EqualTo(1));
    }
}
