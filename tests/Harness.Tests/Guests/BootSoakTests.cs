using Harness.Guests;
using Harness.Qemu.Guest;
using Harness.Runs.Lanes;
using Harness.Tests.Qemu.Guest;
using NUnit.Framework;

namespace Harness.Tests.Guests;

/// <summary>Guests booted one after the other: each gets ready, each stops as it is told, and nothing of them is left.</summary>
[TestFixture]
internal sealed class BootSoakTests
{
    [Test, CancelAfter(120_000)]
    public void Three_boots_in_a_row_get_ready_and_leave_nothing(CancellationToken cancellation) => Boot(3, cancellation);

    [Test, CancelAfter(1_200_000), Explicit("Takes some minutes: --filter Name~Fifty_boots")]
    public void Fifty_boots_in_a_row_get_ready_and_leave_nothing(CancellationToken cancellation) => Boot(50, cancellation);

    private static void Boot(int times, CancellationToken cancellation)
    {
        using var source = new GuestSource(new GuestSourceOptions());
        var setup = RealGuest.Setup(source);
        var seconds = new List<double>();
        var traces = new List<Traces>();
        var descriptors = 0;
        for (var boot = 1; boot <= times; boot++)
        {
            using (var guest = RunningGuest.Boot(setup, cancellation))
            {
                seconds.Add(guest.ReadyAfter.TotalSeconds);
                traces.Add(TestGuest.TracesOf(guest.Machine));
                Assert.That(traces[^1].AreGoneNow, Is.False, "what is looked for is there while it runs");
                var end = guest.Stop();
                Assert.That(end.Class, Is.EqualTo(GuestEndClass.Stopped), $"boot {boot}: {end}");
                Assert.That(end.Sentence, Does.Contain("as it was asked"), $"boot {boot}: nothing had to be killed");
            }

            Assert.That(traces[^1].AreGone, Is.True, $"boot {boot} left something of {traces[^1]}");

            // The first boot opens what stays: thread pool, signals, pipes of the runtime.
            descriptors = boot == 1 ? OpenDescriptors() : descriptors;
        }

        Assert.That(traces.All(trace => trace.AreGoneNow), Is.True);
        Assert.That(() => OpenDescriptors(), Is.LessThanOrEqualTo(descriptors + times / 3).After(2000, 50), "files and sockets that this process itself has open");
        seconds.Sort();
        TestContext.Out.WriteLine(
            $"{times} boots, {times} ready: {seconds[0]:0.00} s at least, {seconds[times / 2]:0.00} s p50, {seconds[^1]:0.00} s at most; {OpenDescriptors() - descriptors} more descriptors open than after the first");
    }

    private static int OpenDescriptors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Directory.GetFileSystemEntries($"/proc/{Environment.ProcessId}/fd").Length;
    }
}
