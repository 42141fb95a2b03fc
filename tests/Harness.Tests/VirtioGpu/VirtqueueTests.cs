using System.Runtime.InteropServices;
using Harness.Virgl;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Queues;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

/// <summary>The driver's side of a ring, with the test as the device.</summary>
[TestFixture]
internal sealed class VirtqueueTests
{
    private const ushort Size = 8;
    private string _path = null!;
    private GuestMemory _memory = null!;
    private Virtqueue _queue = null!;

    [SetUp]
    public void Make()
    {
        _path = Path.Combine(Path.GetTempPath(), $"vg-{Guid.NewGuid():n}");
        _memory = GuestMemory.Map(_path, 4 << 20);
        _queue = new Virtqueue(_memory, 0, Size);
    }

    [TearDown]
    public void Remove()
    {
        _queue.Dispose();
        _memory.Dispose();
        File.Delete(_path);
    }

    [Test]
    public void The_rings_are_aligned_as_the_specification_wants()
    {
        Assert.That(_queue.DescriptorTable % 16, Is.Zero);
        Assert.That(_queue.AvailableRing, Is.EqualTo(_queue.DescriptorTable + (16 * Size)));
        Assert.That(_queue.UsedRing % 4, Is.Zero);
        Assert.That(_queue.UsedRing, Is.GreaterThanOrEqualTo(_queue.AvailableRing + 6 + (2 * Size)));
    }

    [Test]
    public void A_published_chain_stands_in_the_available_ring()
    {
        var (head, tail) = (_queue.TakeDescriptor(), _queue.TakeDescriptor());
        _queue.Describe(head, 0x200000, 24, DescriptorFlags.Next, tail);
        _queue.Describe(tail, 0x201000, 32, DescriptorFlags.Write);
        _queue.Publish(head);
        Assert.That(Words(_queue.AvailableRing, 3), Is.EqualTo(new ushort[] { 1, 1, head }), "no interrupts, one chain, its head");
        Assert.That(Words(_queue.DescriptorTable + (16UL * head), 8), Is.EqualTo(new ushort[] { 0, 0x20, 0, 0, 24, 0, 1, tail }));
        Assert.That(Words(_queue.DescriptorTable + (16UL * tail), 8), Is.EqualTo(new ushort[] { 0x1000, 0x20, 0, 0, 32, 0, 2, 0 }));
    }

    [Test]
    public void Indices_run_past_sixteen_bits()
    {
        var head = _queue.TakeDescriptor();
        for (var round = 0; round < 70_000; round++)
        {
            _queue.Publish(head);
            Assert.That(_queue.TryTakeUsed(out _, out _), Is.False);
            GiveBack(round, head, (uint)round);
            Assert.That(_queue.TryTakeUsed(out var back, out var written), Is.True);
            Assert.That((back, written), Is.EqualTo((head, (uint)round)));
        }

        Assert.That(_queue.InFlight, Is.Zero);
    }

    [Test]
    public void A_chain_the_device_never_had_is_found_out()
    {
        GiveBack(0, 3, 0);
        Assert.That(() => _queue.TryTakeUsed(out _, out _), Throws.TypeOf<DeviceException>().With.Message.Contains("chain 3"));
        GiveBack(1, 60_000, 0);
        Assert.That(() => _queue.TryTakeUsed(out _, out _), Throws.TypeOf<DeviceException>().With.Message.Contains("60000"));
    }

    private void GiveBack(int round, uint head, uint written)
    {
        var entry = MemoryMarshal.Cast<byte, uint>(_memory.Bytes(new MemoryRange(_queue.UsedRing + 4 + (8UL * (ulong)(round % Size)), 8)));
        (entry[0], entry[1]) = (head, written);
        MemoryMarshal.Cast<byte, ushort>(_memory.Bytes(new MemoryRange(_queue.UsedRing, 4)))[1] = (ushort)(round + 1);
    }

    private ushort[] Words(ulong address, int count) => MemoryMarshal.Cast<byte, ushort>(_memory.Bytes(new MemoryRange(address, 2 * count))).ToArray();
}
