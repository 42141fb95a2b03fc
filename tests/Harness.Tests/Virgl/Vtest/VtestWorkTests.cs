using Harness.Lab.Latency;
using Harness.Lab.Sampling;
using Harness.Virgl;
using Harness.Virgl.Vtest;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Vtest;

/// <summary>What is counted of the work of a vtest server.</summary>
public sealed class VtestWorkTests
{
    [Test]
    public void A_round_trip_asks_for_the_same_every_time_and_allocates_nothing()
    {
        using var server = VtestServer.Start();
        using var connection = server.Connect();
        using var bench = new RoundTripBench(connection);
        var sample = new Sampler { Turns = 50, TurnsAtMost = 50 }.Take(bench);
        Assert.That(sample.WorkVaries, Is.False);
        Assert.That(sample.Work, Is.EqualTo(new WorkCounters(Commands: sample.Work!.Value.Commands, Bytes: sample.Work.Value.Bytes, 0, Fences: 1, 0, Messages: sample.Work.Value.Commands)));

        // The stream and the wait, each with a header of two dwords, at least.
        Assert.That(sample.Work.Value.Commands, Is.GreaterThanOrEqualTo(2));
        Assert.That(sample.Work.Value.Bytes, Is.GreaterThanOrEqualTo((3 + 4) * sizeof(uint)));
        Assert.That(sample.Allocated, Is.Zero);
    }
}
