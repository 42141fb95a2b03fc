using CsCheck;
using Harness.Statistics.Comparing;
using NUnit.Framework;
using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;
using Pragmastat;

namespace Harness.Tests.Statistics;

[TestFixture]
internal sealed class MannWhitneyTests
{
    // Few different values, so that most samples have ties.
    private static readonly Gen<double[]> Tied = Gen.Int[0, 4].Select(value => (double)value).Array[1, 6];

    /// <summary>Mann and Whitney (1947), table I: the probability of a U of at most 0, 1, 2, ... with three and with four values a side.</summary>
    [TestCase(3, new[] { 0.050, 0.100, 0.200, 0.350, 0.500 })]
    [TestCase(4, new[] { 0.014, 0.029, 0.057, 0.100, 0.171, 0.243, 0.343, 0.443, 0.557 })]
    public void P_is_that_of_the_table_of_1947(int size, double[] published)
    {
        for (var u = 0; u < published.Length; u++)
        {
            // Ranks of the second sample with that U: as low as they can be, some moved up.
            var ranks = Subsets(2 * size, size).First(subset => subset.Sum() == u + (size * (size + 1) / 2));
            var p = MannWhitney.Greater([.. Enumerable.Range(1, 2 * size).Except(ranks).Select(rank => (double)rank)], [.. ranks.Select(rank => (double)rank)]);
            Assert.That(p, Is.EqualTo(published[u]).Within(0.0005), $"U = {u}");
        }
    }

    [Test]
    public void P_is_that_of_Hollander_and_Wolfe_for_samples_of_different_size()
        => Assert.That(MannWhitney.Greater(PublishedSamples.AtTerm, PublishedSamples.Before), Is.EqualTo(0.1272).Within(0.00005));

    [TestCase(5, 252)]
    [TestCase(6, 924)]
    public void The_smallest_p_is_one_in_the_number_of_choices(int size, int choices)
    {
        double[] low = [.. Enumerable.Range(1, size)], high = [.. Enumerable.Range(size + 1, size)];
        Assert.That(MannWhitney.Greater(high, low), Is.EqualTo(1.0 / choices).Within(1e-15));
        Assert.That(MannWhitney.SmallestP(size, size), Is.EqualTo(1.0 / choices).Within(1e-15));
        Assert.That(MannWhitney.Greater(low, high), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void P_is_the_share_of_all_ways_to_deal_the_values_out_also_with_ties()
        => Gen.Select(Tied, Tied).Sample((x, y) =>
        {
            double[] all = [.. x, .. y];
            var observed = Wins(x, y);
            var dealt = Subsets(all.Length, x.Length).Select(places => Wins(
                [.. places.Select(place => all[place - 1])], [.. Enumerable.Range(1, all.Length).Except(places).Select(place => all[place - 1])])).ToArray();
            Assert.That(MannWhitney.Greater(x, y), Is.EqualTo((double)dealt.Count(wins => wins >= observed) / dealt.Length).Within(1e-12));
        }, iter: 300);

    [Test]
    public void Without_ties_p_is_that_of_another_implementation()
        => Gen.Select(Gen.Double[1, 100].ArrayUnique[2, 20], Gen.Double[1, 100].ArrayUnique[2, 20]).Where((x, y) => !x.Intersect(y).Any()).Sample(
            (x, y) => Assert.That(MannWhitney.Greater(x, y), Is.EqualTo(Perfolizers(x, y)).Within(1e-9)), iter: 300);

    [Test]
    public void Past_the_size_for_exact_counting_p_hardly_changes()
    {
        var noise = new LaunchNoise(1);
        double[] y = [.. Enumerable.Range(0, 50).Select(_ => noise.Launch(0.03, false))];
        double[] x = [.. Enumerable.Range(0, 50).Select(_ => 1.015 * noise.Launch(0.03, false))];
        var exact = MannWhitney.Greater(x, y);
        var median = x.Order().ElementAt(25);
        Assert.That(exact, Is.InRange(0.001, 0.3));
        Assert.That(MannWhitney.Greater([.. x, median], y), Is.EqualTo(exact).Within(0.01));
        Assert.That(MannWhitney.Greater(Enumerable.Repeat(1.0, 60).ToArray(), Enumerable.Repeat(1.0, 60).ToArray()), Is.GreaterThanOrEqualTo(0.5));
    }

    [Test]
    public void Samples_that_are_empty_or_no_numbers_are_refused()
    {
        Assert.That(() => MannWhitney.Greater([], [1]), Throws.ArgumentException.With.Message.Contains("no samples"));
        Assert.That(() => MannWhitney.Greater([1], [double.NaN]), Throws.ArgumentException.With.Message.Contains("no number"));
    }

    private static double Perfolizers(double[] x, double[] y)
        => MannWhitneyTest.Instance.Perform(new Sample(x), new Sample(y), AlternativeHypothesis.Greater, Threshold.Zero).PValue;

    private static double Wins(double[] x, double[] y) => x.Sum(a => y.Sum(b => a > b ? 1 : a == b ? 0.5 : 0));

    /// <summary>All ways to choose numbers from 1 to <paramref name="n"/>.</summary>
    private static IEnumerable<int[]> Subsets(int n, int size) => Enumerable.Range(0, 1 << n).Where(bits => int.PopCount(bits) == size)
        .Select(bits => Enumerable.Range(1, n).Where(i => (bits >> (i - 1) & 1) == 1).ToArray());
}
