using CsCheck;
using Harness.Statistics;
using Harness.Statistics.Nightly;
using NUnit.Framework;

namespace Harness.Tests.Statistics;

[TestFixture, CancelAfter(60_000)]
internal sealed class ChangePointTests
{
    /// <summary>Series of the tests of Apache Otava, with what it finds in them (tests/change_point_divisive_test.py, tests/series_test.py).</summary>
    [TestCase(new[] { 0.3, 2.4, 1.5, -0.9, -0.5, 99.7, 98.3, 99.1, 149.0, 149.7, 149.5, 149.1, 148.8, 150.0 }, new[] { 5, 8 }, 0.01)]
    [TestCase(new[] { 1.02, 0.95, 0.99, 1.00, 1.12, 0.90, 0.50, 0.51, 0.48, 0.48, 0.55 }, new[] { 6 }, 0.001)]
    [TestCase(new[] { 2.02, 2.03, 2.01, 2.04, 1.82, 1.85, 1.79, 1.81, 1.80, 1.76, 1.78 }, new[] { 4 }, 0.001)]
    [TestCase(new double[] { 1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5, 9, 9, 9, 9, 9, 9, 9, 9, 3, 3, 3, 3, 3, 3, 3, 3, 3 }, new[] { 5, 13, 21 }, 0.05)]
    public void The_changes_are_those_that_Otava_finds(double[] series, int[] expected, double maxP)
        => Assert.That(ChangePoints.Find(series, new ChangePointSettings { MaxP = maxP }).Select(change => change.Index), Is.EqualTo(expected));

