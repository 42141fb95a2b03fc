using BenchmarkDotNet.Attributes;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Queues;

namespace Harness.Perf;

/// <summary>
/// The rings alone, in memory that no device reads: a chain is made available, some lines here put it into the used ring in a device's place, and it is taken
/// back. The baseline is what a driver and a device have to write and read for that, and nothing else.
/// </summary>
[MemoryDiagnoser]
public unsafe class VirtqueueBenchmarks
{
    private const ushort Entries = 256;
    private const int AnswerBytes = 24;

    private string _file = "";
    private GuestMemory _memory = null!;
    private Virtqueue _queue = null!;
    private MemoryRange _buffers;
    private ushort _head;
    private ushort* _available;
    private ushort* _used;

    /// <summary>Lays the rings out.</summary>
    [GlobalSetup]
    public void Start()
    {
        _file = Path.GetTempFileName();
        _memory = GuestMemory.Map(_file, 4 << 20);
        _queue = RingsIn(_memory);
        _buffers = _memory.Allocate(GuestMemory.PageSize);
        _head = _queue.TakeDescriptor();
        var tail = _queue.TakeDescriptor();
        _queue.Describe(_head, _buffers.Address, 32, DescriptorFlags.Next, tail);
        _queue.Describe(tail, _buffers.Address + 64, AnswerBytes, DescriptorFlags.Write);
        _available = (ushort*)_memory.Pointer(_queue.AvailableRing);
        _used = (ushort*)_memory.Pointer(_queue.UsedRing);
    }

    /// <summary>Gives memory and file back.</summary>
    [GlobalCleanup]
    public void End()
    {
        _memory.Dispose();
        File.Delete(_file);
    }

    /// <summary>Both rings by hand.</summary>
    [Benchmark(Baseline = true)]
    public uint ByHand()
    {
        var next = _available[1];
        _available[2 + (next & (Entries - 1))] = _head;
        Volatile.Write(ref _available[1], (ushort)(next + 1));
        var entry = Answer();
        var written = entry[1];

        // The queue does not know of these.
        _queue.Resume();
        return written;
    }

    /// <summary>The queue's own way: descriptors redirected, published, taken from the used ring and checked.</summary>
    [Benchmark]
    public uint PublishAndTake()
    {
        _queue.Redirect(_head, _buffers.Address, 32);
        _queue.Publish(_head);
        Answer();
        return _queue.TryTakeUsed(out _, out var written) ? written : throw new InvalidOperationException("Nothing came back.");
    }

    private static Virtqueue RingsIn(GuestMemory memory) => new(memory, 0, Entries);

    private uint* Answer()
    {
        var next = _used[1];
        var entry = (uint*)(_used + 2) + (2 * (next & (Entries - 1)));
        (entry[0], entry[1]) = (_head, AnswerBytes);
        Volatile.Write(ref _used[1], (ushort)(next + 1));
        return entry;
    }
}
