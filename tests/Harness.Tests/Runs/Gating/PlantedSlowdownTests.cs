using Harness.Runs.Gating;
using Harness.Runs.Gating.Measuring;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;
using Harness.Statistics.Gating;
using Harness.Virgl.Mutants.Slow;
using NUnit.Framework;

namespace Harness.Tests.Runs.Gating;

/// <summary>Slowdowns are planted into a real device, and the real gate has to find them. They are large ones: this machine does something else meanwhile.</summary>
[TestFixture, CancelAfter(180_000)]
internal sealed class PlantedSlowdownTests
{
    [TestCase("sleep-per-wait", "upload.dma.buffer.4MiB")]
    [TestCase("batch-missing", "upload.dma.buffer.16KiB")]
    [TestCase("copy-too-many", "upload.dma.buffer.4MiB")]
    public void It_is_a_confirmed_regression(string name, string metric)
    {
        var slowdown = SlowdownCatalogue.All.Single(slowdown => slowdown.Name == name);
        var terms = new GateTerms { Metrics = [metric], Quiet = Disturbed.ByNothing };
        using var plain = new GateSide(Side.Base, () => new HostLabLane(Device()));
        using var slow = new GateSide(Side.Head, () => new HostLabLane(Device(), slowdown.Wrap));
        var result = new LaneComparison("device", terms, plain, slow, new QuietListener()).Run(CancellationToken.None);
        Assert.That((result.Troubles, result.HeadFaults), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));
        var found = result.Series.Single().Result!;
        Assert.That(found.Answer, Is.EqualTo(Answer.Regression), $"{found}");
    }

    private static DeviceLane Device() => new(new DeviceLaneOptions { Scanout = false });
}
