using Harness.Perf;
using Harness.Tests.VirtioGpu;
using NUnit.Framework;

namespace Harness.Tests.Perf;

/// <summary>Two programs on one queue.</summary>
internal sealed class QueueClientTests : DeviceFixture
{
    [Test]
    public void A_client_in_C_and_the_harness_take_turns_on_one_queue()
    {
        var context = Connection.CreateContext("test");
        using var client = QueueClient.Build(Device, context);
        for (var turn = 0; turn < 3; turn++)
        {
            // More than the ring has entries, and more than answers that are left in the socket.
            var nanoseconds = new ulong[300];
            client.Submit(nanoseconds);
            Assert.That(nanoseconds, Is.All.Positive);
            Connection.ControlQueue.Wait(Connection.ControlQueue.Submit3D(context, [], fenced: true));
            Connection.Finish(context);
        }
    }
}
