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
    private readonly Socket _monitorListener;
    private readonly GrowingFile _log;
    private QmpClient? _monitor;
    private bool _ending;

    private QemuProcess(TetheredProcess process, Socket monitorListener, GrowingFile log, IReadOnlyList<string> commandLine)
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
    public QmpClient Monitor => _monitor ??= _monitorListener.Poll(ExitAllowed, SelectMode.SelectRead)
        ? QmpClient.Open(_monitorListener.Accept(), ExitAllowed)
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
        using var registerListener = Listen(files.Qtest);
        var monitorListener = Listen(files.Qmp);
        var arguments = command.Arguments(folder.Name, files, display.Arguments);
        var environment = new Dictionary<string, string?>(gl.Environment);
        foreach (var (name, value) in display.Environment)
        {
            environment[name] = value;
        }

        var process = TetheredProcess.Start(new TetheredCommand(command.Binary, arguments, files.Errors)
        {
            OutputFile = files.Output,
            Environment = environment,
            WorkingDirectory = folder.Path,
            DirectoryToRemove = folder.Path,
        });
        folder.Note(process);
        var log = new GrowingFile(files.Errors);
        var accepted = registerListener.AcceptAsync();
        if (Task.WaitAny([accepted, process.Completion], atMost) != 0)
        {
            var exit = process.Exit;
            process.Dispose();
            monitorListener.Dispose();
            var words = log.Tail();
            log.Dispose();
            throw StartFailure.Explain(command.Binary, exit, words, atMost, null);
        }

        return new QemuProcess(process, monitorListener, log, [command.Binary, .. arguments]) { Qtest = accepted.Result };
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

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen(1);
        return socket;
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
