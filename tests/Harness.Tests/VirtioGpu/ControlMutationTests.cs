using Harness.Virgl;
using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Mutants;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

/// <summary>Defects planted between the control queue and a real device.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class ControlMutationTests : DeviceFixture
{
    private const int Size = 16;

    [TearDown]
    public void Mend() => Connection.ControlQueue.Mutation = null;

    [Test]
    public void A_mutation_that_changes_nothing_changes_nothing()
    {
        Connection.ControlQueue.Mutation = new ControlMutation();
        var context = Connection.CreateContext("unchanged");
        AssertTriangle(DrawTriangle(context, Size), Size);
        Connection.DestroyContext(context);
    }

    [Test]
    public void A_dropped_request_is_answered_with_its_fence_and_not_done()
    {
        var context = Connection.CreateContext("dropped");
        var target = NewTarget(context, Size, Size);
        target.Backing.Fill(7);
        Connection.TransferToHost(context, target, new Transfer(new Box(0, 0, 0, Size, Size, 1)));
        Connection.Finish(context);
        Connection.ControlQueue.Mutation = ControlMutants.All.First(mutant => mutant.Name == "transfer-dropped").Create();
        target.Backing.Fill(9);
        Connection.ControlQueue.TransferToHost3D(context, target.Id, new Transfer(new Box(0, 0, 0, Size, Size, 1)), fenced: true);
        Connection.ControlQueue.Drain();
        Assert.That(Read(context, target), Is.All.EqualTo(0x07070707u));
        Connection.DestroyContext(context);
    }

    [TestCase("error-response", "ERROR_UNSPECIFIED")]
    [TestCase("fence-lost", "does not carry fence")]
    public void What_the_driver_is_told_can_be_wrong_too(string mutant, string message)
    {
        var context = Connection.CreateContext("told");
        Connection.ControlQueue.Mutation = ControlMutants.All.First(m => m.Name == mutant).Create();
        Connection.ControlQueue.Submit3D(context, [], fenced: true);
        Assert.That(Connection.ControlQueue.Drain, Throws.TypeOf<DeviceException>().With.Message.Contains(message));
        Connection.ControlQueue.Mutation = null;
        Connection.DestroyContext(context);
    }

    [Test]
    public void A_mutation_stays_through_a_reset_of_the_device()
    {
        var seen = new Seen();
        Connection.ControlQueue.Mutation = seen;
        Connection.Reset();
        Assert.That(Connection.ControlQueue.Mutation, Is.SameAs(seen));
        seen.Requests.Clear();
        Connection.ControlQueue.GetDisplayInfo();
        Assert.That(seen.Requests, Is.EqualTo((ControlCommand[])[ControlCommand.GetDisplayInfo]));
    }

    [Test]
    public void There_are_at_least_ten_defects_with_names_of_their_own()
    {
        Assert.That(ControlMutants.All, Has.Count.GreaterThanOrEqualTo(10));
        Assert.That(ControlMutants.All.Select(mutant => mutant.Name), Is.Unique);
    }

    private sealed class Seen : ControlMutation
    {
        public List<ControlCommand> Requests { get; } = [];

        public override void Request(ref ControlRequest request) => Requests.Add(request.Command);
    }
}
