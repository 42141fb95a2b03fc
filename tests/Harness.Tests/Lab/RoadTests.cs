using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Runs.Transfers;
using Harness.Tests.VirtioGpu;
using Harness.Virgl;
using Harness.Virgl.Commands;
using Harness.Virgl.Mutants;
using NUnit.Framework;

namespace Harness.Tests.Lab;

/// <summary>Every road on a real device: what was moved arrives, and what was not is noticed.</summary>
internal sealed class RoadTests : DeviceFixture
{
    private static readonly Sampler Short = new() { Turns = 3, TurnsAtMost = 3, WarmUps = 2, AtLeast = TimeSpan.Zero };

    private static IEnumerable<TransferTask> Tasks => LabTask.All([4 << 10, 1 << 20]).Select(task => task.Transfer).OfType<TransferTask>().Where(transfer => !transfer.Road.IsGl());

    [TestCaseSource(nameof(Tasks))]
    public void What_is_moved_arrives_and_asks_for_the_same_work_every_time(TransferTask task)
    {
        Assert.That(TransferBench.WhyNot(Connection, task), Is.Null);
        var sample = Measure(task);
        Assert.That(sample.Seconds, Has.Count.EqualTo(3).And.All.Positive);
        Assert.That(sample.WorkVaries, Is.False);
        Assert.That(sample.Work!.Value.Commands, Is.GreaterThanOrEqualTo(task.Road is Road.Dma or Road.ScatteredDma or Road.Dma2D ? task.Together : 1));
        Assert.That(sample.Work.Value.Bytes > sample.Bytes, Is.EqualTo(task.Road == Road.InlineWrite), "only inline writes carry the payload in their commands");
        Assert.That(sample.Allocated, Is.Zero);
    }

    [TestCase(Road.Dma)]
    [TestCase(Road.ScatteredDma)]
    [TestCase(Road.CopyTransfer)]
    public void Guest_memory_of_a_launch_is_given_back(Road road)
    {
        // Of command buffers, which keep the size that they have grown to.
        const int Allowance = 1 << 20;
        var free = FreeBytes();
        Measure(new TransferTask(road, TransferDirection.ToHost, PayloadShape.Buffer, 16 << 20));
        Assert.That(FreeBytes(), Is.GreaterThan(free - Allowance));
    }

    [Test]
    public void Pages_that_are_scattered_are_no_two_neighbours()
    {
        var resource = Connection.CreateResource(ResourceDescription.ForBuffer(1 << 20, VirglBind.VertexBuffer) with { Scattered = true });
        Assert.That(() => resource.Backing.Length, Throws.InvalidOperationException);
        var bytes = new byte[1 << 20];
        new Random(1).NextBytes(bytes);
        resource.Write(bytes);
        var read = new byte[1 << 20];
        resource.Read(read);
        Assert.That(read, Is.EqualTo(bytes));
        resource.Clear();
        resource.Read(read);
        Assert.That(read, Is.All.Zero);
        Connection.DestroyResource(resource);
        Connection.Finish(Connection.CreateContext("test"));
    }

    [TestCase(Road.Dma, TransferDirection.ToHost)]
    [TestCase(Road.InlineWrite, TransferDirection.ToHost)]
    [TestCase(Road.StreamTransfer, TransferDirection.ToHost)]
    [TestCase(Road.CopyTransfer, TransferDirection.ToHost)]
    [TestCase(Road.Dma, TransferDirection.FromHost)]
    [TestCase(Road.StreamTransfer, TransferDirection.FromHost)]
    [TestCase(Road.CopyTransfer, TransferDirection.FromHost)]
    public void A_road_that_loses_one_payload_is_found_out(Road road, TransferDirection direction)
    {
        var task = new TransferTask(road, direction, PayloadShape.Texture, 4 << 10);
        var thief = new Thief(road, direction);
        using var bench = new TransferBench(new MutantConnection(Connection, thief), task);
        bench.Prepare();
        bench.Do();
        Assert.That(bench.Prove, Throws.Nothing);

        bench.Prepare();
        thief.Steals = true;
        bench.Do();
        Assert.That(thief.Steals, Is.False, "nothing was stolen");
        Assert.That(bench.Prove, Throws.TypeOf<WrongPayloadException>().With.Message.Contains(task.Name).And.Message.Contains("bytes are wrong"));
    }

    [TestCaseSource(typeof(DeviceLatency), nameof(DeviceLatency.Names))]
    public void Latencies_are_taken_command_by_command(string name)
    {
        var sample = new DeviceLatency(Connection).Take(name, 200);
        Assert.That(sample.Seconds, Has.Count.EqualTo(200).And.All.GreaterThan(1e-6).And.All.LessThan(5));
        Assert.That(Connection.ControlQueue.InFlight, Is.Zero);
    }

    private LaunchSample Measure(TransferTask task)
    {
        using var bench = new TransferBench(Connection, task);
        return Short.Take(bench);
    }

    /// <summary>Guest memory that nobody has, once the device has answered and what it gave back is noticed.</summary>
    private long FreeBytes()
    {
        Connection.ControlQueue.Drain();
        var unbacked = Connection.CreateResource(new ResourceDescription(0, 64, 0x10, 4096));
        Connection.DestroyResource(unbacked);
        return Connection.Memory.FreeBytes;
    }

    /// <summary>Drops one payload, when asked to.</summary>
    private sealed class Thief(Road road, TransferDirection direction) : Mutation
    {
        public bool Steals { get; set; }

        public override IVirglCommand? Apply(IVirglCommand command)
            => (command is ResourceInlineWrite && road == Road.InlineWrite) || (command is Transfer3D && road == Road.StreamTransfer)
                || (command is CopyTransfer3D && road == Road.CopyTransfer) ? Stolen(command) : command;

        public override Transfer? ToHost(GuestResource resource, Transfer transfer)
            => road == Road.Dma && direction == TransferDirection.ToHost && Steals ? Steal() : transfer;

        public override Transfer? FromHost(GuestResource resource, Transfer transfer)
            => road == Road.Dma && direction == TransferDirection.FromHost && Steals ? Steal() : transfer;

        private IVirglCommand? Stolen(IVirglCommand command)
        {
            if (!Steals)
            {
                return command;
            }

            Steals = false;
            return null;
        }

        private Transfer? Steal()
        {
            Steals = false;
            return null;
        }
    }
}