    /// <summary>Student's own sleep data (1908), as every handbook has its p.</summary>
    [Test]
    public void Students_test_gives_the_published_p()
    {
        var (before, after, p) = StudentTest.Compare([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
        Assert.That((before, after), Is.EqualTo((0.75, 2.33)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-9));
        Assert.That(p, Is.EqualTo(0.07919).Within(0.00001));
    }

    [Test]
    public void The_statistic_is_that_of_its_definition()
        => Gen.Double[0, 10].Array[6, 14].Sample(series =>
        {
            var found = new EnergyDistance(series).Best(0, series.Length, 1)!.Value;
            var best = (from split in Enumerable.Range(1, series.Length - 1) from end in Enumerable.Range(split + 1, series.Length - split) select Distance(series[..split], series[split..end])).Max();
            Assert.That(found.Distance, Is.EqualTo(best).Within(1e-9));
        }, iter: 100);

    [Test]
    public void A_series_keeps_its_changes_when_its_unit_changes_and_mirrors_them_when_it_runs_backwards()
        => Gen.Select(Gen.Int[0, 1000], Gen.Int[10, 30], Gen.Double[0.01, 100]).Sample((seed, at, unit) =>
        {
            var noise = new LaunchNoise(seed);
            double[] series = [.. Enumerable.Range(0, 40).Select(i => noise.Launch(0.01, false) * (i < at ? 1 : 1.2))];
            var found = ChangePoints.Find(series).Select(change => change.Index).ToArray();
            Assert.That(found, Does.Contain(at));
            Assert.That(ChangePoints.Find([.. series.Select(value => unit * value)]).Select(change => change.Index), Is.EqualTo(found));
            Assert.That(ChangePoints.Find([.. series.Reverse()]).Select(change => change.Index), Does.Contain(40 - at));
        }, iter: 100);

    [TestCase(0.01, 60, 0.01)]
    [TestCase(0.03, 60, 0.03)]
    [TestCase(0.03, 90, 0.03)]
    public void Quiet_nights_with_outliers_seldom_have_a_change(double deviation, int nights, double atMost)
    {
        var noise = new LaunchNoise(6);
        const int Series = 300;
        var alarms = Enumerable.Range(0, Series).Count(_ => Of(Nights(noise, nights, deviation, _ => 1)).Changes.Count > 0) / (double)Series;
        TestContext.Out.WriteLine($"{alarms:P1} of series of {nights} nights at {deviation:P0}");
        Assert.That(alarms, Is.LessThanOrEqualTo(atMost));
    }

    [Test]
    public void Five_percent_more_is_found_within_some_nights()
    {
        const int At = 40, Series = 100;
        var noise = new LaunchNoise(7);
        var delays = new List<int>();
        for (var i = 0; i < Series; i++)
        {
            var nights = Nights(noise, At + 15, 0.03, night => night < At ? 1 : 1.05);
            delays.Add(Enumerable.Range(1, 15).FirstOrDefault(more => Of(nights[..(At + more)]).Changes.Any(change => Math.Abs(change.Index - At) <= 2), 99));
        }

        delays.Sort();
        TestContext.Out.WriteLine($"median {delays[Series / 2]}, 90 % within {delays[Series * 9 / 10]}, {delays.Count(delay => delay > 15)} missed");
        Assert.That((delays[Series / 2], delays[Series * 9 / 10]), Is.EqualTo((3, 3)));
        Assert.That(delays.Count(delay => delay > 15), Is.LessThanOrEqualTo(Series / 50));
    }

    [Test]
    public void A_change_is_told_with_its_night_and_size()
    {
        var series = Of(Nights(new LaunchNoise(8), 40, 0.01, night => night < 25 ? 1 : 1.10));
        var change = series.Changes.Single();
        Assert.That((series.SegmentStarts, change.Index), Is.EqualTo(((IReadOnlyList<int>)[0], 25)).Using<(IReadOnlyList<int>, int)>((a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2 == b.Item2));
        Assert.That(change.Change, Is.EqualTo(0.10).Within(0.01));
    }

    [Test]
    public void A_step_with_another_environment_is_none_and_later_ones_are_found_at_their_night()
    {
        var nights = Nights(new LaunchNoise(9), 60, 0.01, night => night < 20 ? 1 : night < 40 ? 1.3 : 1.5)
            .Select((night, i) => night with { Environment = i < 20 ? "old host" : "new host" }).ToArray();
        var series = Of(nights);
        Assert.That(series.SegmentStarts, Is.EqualTo((int[])[0, 20]));
        Assert.That(series.Changes.Select(change => change.Index), Is.EqualTo((int[])[40]));
    }

    [Test]
    public void A_step_that_the_ledger_names_is_not_told_again()
    {
        var nights = Nights(new LaunchNoise(10), 40, 0.01, night => night < 20 ? 1 : 1.3);
        Assert.That(Of(nights).Changes.Select(change => change.Index), Is.EqualTo((int[])[20]));
        var known = new NightlySeries(nights, new HashSet<string> { nights[20].Commit });
        Assert.That((known.Changes.Count, known.SegmentStarts.Count), Is.EqualTo((0, 2)));
    }

    private static NightlySeries Of(IReadOnlyList<Night> nights) => new(nights, new HashSet<string>());

    private static Night[] Nights(LaunchNoise noise, int count, double deviation, Func<int, double> level) => [.. Enumerable.Range(0, count).Select(night =>
        new Night($"commit-{night}", "host", Spread.Median(Enumerable.Range(0, 5).Select(_ => level(night) * noise.Launch(deviation, heavy: true)))))];

    /// <summary>Matteson and James (2014), equation 5 with alpha 1, as it stands there.</summary>
    private static double Distance(double[] x, double[] y)
    {
        double n = x.Length, m = y.Length;
        var between = x.Sum(a => y.Sum(b => Math.Abs(a - b)));
        return n * m / (n + m) * ((2 / (n * m) * between) - Within(x) - Within(y));

        static double Within(double[] part) => part.Length < 2 ? 0
            : (from i in Enumerable.Range(0, part.Length) from k in Enumerable.Range(i + 1, part.Length - i - 1) select Math.Abs(part[i] - part[k])).Sum() / (part.Length * (part.Length - 1) / 2.0);
    }
}
