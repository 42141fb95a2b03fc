using Harness.Qemu.Launch;
using Harness.Qemu.Displays;
using Harness.Qemu.Scanout;
using Harness.Qemu.State;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Registers;

namespace Harness.Qemu;

/// <summary>
/// QEMU with a virtio GPU that nobody drives yet: the process, its display, its registers and its RAM. Everything it started and wrote goes
/// when it is disposed.
/// </summary>
public sealed class BareMachine : IDisposable
{
    private readonly StateFolder _folder;
    private readonly IRunningDisplay _display;

    private BareMachine(StateFolder folder, GuestMemory memory, IRunningDisplay display, QemuProcess qemu, QtestSocket registers, IScanoutObserver? observer)
        => (_folder, Memory, _display, Qemu, Registers, Observer) = (folder, memory, display, qemu, registers, observer);

    /// <summary>The process.</summary>
    public QemuProcess Qemu { get; }

    /// <summary>The registers.</summary>
    public QtestSocket Registers { get; }

    /// <summary>The guest's RAM.</summary>
    public GuestMemory Memory { get; }

    /// <summary>What the display shows; null where it cannot be seen.</summary>
    public IScanoutObserver? Observer { get; }

    /// <summary>Full path of the state folder: RAM, framebuffer, sockets, what QEMU printed.</summary>
    public string StatePath => _folder.Path;

    /// <summary>Starts everything. The wait for one register access is still <see cref="BareDeviceOptions.StartAllowed"/>.</summary>
    /// <exception cref="QemuUnavailableException">Something is missing or unfit.</exception>
    public static BareMachine Start(BareDeviceOptions options)
    {
        const long FramebufferBytes = 32L << 20;
        var started = new Stack<IDisposable>();
        try
        {
            var folder = Keep(StateFolder.Create(options.Command.MemoryBytes + FramebufferBytes, options.StateRoot));
            var memory = Keep(GuestMemory.Map(MachineFiles.In(folder).Ram, options.Command.MemoryBytes));
            var display = Keep(options.Display.Start(folder));
            var qemu = Keep(QemuProcess.Start(options.Command, folder, display, options.Gl, options.StartAllowed));
            var registers = Keep(new QtestSocket(qemu.Qtest, qemu, options.StartAllowed));
            return new BareMachine(folder, memory, display, qemu, registers, display.OpenObserver());
        }
        catch
        {
            while (started.TryPop(out var part))
            {
                part.Dispose();
            }

            throw;
        }

        T Keep<T>(T part)
            where T : IDisposable
        {
            started.Push(part);
            return part;
        }
    }

    public void Dispose()
    {
        Observer?.Dispose();
        Qemu.Dispose();
        Registers.Dispose();
        Memory.Dispose();
        _display.Dispose();
        _folder.Dispose();
    }
}
