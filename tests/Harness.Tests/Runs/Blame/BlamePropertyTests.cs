using Harness.Runs.Blame;
using NUnit.Framework;

namespace Harness.Tests.Runs.Blame;

/// <summary>What holds for every combination of outcomes over the lanes. There are few enough to try them all.</summary>
[TestFixture]
internal sealed class BlamePropertyTests
{
    // Signs that a lane can have: only those with a display can be wrong there, only those with a guest can lose its kernel.
    private static readonly string[] Possible = ["+-~!P.", "+-~!H.", "+-~!HP.", "+o-~!Hsd.", "+o-~!HKPs.", "+o-~!HKPsd."];

    /// <summary>Layers that a lane goes through, so that they are right where it passes.</summary>
    private static readonly Dictionary<string, Layer[]> Exonerated = new()
    {
        [LaneNames.Native] = [Layer.Oracle, Layer.HostGl],
        [LaneNames.Vtest] = [Layer.Oracle, Layer.HostGl, Layer.Renderer],
        [LaneNames.Virpipe] = [Layer.Oracle, Layer.HostGl, Layer.Renderer],
        [LaneNames.Device] = [Layer.Oracle, Layer.HostGl, Layer.Renderer, Layer.Device],
        [LaneNames.Drm] = [Layer.Oracle, Layer.HostGl, Layer.Renderer, Layer.Device, Layer.KernelDriver],
    };

    /// <summary>Lanes that go through everything that a lane goes through, and more.</summary>
    private static readonly Dictionary<string, string[]> Above = new()
    {
        [LaneNames.Native] = [LaneNames.Vtest, LaneNames.Virpipe, LaneNames.Device, LaneNames.Drm, LaneNames.Guest],
        [LaneNames.Vtest] = [LaneNames.Virpipe, LaneNames.Device, LaneNames.Drm, LaneNames.Guest],
        [LaneNames.Virpipe] = [LaneNames.Guest],
        [LaneNames.Device] = [LaneNames.Drm, LaneNames.Guest],
        [LaneNames.Drm] = [LaneNames.Guest],
    };

    [Test]
    public void Every_combination_has_an_answer_and_none_where_nothing_is_wrong()
    {
        foreach (var signs in All())
        {
            var evidence = Readings.Of(signs);
            var wrong = signs.Any(sign => sign is not ('+' or 'o' or '.'));
            if (BlameTable.Decide(evidence) is not null != wrong)
            {
                Assert.Fail($"{signs}: {BlameTable.Decide(evidence)?.Name ?? "no answer"}");
            }
        }
    }

    [Test]
    public void Every_rule_answers_to_something()
    {
        var used = new HashSet<string>();
        foreach (var signs in All())
        {
            used.Add(BlameTable.Decide(Readings.Of(signs))?.Name ?? "");
        }

        // These look at more than the lanes' outcomes, and have tests of their own.
        used.UnionWith(["all-host-gls-against-the-oracle", "reference-not-reviewed", "no-rule"]);
        Assert.That(BlameTable.Rules.Select(rule => rule.Name).Except(used), Is.Empty);
    }

    [Test]
    public void A_lower_lane_that_passes_moves_no_blame_to_a_layer_that_it_exonerates()
    {
        foreach (var signs in All())
        {
            foreach (var (lane, above) in Above)
            {
                var at = LaneNames.OrderOf(lane);
                if (signs[at] != '.' || !FailsOnlyAbove(signs, above))
                {
                    continue;
                }

                var (before, after) = (BlameTable.Decide(Readings.Of(signs))!, BlameTable.Decide(Readings.Of($"{signs[..at]}+{signs[(at + 1)..]}"))!);
                if (after.Layer != before.Layer && Exonerated[lane].Contains(after.Layer))
                {
                    Assert.Fail($"{signs}: {before.Name} says {before.Layer.Word()}; with {lane} passing, {after.Name} says {after.Layer.Word()}");
                }
            }
        }
    }

    [Test]
    public void Nobody_is_surely_at_fault_where_a_lane_through_it_draws_right()
    {
        foreach (var signs in All().Where(signs => !signs.Any(sign => sign is 'H' or 'K' or 'P')))
        {
            var rule = BlameTable.Decide(Readings.Of(signs));
            if (rule is { Certainty: Certainty.Sure } && Exonerated.Any(lane => signs[LaneNames.OrderOf(lane.Key)] is '+' or 'o' or 's' && lane.Value.Contains(rule.Layer)))
            {
                Assert.Fail($"{signs}: {rule.Name} is sure of {rule.Layer.Word()}");
            }
        }
    }

    private static bool FailsOnlyAbove(string signs, string[] above)
    {
        var fails = false;
        for (var i = 0; i < signs.Length; i++)
        {
            if (signs[i] is '+' or 'o' or '.' or 's')
            {
                continue;
            }

            if (!above.Contains(LaneNames.All[i]))
            {
                return false;
            }

            fails = true;
        }

        return fails;
    }

    private static IEnumerable<string> All()
    {
        IEnumerable<string> all = [""];
        foreach (var possible in Possible)
        {
            all = all.SelectMany(begun => possible.Select(sign => begun + sign));
        }

        return all;
    }
}
