using System.Net.Sockets;
using Harness.Processes;
using Harness.Qemu.Guest.Console;
using Harness.Qemu.Launch;
using Harness.Qemu.Monitor;
using Harness.Qemu.State;

namespace Harness.Qemu.Guest;

/// <summary>Brings up a guest's machine, or says why it cannot be, and leaves nothing behind then.</summary>
internal sealed class GuestStart(GuestMachineOptions options)
{
    // ENOSPC, errno(3).
    private const int NoSpace = 28;

    private readonly Stack<IDisposable> _started = new();
    private readonly Accelerator _accelerator = options.Accelerator ?? AcceleratorProbe.Choose(options.Command.Binary).Accelerator;
    private readonly long _killsBefore = HostMemory.Kills;
    private TetheredProcess? _qemu;
    private GrowingFile? _errors;

    private GuestLimits Limits => options.Limits ?? GuestLimits.For(_accelerator);

    public GuestMachine Run()
    {
        try
        {
            return BringUp();
        }
        catch (Exception e)
        {
            var end = Explain(e);
            while (_started.TryPop(out var part))
            {
                part.Dispose();
            }

            if (end is null)
            {
                throw;
            }

            throw new GuestEndedException(end, e);
        }
    }

    private GuestMachine BringUp()
    {
        RequireMemory();
        var folder = Keep(MakeFolder());
        var files = GuestFiles.In(folder);
        File.WriteAllBytes(files.Errors, []);
        using var consoleListener = UnixListener.On(files.Console);
        using var agentListener = UnixListener.On(files.Agent);
        using var monitorListener = UnixListener.On(files.Monitor);
        var command = options.Command with { Accelerator = _accelerator };
        command = options.Prepare?.Invoke(folder, command) ?? command;
        var display = Keep(options.Display.Start(folder));

        var deadline = Deadline.In(Limits.Scaled(Limits.Qemu));
        _errors = Keep(new GrowingFile(files.Errors));
        _qemu = Keep(QemuLaunch.Start(
            [command.Binary, .. command.Arguments(folder.Name, files, display.Arguments)], folder, files.Output, files.Errors, display, options.Gl));
        var watch = new GuestWatch(_qemu, Limits, options.Cancellation);
        var console = Keep(new GuestConsole(Accept(consoleListener, deadline), files.ConsoleLog, watch.NoteConsole));
        var agent = Keep(new NetworkStream(Accept(agentListener, deadline), ownsSocket: true));
        var monitor = Keep(OpenMonitor(Accept(monitorListener, deadline), deadline, watch));
        var observer = display.OpenObserver();

        // Whoever reads from an agent that is no use any more must not wait for a deadline of its own.
        _ = watch.Ended.ContinueWith(_ => End(agent.Socket), TaskScheduler.Default);
        watch.Start(new GuestEvidence(_qemu, console, monitor, _errors, observer, Limits));
        return new GuestMachine(folder, display, _qemu, _errors)
        {
            Agent = agent,
            Console = console,
            Monitor = monitor,
            Watch = watch,
            Observer = observer,
            Accelerator = _accelerator,
            Limits = Limits,
        };
    }

    private static void End(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // QEMU or the owner was faster.
        }
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        _started.Push(part);
        return part;
    }

    private StateFolder MakeFolder()
    {
        try
        {
            return StateFolder.Create(options.FolderBytes, options.StateRoot);
        }
        catch (IOException e)
        {
            throw new StartException(GuestEndClass.DiskFull, e.Message, e);
        }
    }

    private void RequireMemory()
    {
        if (HostMemory.Available is { } available && available < options.Command.MemoryBytes)
        {
            throw new StartException(
                GuestEndClass.HostOom,
                $"The guest may use {options.Command.MemoryBytes >> 20} MiB, and the host has {available >> 20} MiB to give: free some, or give the guest less.");
        }
    }

    private Socket Accept(UnixListener listener, Deadline deadline)
        => listener.Accept(_qemu!, deadline.Remaining, options.Cancellation) ?? throw DidNotStart(deadline, null);

    private QmpClient OpenMonitor(Socket connected, Deadline deadline, GuestWatch watch)
    {
        try
        {
            return QmpClient.Open(connected, deadline.Remaining, watch.NoteEvent);
        }
        catch (QmpException e)
        {
            throw DidNotStart(deadline, e);
        }
    }

    private StartException DidNotStart(Deadline deadline, Exception? inner)
    {
        // Its sockets close a moment before it counts as ended.
        var exit = _qemu!.IsEnding ? _qemu.WaitForExit(Limits.Scaled(Limits.Quit)) : null;
        var explained = StartFailure.Explain(options.Command.Binary, exit, _errors!.Tail(), deadline.Allowed, inner);
        return exit switch
        {
            null => new StartException(GuestEndClass.QemuHung, explained.Message, explained),
            { Signal: ProcessSignals.Kill } when HostMemory.Kills > _killsBefore
                => new StartException(GuestEndClass.HostOom, "The host ran out of memory and its kernel killed QEMU.", explained),
            { Signal: not null } => new StartException(GuestEndClass.QemuCrashed, explained.Message, explained),
            _ => new StartException(StartFailure.Knows(_errors.Tail()) ? GuestEndClass.UnsupportedOption : GuestEndClass.QemuExitedTooSoon, explained.Message, explained),
        };
    }

    private GuestEnd? Explain(Exception e)
    {
        var (end, sentence) = e switch
        {
            StartException start => (start.Class, start.Message),
            OperationCanceledException => (GuestEndClass.Cancelled, "The machine was given up by its owner while it started."),
            QemuUnavailableException or FileNotFoundException { FileName: not null } => (GuestEndClass.QemuNotFound, e.Message),
            IOException { HResult: NoSpace } => (GuestEndClass.DiskFull, e.Message),
            _ => (default, string.Empty),
        };
        return sentence.Length == 0 ? null : new GuestEnd
        {
            Class = end,
            Sentence = sentence,
            CommandLine = _qemu?.CommandLine ?? [],
            Exit = _qemu?.Exit,
            QemuWords = _errors?.Tail() ?? string.Empty,
            Slowdown = Limits.Slowdown,
        };
    }

    private sealed class StartException(GuestEndClass end, string message, Exception? inner = null) : Exception(message, inner)
    {
        public GuestEndClass Class { get; } = end;
    }
}
