using Harness.Runs.Transfers;
using NUnit.Framework;

namespace Harness.Tests.Runs;

/// <summary>A real QEMU that traces.</summary>
public sealed class SubmissionStagesTests
{
    [Test]
    public void The_stages_of_every_turn_add_up_to_the_whole_of_it()
    {
        const int Turns = 100;
        using var stages = SubmissionStages.Start(qemu: null);
        var samples = stages.Take(Turns);
        Assert.That(samples.Select(sample => sample.Name), Is.Unique.And.All.StartsWith(SubmissionStages.Prefix));
        Assert.That(samples.Select(sample => sample.Seconds.Count), Is.All.EqualTo(Turns));

        // Each time stamp is cut off at a microsecond, and none before its predecessor.
        for (var turn = 0; turn < Turns; turn++)
        {
            Assert.That(samples.SkipLast(1).Sum(sample => sample.Seconds[turn]), Is.EqualTo(samples[^1].Seconds[turn]).Within(8e-6));
        }
    }
}
