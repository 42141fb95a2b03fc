using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using NUnit.Framework;

namespace Harness.Conformance;

/// <summary>One host stack of each lane for all tests, started when the first test needs it and taken down after the last.</summary>
[SetUpFixture]
internal sealed class LaneHosts
{
    private static readonly Dictionary<string, LaneHost> Hosts = [];

    /// <summary>The books of all cells.</summary>
    public static SuiteLedger Ledger { get; } = new();

    /// <summary>The lane's host, up; or with the reason why it is not.</summary>
    public static LaneHost At(string lane)
    {
        if (!Hosts.TryGetValue(lane, out var host))
        {
            Hosts.Add(lane, host = new LaneHost(LaneCatalogue.Make(lane, SuiteLanes.Settings)));
        }

        return host;
    }

    /// <summary>For tests that need a lane: where it is not chosen or may be missing the test is ignored, else it fails.</summary>
    public static void Require(string lane)
    {
        if (!SuiteLanes.Has(lane))
        {
            Assert.Ignore($"Lane '{lane}' is not among the lanes to run.");
        }

        if (At(lane).Unavailable is { } reason)
        {
            var message = LaneAbsence.Reason(lane, reason);
            if (SuiteLanes.MayBeAbsent(lane))
            {
                Assert.Ignore(message);
            }

            Assert.Fail(message);
        }
    }

    [OneTimeTearDown]
    public void TakeDown()
    {
        foreach (var host in Hosts.Values)
        {
            host.Dispose();
        }

        Hosts.Clear();

        // With a filter the test of the books is left out; the books are not.
        Assert.That(Ledger.Imbalance(), Is.Null);
    }
}
