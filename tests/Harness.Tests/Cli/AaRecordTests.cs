using Harness.Cli.Gating;
using Harness.Runs.Gating.Records;
using Harness.Store;
using Harness.Tests.Imaging;
using Harness.Tests.Store;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>How often the gate was wrong, summed over runs.</summary>
[TestFixture]
internal sealed class AaRecordTests
{
    [Test]
    public void Runs_of_the_lanes_asked_for_are_summed_and_the_one_in_progress_is_added()
    {
        using var folder = new TemporaryFolder();
        var address = StoreAddress.Parse(Path.Combine(folder.Path, "store.db"))!;
        using (var store = RunStore.Open(address))
        {
            store.Save(SampleRuns.Run("1", 0, [.. AaRecord.Metrics([Metric("device", GateVerdicts.Ok), Metric("device", GateVerdicts.Regression), Metric("drm", GateVerdicts.Regression)])]));
            store.Save(SampleRuns.Run("2", 0, [.. AaRecord.Metrics([Metric("device", GateVerdicts.Inconclusive), Metric("device", GateVerdicts.Improved)])]));
        }

        var (rate, trouble) = AaRecord.Read(address, ["device"], [.. AaRecord.Metrics([Metric("device", GateVerdicts.Ok)])]);
        Assert.That((rate!.Runs, rate.Comparisons, rate.FalseAlarms, trouble), Is.EqualTo((3, 5, 1, (string?)null)));
        Assert.That(AaRecord.Read(address, ["vtest"], []).Rate, Is.Null, "nothing was compared there");
    }

    [Test]
    public void A_store_that_cannot_be_read_is_told_and_what_is_at_hand_counts()
    {
        using var folder = new TemporaryFolder();
        var (rate, trouble) = AaRecord.Read(StoreAddress.Parse(folder.Path)!, ["device"], [.. AaRecord.Metrics([Metric("device", GateVerdicts.Ok)])]);
        Assert.That((rate!.Comparisons, rate.FalseAlarms), Is.EqualTo((1, 0)));
        Assert.That(trouble, Does.Contain(folder.Path));
    }

    private static ComparedMetric Metric(string lane, string verdict) => new()
    {
        Name = "upload", Lane = lane, Unit = "MiB/s", Kind = "throughput", Better = "higher", Verdict = verdict, Base = 1, Head = 1, Launches = 6, BaseSamples = [1], HeadSamples = [1],
    };
}
