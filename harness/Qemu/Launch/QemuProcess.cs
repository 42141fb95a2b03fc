using System.Net.Sockets;
using Harness.Processes;
using Harness.Qemu.Displays;
using Harness.Qemu.Monitor;
using Harness.Qemu.State;
using Harness.VirtioGpu.Registers;

namespace Harness.Qemu.Launch;

/// <summary>A running QEMU: its process, its register socket, its monitor, and what it says.</summary>
public sealed class QemuProcess : IHostWitness, IDisposable
{
    private static readonly TimeSpan ExitAllowed = TimeSpan.FromSeconds(5);

    private readonly TetheredProcess _process;
    private readonly UnixListener _monitorListener;
    private readonly GrowingFile _log;
    private QmpClient? _monitor;
    private bool _ending;

    private QemuProcess(TetheredProcess process, UnixListener monitorListener, GrowingFile log, IReadOnlyList<string> commandLine)
        => (_process, _monitorListener, _log, CommandLine) = (process, monitorListener, log, commandLine);

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <summary>Program and arguments as started.</summary>
    public IReadOnlyList<string> CommandLine { get; }

    /// <summary>The far end of <c>-qtest</c>. Whoever takes it owns it.</summary>
    public required Socket Qtest { get; init; }

    /// <summary>Whether QEMU has ended.</summary>
    public bool HasExited => _process.Exit is not null;

    /// <summary>The monitor; connected at first use.</summary>
    /// <exception cref="QmpException">It did not connect or greet.</exception>
    public QmpClient Monitor => _monitor ??= _monitorListener.Accept(_process, ExitAllowed) is { } connected
        ? QmpClient.Open(connected, ExitAllowed)
        : throw new QmpException($"QEMU did not connect its monitor within {ExitAllowed.TotalSeconds} s.");

    /// <summary>What QEMU printed on stderr lately.</summary>
    public string LastWords => _log.Tail();

    /// <summary>Starts QEMU and waits until it has connected its register socket.</summary>
    /// <exception cref="QemuUnavailableException">It did not start.</exception>
    public static QemuProcess Start(QemuCommandLine command, StateFolder folder, IRunningDisplay display, GlHost gl, TimeSpan atMost)
    {
        var files = MachineFiles.In(folder);
        File.WriteAllBytes(files.Firmware, HaltBios.Image());
        File.WriteAllBytes(files.Errors, []);
        using var registerListener = UnixListener.On(files.Qtest);
        var monitorListener = UnixListener.On(files.Qmp);
        IReadOnlyList<string> commandLine = [command.Binary, .. command.Arguments(folder.Name, files, display.Arguments)];
        var process = QemuLaunch.Start(commandLine, folder, files.Output, files.Errors, display, gl);
        var log = new GrowingFile(files.Errors);
        if (registerListener.Accept(process, atMost) is not { } registers)
        {
            var exit = process.Exit;
            process.Dispose();
            monitorListener.Dispose();
            var words = log.Tail();
            log.Dispose();
            throw StartFailure.Explain(command.Binary, exit, words, atMost, null);
        }

        return new QemuProcess(process, monitorListener, log, commandLine) { Qtest = registers };
    }

    /// <inheritdoc/>
    public string? TakeNew() => _log.TakeNew();

    /// <inheritdoc/>
    public string Epitaph()
    {
        var exit = _process.WaitForExit(ExitAllowed);
        var words = _log.Tail();
        var how = _ending ? "QEMU was ended by the harness" : exit is { } end ? $"QEMU {end}" : "QEMU closed its register socket but still runs";
        return words.Length > 0 ? $"{how}. Its last words: {words}" : $"{how}. It printed nothing.";
    }

    /// <inheritdoc/>
    public string Condition()
    {
        if (_process.Exit is not null)
        {
            return Epitaph();
        }

        var state = ProcessStatus.Of(Id)?.Word ?? "gone";
        var monitor = state == "stopped" ? "was not asked" : AskMonitor();
        return $"QEMU (process {Id}) is {state}, its monitor {monitor}. Its last words: {_log.Tail()}";
    }

    /// <summary>What to throw when QEMU went away before it was of use.</summary>
    public QemuUnavailableException DidNotStart(TimeSpan allowed, Exception inner)
        => StartFailure.Explain(CommandLine[0], _process.WaitForExit(ExitAllowed), _log.Tail(), allowed, inner);

    /// <summary>Ends QEMU at once. Nothing in it is worth keeping.</summary>
    public void Dispose()
    {
        _ending = true;
        _process.Dispose();
        _monitor?.Dispose();
        _monitorListener.Dispose();
        Qtest.Dispose();
        _log.Dispose();
    }

    private string AskMonitor()
    {
        try
        {
            return $"answers '{Monitor.QueryStatus(TimeSpan.FromSeconds(1))}'";
        }
        catch (QmpException e)
        {
            return $"does not answer ({e.Message})";
        }
    }
}
