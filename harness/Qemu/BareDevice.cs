using Harness.Qemu.Displays;
using Harness.Qemu.Launch;
using Harness.Qemu.Scanout;
using Harness.Virgl;
using Harness.VirtioGpu;
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
    private BareMachine? _machine;
    private VirtioGpuConnection? _connection;

    private BareDevice(BareDeviceOptions options) => _options = options;

    /// <summary>VirGL, and the queues. A restart makes a new one.</summary>
    public VirtioGpuConnection Connection => _connection ?? throw new ObjectDisposedException(nameof(BareDevice));

    /// <summary>What the display shows; null where it cannot be seen. A restart makes a new one.</summary>
    public IScanoutObserver? Observer => _machine?.Observer;

    /// <summary>The process. A restart makes a new one.</summary>
    public QemuProcess Qemu => Machine.Qemu;

    /// <summary>The registers.</summary>
    public QtestSocket Registers => Machine.Registers;

    /// <summary>Full path of the state folder: RAM, framebuffer, sockets, what QEMU printed.</summary>
    public string StatePath => Machine.StatePath;

    private BareMachine Machine => _machine ?? throw new ObjectDisposedException(nameof(BareDevice));

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
        _machine?.Dispose();
        (_machine, _connection) = (null, null);
    }

    private void BringUp()
    {
        try
        {
            _machine = BareMachine.Start(_options);
            _connection = Connect(_machine);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private VirtioGpuConnection Connect(BareMachine machine)
    {
        try
        {
            machine.Registers.InterceptInterrupts("ioapic");
            var device = VirtioGpuDevice.Open(machine.Registers, machine.Memory, machine.Qemu, depth: _options.Depth);
            machine.Registers.Allowed = _options.RegisterAllowed;
            device.Control.Allowed = device.Cursor.Allowed = _options.CommandAllowed;
            return new VirtioGpuConnection(device, machine.Memory, machine.Qemu);
        }
        catch (DeviceException e) when (e.Fault is DeviceFault.HostCrash or DeviceFault.Hang)
        {
            // QEMU connects its sockets before it makes its devices, so most of what is wrong with a command line shows here.
            throw machine.Qemu.DidNotStart(_options.StartAllowed, e);
        }
    }
}
