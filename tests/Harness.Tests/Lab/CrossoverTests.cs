using Harness.Runs.Transfers;
using NUnit.Framework;

namespace Harness.Tests.Lab;

/// <summary>The size from which on DMA is the faster road.</summary>
public sealed class CrossoverTests
{
    [Test]
    public void It_lies_between_two_sizes_on_a_logarithmic_scale()
    {
        var found = Crossover.Of([[(1024, 0.5), (4096, 2.0), (16384, 3.0)]]);
        Assert.That(found.Bytes, Is.EqualTo(2048).Within(1e-6));
    }

    [Test]
    public void It_is_the_last_one_when_roads_overtake_each_other_more_than_once()
    {
        var found = Crossover.Of([[(1024, 1.5), (4096, 0.5), (16384, 2.0)]]);
        Assert.That(found.Bytes, Is.EqualTo(8192).Within(1e-6));
    }

    [Test]
    public void The_middle_of_the_launches_counts_and_the_others_bound_it()
    {
        var found = Crossover.Of([Crossing(8000), Crossing(2000), Crossing(4000)]);
        Assert.That(found.Bytes, Is.EqualTo(4000).Within(1e-6));
        Assert.That(found.Low, Is.EqualTo(2000).Within(1e-6));
        Assert.That(found.High, Is.EqualTo(8000).Within(1e-6));
        Assert.That(found.Confidence, Is.EqualTo(0.75));
    }

    [TestCase(1.5, true)]
    [TestCase(0.5, false)]
    public void There_is_none_when_one_road_is_faster_at_all_sizes(double ratio, bool dma)
    {
        var found = Crossover.Of([[(1024, ratio), (4096, ratio)]]);
        Assert.That(found.Bytes, Is.Null);
        Assert.That(found.DmaAlwaysFaster, Is.EqualTo(dma));
    }

    private static IReadOnlyList<(int, double)> Crossing(int bytes) => [(bytes / 2, 0.5), (bytes * 2, 2.0)];
}
