using Harness.Statistics.Gating;
using NUnit.Framework;

namespace Harness.Tests.Statistics;

/// <summary>
/// How often the gate is wrong, by simulation with fixed seeds: launches whose noise is lognormal, with and without outliers. Real launches may vary otherwise;
/// comparisons of a build with itself on the machine itself tell.
/// </summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class GateSimulationTests
{
    private const int Trials = 2000;

    [Test]
    public void A_build_compared_with_itself_is_red_in_less_than_one_of_a_hundred([Values(0.01, 0.03, 0.05)] double deviation, [Values] bool heavy)
        => Assert.That(Share(deviation, heavy, 1.0, 1), Is.LessThan(0.01));

    [Test]
    public void Ten_percent_more_is_red_in_more_than_95_of_a_hundred([Values(0.01, 0.03)] double deviation, [Values] bool heavy)
        => Assert.That(Share(deviation, heavy, 1.10, 2), Is.GreaterThan(0.95));

    [Test]
    public void Five_percent_more_is_found_where_launches_vary_little()
        => Assert.That(Share(0.01, true, 1.05, 3), Is.GreaterThan(0.95));

    [Test]
    public void Thirty_metrics_of_one_build_have_a_false_red_in_less_than_one_of_a_hundred_comparisons()
    {
        const int Metrics = 30, Comparisons = 300;
        var noise = new LaunchNoise(4);
        var red = 0;
        for (var trial = 0; trial < Comparisons; trial++)
        {
            var gates = Enumerable.Range(0, Metrics).Select(_ => new SequentialComparison(new GatePlan(), Better.Lower)).ToArray();
            while (gates.Any(gate => gate.Wanted > 0))
            {
                var (@base, head) = (noise.Launch(Metrics, 0.03), noise.Launch(Metrics, 0.03));
                for (var metric = 0; metric < Metrics; metric++)
                {
                    gates[metric].Add(@base[metric], head[metric]);
                }
            }

            red += gates.Any(gate => gate.Result!.Answer == Answer.Regression) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{red} of {Comparisons} comparisons red");
        Assert.That(red / (double)Comparisons, Is.LessThan(0.01));
    }

    [Test]
    public void A_machine_that_drifts_is_no_regression_when_launches_alternate_and_one_when_they_do_not()
    {
        const double Drift = 0.08;
        var plan = new GatePlan { Looks = [new(10, 0.01)], Confirmation = new(10, 0.01) };
        var alternating = Drifting(pair => Interleaving.BaseFirst(pair, 0) ? (2 * pair, (2 * pair) + 1) : ((2 * pair) + 1, 2 * pair));
        var inTurn = Drifting(pair => (pair % 10, 10 + (pair % 10)));
        Assert.That(alternating, Is.Zero);
        Assert.That(inTurn, Is.GreaterThan(0.9));

        double Drifting(Func<int, (int Base, int Head)> places)
        {
            var noise = new LaunchNoise(5);
            return Count(500, () =>
            {
                var gate = new SequentialComparison(plan, Better.Lower);
                for (var pair = 0; gate.Wanted > 0; pair++)
                {
                    var (@base, head) = places(pair);
                    gate.Add(Launch(@base), Launch(head));
                }

                return gate.Result!.Answer == Answer.Regression;
            });

            double Launch(int place) => noise.Launch(0.01, false) * (1 + (Drift * place / 19));
        }
    }

    private static double Share(double deviation, bool heavy, double factor, int seed)
    {
        var noise = new LaunchNoise(seed);
        var launches = 0;
        var share = Count(Trials, () =>
        {
            var gate = new SequentialComparison(new GatePlan(), Better.Lower);
            while (gate.Wanted > 0)
            {
                gate.Add(noise.Launch(deviation, heavy), factor * noise.Launch(deviation, heavy));
            }

            launches += gate.Result!.Launches;
            return gate.Result.Answer == Answer.Regression;
        });
        TestContext.Out.WriteLine($"deviation {deviation:P0}, heavy {heavy}, factor {factor}: {share:P2} red, {launches / (double)Trials:F1} launches a side");
        return share;
    }

    private static double Count(int trials, Func<bool> trial) => Enumerable.Range(0, trials).Count(_ => trial()) / (double)trials;
}
