using System.Net.Sockets;
using Harness.Processes;
using Harness.Qemu.Displays;
using Harness.Qemu.Guest.Console;
using Harness.Qemu.Launch;
using Harness.Qemu.Monitor;
using Harness.Qemu.Scanout;
using Harness.Qemu.State;

namespace Harness.Qemu.Guest;

/// <summary>
/// QEMU with a guest: its process, its display, its console, its monitor and the agent's port. Everything it started and wrote goes when it is
/// disposed; what is worth keeping is in <see cref="GuestEnd"/>.
/// </summary>
public sealed class GuestMachine : IDisposable
{
    private readonly StateFolder _folder;
    private readonly IRunningDisplay _display;
    private readonly TetheredProcess _qemu;
    private readonly GrowingFile _errors;
    private bool _disposed;

    internal GuestMachine(StateFolder folder, IRunningDisplay display, TetheredProcess qemu, GrowingFile errors)
        => (_folder, _display, _qemu, _errors) = (folder, display, qemu, errors);

    /// <summary>The agent's port: a byte stream, connected from the start; what is written before the agent opens its side waits there.</summary>
    public required NetworkStream Agent { get; init; }

    /// <summary>The serial console.</summary>
    public required GuestConsole Console { get; init; }

    /// <summary>The monitor.</summary>
    public required QmpClient Monitor { get; init; }

    /// <summary>Tells when and how the machine ended.</summary>
    public required GuestWatch Watch { get; init; }

    /// <summary>What the display shows; null where it cannot be seen.</summary>
    public required IScanoutObserver? Observer { get; init; }

    /// <summary>What executes the guest.</summary>
    public required Accelerator Accelerator { get; init; }

    /// <summary>The longest waits.</summary>
    public required GuestLimits Limits { get; init; }

    /// <summary>What all deadlines are multiplied with: 1 under KVM.</summary>
    public double Slowdown => Limits.Slowdown;

    /// <summary>Process id of QEMU.</summary>
    public int QemuId => _qemu.Id;

    /// <summary>Program and arguments of QEMU.</summary>
    public IReadOnlyList<string> CommandLine => _qemu.CommandLine;

    /// <summary>Full path of the state folder.</summary>
    public string StatePath => _folder.Path;

    /// <summary>
    /// What QEMU and the renderer printed on standard error since the last call; null when nothing was. Renderers report refusals there and
    /// nowhere else.
    /// </summary>
    public string? TakeNewErrors() => _errors.TakeNew();

    /// <summary>Starts QEMU and waits until its monitor answers; the guest boots meanwhile.</summary>
    /// <exception cref="GuestEndedException">Something is missing or unfit, or QEMU ended at once.</exception>
    public static GuestMachine Start(GuestMachineOptions options) => new GuestStart(options).Run();

    /// <summary>Ends the machine, gently at first, and says how it ended: also when it had ended before.</summary>
    /// <param name="powerOff">Asks the agent to switch the guest off, and returns; null to do without.</param>
    public GuestEnd Stop(Action? powerOff = null)
    {
        var end = new GuestStop(_qemu, Monitor, Watch, Limits).Run(powerOff);
        Dispose();
        return end;
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Watch.ExpectEnd();
        Watch.NoteEnding(new GuestEnding("by SIGKILL, with its machine", ProcessSignals.Kill));
        Agent.Dispose();
        _qemu.Dispose();
        Watch.Dispose();
        Observer?.Dispose();
        Console.Dispose();
        Monitor.Dispose();
        _errors.Dispose();
        _display.Dispose();
        _folder.Sweep();
        _folder.Dispose();
    }
}
