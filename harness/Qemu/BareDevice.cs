using Harness.Qemu.Displays;
using Harness.Qemu.Launch;
using Harness.Qemu.Scanout;
using Harness.Qemu.State;
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
/// A virtio GPU without a guest: QEMU, its display, its registers and its RAM, ready for commands. Everything it started and wrote goes when it is disposed.
/// </summary>
public sealed class BareDevice : IDisposable
{
    private readonly BareDeviceOptions _options;
    private StateFolder _folder = null!;
    private IRunningDisplay _display = null!;
    private QtestSocket _registers = null!;
    private GuestMemory _memory = null!;

    private BareDevice(BareDeviceOptions options) => _options = options;

    /// <summary>VirGL, and the queues.</summary>
    public VirtioGpuConnection Connection { get; private set; } = null!;

    /// <summary>What the display shows; null where it cannot be seen.</summary>
    public IScanoutObserver? Observer { get; private set; }

    /// <summary>The process.</summary>
    public QemuProcess Qemu { get; private set; } = null!;

    /// <summary>The registers.</summary>
    public IRegisterAccess Registers => _registers;

    /// <summary>The state folder's path.</summary>
    public string StatePath => _folder.Path;

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
        Observer = null;
        Qemu?.Dispose();
        _registers?.Dispose();
        _memory?.Dispose();
        _display?.Dispose();
        _folder?.Dispose();
    }

    private void BringUp()
    {
        const long FramebufferBytes = 32L << 20;
        try
        {
            _folder = StateFolder.Create(_options.Command.MemoryBytes + FramebufferBytes, _options.StateRoot);
            _memory = GuestMemory.Map(MachineFiles.In(_folder).Ram, _options.Command.MemoryBytes);
            _display = _options.Display.Start(_folder);
            Qemu = QemuProcess.Start(_options.Command, _folder, _display, _options.Gl, _options.StartAllowed);
            _registers = new QtestSocket(Qemu.Qtest, Qemu, _options.StartAllowed);
            _registers.InterceptInterrupts("ioapic");
            var device = VirtioGpuDevice.Open(_registers, _memory, depth: _options.Depth);
            _registers.Allowed = _options.RegisterAllowed;
            device.Control.Allowed = device.Cursor.Allowed = _options.CommandAllowed;
            Connection = new VirtioGpuConnection(device, _memory, Qemu);
            Observer = _display.OpenObserver();
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
