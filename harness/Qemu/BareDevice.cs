using Harness.Qemu.Displays;
using Harness.Qemu.Launch;
using Harness.Qemu.Scanout;
using Harness.Qemu.State;
using Harness.Virgl;
using Harness.VirtioGpu;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Registers;

namespace Harness.Qemu;

/// <summary>How to bring up a <see cref="BareDevice"/>.</summary>
public sealed record BareDeviceOptions
{
    /// <summary>QEMU and its device.</summary>
    public required QemuCommandLine Command { get; init; }

    /// <summary>The display.</summary>
    public IDisplay Display { get; init; } = new XvfbDisplay();

    /// <summary>The OpenGL behind the renderer.</summary>
    public GlHost Gl { get; init; } = GlHost.Discover();

    /// <summary>The longest wait for QEMU to be ready.</summary>
    public TimeSpan StartAllowed { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest wait for one register access.</summary>
    public TimeSpan RegisterAllowed { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait for one command.</summary>
    public TimeSpan CommandAllowed { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most commands in flight.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Where state folders live; null to choose.</summary>
    public string? StateRoot { get; init; }
}

/// <summary>
/// A virtio GPU without a guest: QEMU, its display, its registers and its RAM, ready for commands. Everything it started and wrote goes
/// when it is disposed.
/// </summary>
public sealed class BareDevice : IDisposable
{
    private readonly BareDeviceOptions _options;
    private StateFolder? _folder;
    private IRunningDisplay? _display;
    private QtestSocket? _registers;
    private GuestMemory? _memory;
    private QemuProcess? _qemu;
    private VirtioGpuConnection? _connection;

    private BareDevice(BareDeviceOptions options) => _options = options;

    /// <summary>VirGL, and the queues. A restart makes a new one.</summary>
    public VirtioGpuConnection Connection => Running(_connection);

    /// <summary>What the display shows; null where it cannot be seen. A restart makes a new one.</summary>
    public IScanoutObserver? Observer { get; private set; }

    /// <summary>The process. A restart makes a new one.</summary>
    public QemuProcess Qemu => Running(_qemu);

    /// <summary>The registers.</summary>
    public QtestSocket Registers => Running(_registers);

    /// <summary>Full path of the state folder: RAM, framebuffer, sockets, what QEMU printed.</summary>
    public string StatePath => Running(_folder).Path;

    /// <summary>Starts everything.</summary>
    /// <exception cref="QemuUnavailableException">Something is missing or unfit.</exception>
    public static BareDevice Start(BareDeviceOptions options)
    {
        var device = new BareDevice(options);
        device.BringUp();
        return device;
    }

    /// <summary>Ends everything and starts afresh: the way out of a crash or a hang.</summary>
    public void Restart()
    {
        Dispose();
        BringUp();
    }

    public void Dispose()
    {
        Observer?.Dispose();
        _qemu?.Dispose();
        _registers?.Dispose();
        _memory?.Dispose();
        _display?.Dispose();
        _folder?.Dispose();
        (Observer, _qemu, _registers, _memory, _display, _folder, _connection) = (null, null, null, null, null, null, null);
    }

    private static T Running<T>(T? part)
        where T : class
        => part ?? throw new ObjectDisposedException(nameof(BareDevice));

    private void BringUp()
    {
        const long FramebufferBytes = 32L << 20;
        try
        {
            _folder = StateFolder.Create(_options.Command.MemoryBytes + FramebufferBytes, _options.StateRoot);
            _memory = GuestMemory.Map(MachineFiles.In(_folder).Ram, _options.Command.MemoryBytes);
            _display = _options.Display.Start(_folder);
            _qemu = QemuProcess.Start(_options.Command, _folder, _display, _options.Gl, _options.StartAllowed);
            _registers = new QtestSocket(_qemu.Qtest, _qemu, _options.StartAllowed);
            _connection = Connect(_qemu, _registers, _memory);
            Observer = _display.OpenObserver();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private VirtioGpuConnection Connect(QemuProcess qemu, QtestSocket registers, GuestMemory memory)
    {
        try
        {
            registers.InterceptInterrupts("ioapic");
            var device = VirtioGpuDevice.Open(registers, memory, qemu, depth: _options.Depth);
            registers.Allowed = _options.RegisterAllowed;
            device.Control.Allowed = device.Cursor.Allowed = _options.CommandAllowed;
            return new VirtioGpuConnection(device, memory, qemu);
        }
        catch (DeviceException e) when (e.Fault is DeviceFault.HostCrash or DeviceFault.Hang)
        {
            // QEMU connects its sockets before it makes its devices, so most of what is wrong with a command line shows here.
            throw qemu.DidNotStart(_options.StartAllowed, e);
        }
    }
}
