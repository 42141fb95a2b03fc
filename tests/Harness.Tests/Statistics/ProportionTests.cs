using Harness.Statistics;
using NUnit.Framework;

namespace Harness.Tests.Statistics;

/// <summary>Intervals of shares, against published ones.</summary>
[TestFixture]
internal sealed class ProportionTests
{
    // None of n: the rule of three, exactly 1 - 0.025^(1/n). The others: binom.test of R.
    [TestCase(0, 100, 0, 0.036217)]
    [TestCase(100, 100, 0.963783, 1)]
    [TestCase(5, 20, 0.086571, 0.491046)]
    [TestCase(1, 812, 0.0000312, 0.006843)]
    public void The_interval_is_the_exact_one(int seen, int trials, double low, double high)
    {
        var share = Proportion.Of(seen, trials);
        Assert.That(share.Value, Is.EqualTo((double)seen / trials));
        Assert.That((share.Interval.Low, share.Interval.High), Is.EqualTo((low, high)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 2e-5 && Math.Abs(a.Item2 - b.Item2) < 2e-5));
    }

    [Test]
    public void What_cannot_be_a_share_is_refused()
    {
        Assert.That(() => Proportion.Of(0, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Proportion.Of(3, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
