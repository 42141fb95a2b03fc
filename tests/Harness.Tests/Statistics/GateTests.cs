using Harness.Statistics.Gating;
using NUnit.Framework;

namespace Harness.Tests.Statistics;

/// <summary>How the gate comes to its answers, sample by sample.</summary>
[TestFixture]
internal sealed class GateTests
{
    [Test]
    public void A_plan_whose_alpha_cannot_be_reached_is_refused_with_the_number()
        => Assert.That(
            () => new SequentialComparison(new GatePlan { Looks = [new(5, 0.002)] }, Better.Lower),
            Throws.ArgumentException.With.Message.Contains("5 launches a side cannot reach p < 0.002").And.Message.Contains("0.00397"));

    [Test]
    public void Looks_must_grow()
        => Assert.That(() => new GatePlan { Looks = [new(12, 0.004), new(12, 0.006)] }.Checked(), Throws.ArgumentException.With.Message.Contains("growing"));

    [TestCase(Better.Lower, 1.10)]
    [TestCase(Better.Higher, 0.90)]
    public void A_clear_slowdown_is_a_regression_once_fresh_launches_confirm_it(Better better, double factor)
    {
        var comparison = new SequentialComparison(new GatePlan(), better);
        Assert.That(comparison.Wanted, Is.EqualTo(6));
        Feed(comparison, 6, factor);
        Assert.That((comparison.Result, comparison.Wanted), Is.EqualTo(((Comparison?)null, 12)), "a candidate is measured afresh");
        Feed(comparison, 12, factor);
        var result = comparison.Result!;
        Assert.That((result.Answer, result.Launches, comparison.Wanted), Is.EqualTo((Answer.Regression, 18, 0)));
        Assert.That(result.Change.Value, Is.EqualTo(factor - 1).Within(0.01));
        Assert.That(result.Change.Interval.Contains(factor - 1));
        Assert.That(result.P, Is.LessThan(0.01));
    }

    [Test]
    public void A_slowdown_that_fresh_launches_do_not_show_is_inconclusive()
    {
        var comparison = new SequentialComparison(new GatePlan(), Better.Lower);
        Feed(comparison, 6, 1.10);
        Feed(comparison, 12, 1.0);
        Assert.That((comparison.Result!.Answer, comparison.Result.Unconfirmed), Is.EqualTo((Answer.Inconclusive, true)));
    }

    [TestCase(Better.Lower, 0.90)]
    [TestCase(Better.Higher, 1.10)]
    public void An_improvement_is_ok_and_told(Better better, double factor)
    {
        var comparison = new SequentialComparison(new GatePlan(), better);
        Feed(comparison, 6, factor);
        Assert.That((comparison.Result!.Answer, comparison.Result.Improved), Is.EqualTo((Answer.Ok, true)));
    }

    [Test]
    public void A_slowdown_below_the_smallest_effect_is_looked_at_to_the_end_and_no_regression()
    {
        var comparison = new SequentialComparison(new GatePlan(), Better.Lower);
        Feed(comparison, 20, 1.025);
        Assert.That((comparison.Result!.Answer, comparison.Result.Launches, comparison.Result.Unconfirmed), Is.EqualTo((Answer.Inconclusive, 20, false)));
    }

    [Test]
    public void Samples_after_the_result_change_nothing()
    {
        var comparison = new SequentialComparison(new GatePlan(), Better.Lower);
        Feed(comparison, 6, 1.0);
        var result = comparison.Result;
        Feed(comparison, 30, 2.0);
        Assert.That(comparison.Result, Is.SameAs(result));
        Assert.That(result!.Answer, Is.EqualTo(Answer.Ok));
    }

    [Test]
    public void A_sample_that_is_not_positive_is_refused()
        => Assert.That(() => new SequentialComparison(new GatePlan(), Better.Lower).Add(1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(new long[] { 12, 12 }, new long[] { 12, 12 }, Answer.Ok, false)]
    [TestCase(new long[] { 12, 12 }, new long[] { 13, 13 }, Answer.Regression, false)]
    [TestCase(new long[] { 12, 12 }, new long[] { 11, 11 }, Answer.Ok, true)]
    [TestCase(new long[] { 12, 12 }, new long[] { 12, 13 }, Answer.Inconclusive, false)]
    [TestCase(new long[] { 0, 0 }, new long[] { 1, 1 }, Answer.Regression, false)]
    public void Any_change_of_a_counter_counts_and_one_that_varies_says_nothing(long[] @base, long[] head, Answer answer, bool improved)
        => Assert.That(CounterComparison.Judge(@base, head, Better.Lower), Is.EqualTo((answer, improved)));

    [Test]
    public void A_counter_may_be_allowed_to_grow_and_one_launch_is_not_enough()
    {
        Assert.That(CounterComparison.Judge([100, 100], [105, 105], Better.Lower, allowed: 0.05).Answer, Is.EqualTo(Answer.Ok));
        Assert.That(CounterComparison.Judge([100, 100], [106, 106], Better.Lower, allowed: 0.05).Answer, Is.EqualTo(Answer.Regression));
        Assert.That(() => CounterComparison.Judge([1], [1, 1], Better.Lower), Throws.ArgumentException);
    }

    [Test]
    public void Pairs_alternate_and_the_seed_says_who_is_first()
        => Assert.That(Enumerable.Range(0, 4).Select(pair => Interleaving.BaseFirst(pair, 0)).Concat([Interleaving.BaseFirst(0, 1)]), Is.EqualTo((bool[])[true, false, true, false, false]));

    /// <summary>Launches that vary by half a percent, in the same way on both sides.</summary>
    private static void Feed(SequentialComparison comparison, int pairs, double factor)
    {
        for (var i = 0; i < pairs; i++)
        {
            comparison.Add(100 + (i % 5 * 0.25), factor * (100 + ((i + 2) % 5 * 0.25)));
        }
    }
}
