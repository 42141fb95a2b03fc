using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using Harness.Qemu;
using Harness.Qemu.Displays;
using Harness.Qemu.Launch;
using Harness.Virgl;
using Harness.VirtioGpu;
using Harness.VirtioGpu.Queues;

namespace Harness.Perf;

/// <summary>
/// Commands through the control queue of a real device without a guest. The baseline is one register write over the same socket, waited for: what
/// a command would cost if it were nothing but its doorbell. P50 and P90 are of iterations, each the mean of many operations; for single
/// operations, measured alternately, run <c>ratio queue</c>.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(Columns))]
public class QueueBenchmarks
{
    private const int InFlight = 64;

    private BareDevice _device = null!;
    private VirtioGpuConnection _connection = null!;
    private ControlQueue _queue = null!;
    private uint[] _nop = null!;
    private uint _context;

    /// <summary>The device, while it is up.</summary>
    internal BareDevice Device => _device;

    /// <summary>The context of all submissions.</summary>
    internal uint Context => _context;

    /// <summary>Brings the device up; no window system is involved.</summary>
    [GlobalSetup]
    public void Start()
    {
        _device = BareDevice.Start(new BareDeviceOptions
        {
            Command = new QemuCommandLine { Binary = QemuInstallation.Locate() }, Display = new OffscreenDisplay(), Depth = InFlight,
        });
        _connection = _device.Connection;
        _queue = _connection.ControlQueue;
        _context = _connection.CreateContext("benchmark");
        var stream = new CommandStream();
        new VirglEncoder(stream).Nop();
        _nop = stream.Words.ToArray();
        _connection.Finish(_context);
    }

    /// <summary>Ends QEMU.</summary>
    [GlobalCleanup]
    public void End() => _device?.Dispose();

    /// <summary>One register write: a 0 to events_clear, which clears nothing.</summary>
    [Benchmark(Baseline = true)]
    public void RegisterWrite() => _connection.Device.Pci.WriteConfiguration(4, 0);

    /// <summary>SUBMIT_3D of an empty stream, answered.</summary>
    [Benchmark]
    public void EmptySubmit() => _queue.Wait(_queue.Submit3D(_context, []));

    /// <summary>SUBMIT_3D of an empty stream with a fence, answered when the fence is passed.</summary>
    [Benchmark]
    public void FencedSubmit() => _queue.Wait(_queue.Submit3D(_context, [], fenced: true));

    /// <summary>What a caller of the connection does: a stream of one NOP, then a wait that proves that it was executed to its end.</summary>
    [Benchmark]
    public void SubmitAndFinish()
    {
        _connection.Submit(_context, _nop);
        _connection.Finish(_context);
    }

    /// <summary>One of 64 empty submissions that are in flight together.</summary>
    [Benchmark(OperationsPerInvoke = InFlight)]
    public void OneOf64InFlight()
    {
        for (var i = 0; i < InFlight; i++)
        {
            _queue.Submit3D(_context, []);
        }

        _queue.Drain();
    }

    private sealed class Columns : ManualConfig
    {
        public Columns() => AddColumn(StatisticColumn.P50, StatisticColumn.P90);
    }
}
