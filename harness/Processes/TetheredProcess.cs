using System.Diagnostics;
using System.Globalization;

namespace Harness.Processes;

/// <summary>
/// A child process that cannot outlive this one: it and all it started die when this process ends, also by kill -9. It runs in a session of
/// its own (a Ctrl-C in the terminal does not reach it), and its standard input is empty.
/// </summary>
public sealed class TetheredProcess : IDisposable
{
    private static readonly TimeSpan StartAllowed = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TidyingAllowed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndAllowed = TimeSpan.FromSeconds(10);

    private readonly Process _tether;
    private readonly ProcessIdentity? _identity;
    private readonly bool _endsGently;
    private readonly TaskCompletionSource<ProcessExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    private TetheredProcess(Process tether, int id, TetheredCommand command, string program)
    {
        (_tether, Id, _endsGently) = (tether, id, command.EndsGently);
        CommandLine = [program, .. command.Arguments];
        _identity = ProcessIdentity.Of(id);
        tether.Exited += (_, _) => NoteExit();
        tether.EnableRaisingEvents = true;
        if (tether.HasExited)
        {
            NoteExit();
        }
    }

    /// <summary>The process id of the program itself, which also names its process group and session.</summary>
    public int Id { get; }

    /// <summary>Full path of the program and its arguments.</summary>
    public IReadOnlyList<string> CommandLine { get; }

    /// <summary>Completes when the program has ended.</summary>
    public Task<ProcessExit> Completion => _exit.Task;

    /// <summary>How the program ended, or null while it runs.</summary>
    public ProcessExit? Exit => _exit.Task.IsCompletedSuccessfully ? _exit.Task.Result : null;

    /// <summary>
    /// Whether the program has ended or is on its way out: its files and sockets close a moment before it counts as ended, and this tells
    /// such an end of file from a connection that a living program closed.
    /// </summary>
    public bool IsEnding => _exit.Task.IsCompleted || ProcessStatus.IsEnding(Id);

    /// <summary>
    /// Starts a program. Throws <see cref="FileNotFoundException"/> when there is no such program, <see cref="IOException"/> when a file for
    /// its output cannot be opened, and <see cref="InvalidOperationException"/> when it cannot be launched.
    /// </summary>
    public static TetheredProcess Start(TetheredCommand command)
    {
        var program = ProgramPath.Find(command.Program)
            ?? throw new FileNotFoundException(
                $"There is no program '{command.Program}' on this machine: install it, or give its path.", command.Program);
        foreach (var file in (string?[])[command.OutputFile, command.ErrorFile])
        {
            if (file is not null)
            {
                File.Open(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            }
        }

        var tether = Process.Start(TetherOf(command, program)) ?? throw new InvalidOperationException($"{program} could not be launched.");
        try
        {
            var words = tether.StandardError.ReadLineAsync();
            var line = words.Wait(StartAllowed) ? words.Result : $"nothing within {StartAllowed.TotalSeconds} s";
            return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new TetheredProcess(tether, id, command, program)
                : throw new InvalidOperationException($"{program} could not be launched; its tether said: {line}");
        }
        catch
        {
            // The end of the pipe without a word is the end of whatever has been started.
            Release(tether);
            throw;
        }
    }

    /// <summary>The next line of its standard output, which has no file; null at its end.</summary>
    /// <exception cref="TimeoutException">No line came in time.</exception>
    public string? ReadLine(TimeSpan atMost) => _tether.StandardOutput.ReadLineAsync().WaitAsync(atMost).GetAwaiter().GetResult();

    /// <summary>Waits for the program's end; null when it still runs after <paramref name="atMost"/>.</summary>
    public ProcessExit? WaitForExit(TimeSpan atMost) => _exit.Task.Wait(atMost) ? _exit.Task.Result : null;

    /// <summary>Ends the program and all it started, and waits until they are gone; does nothing when it has ended.</summary>
    /// <exception cref="TimeoutException">The kernel does not let go of it.</exception>
    public ProcessExit End()
    {
        if (Exit is null && _endsGently)
        {
            _ = ProcessSignals.Send(-Id, ProcessSignals.Term) || ProcessSignals.Send(Id, ProcessSignals.Term);
            WaitForExit(TidyingAllowed);
        }

        if (Exit is null && !ProcessSignals.Send(-Id, ProcessSignals.Kill))
        {
            // It has no group yet, or has just ended. It may make the group between the two calls.
            ProcessSignals.Send(Id, ProcessSignals.Kill);
            ProcessSignals.Send(-Id, ProcessSignals.Kill);
        }

        return WaitForExit(EndAllowed) ?? EndTether();
    }

    /// <summary>Ends what still runs.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        try
        {
            End();
        }
        finally
        {
            _disposed = true;
            SayGoodbye();
            Release(_tether);
        }
    }

    public override string ToString() => string.Join(' ', CommandLine);

    /// <summary>The program is dead or unkillable; only the shell that should have said so is left, stopped for instance.</summary>
    private ProcessExit EndTether() => ProcessStatus.IsEnding(Id)
        ? KillTether()
        : throw new TimeoutException($"Process {Id} ({this}) is still there {EndAllowed.TotalSeconds} s after SIGKILL.");

    private ProcessExit KillTether()
    {
        _tether.Kill();
        return WaitForExit(EndAllowed) ?? throw new TimeoutException($"The tether of process {Id} ({this}) cannot be ended.");
    }

    private void NoteExit()
    {
        if (_identity is { IsAlive: true })
        {
            // Somebody killed the tether and not the program.
            ProcessSignals.Send(-Id, ProcessSignals.Kill);
            ProcessSignals.Send(Id, ProcessSignals.Kill);
        }

        _exit.TrySetResult(new ProcessExit(_tether.ExitCode));
    }

    private void SayGoodbye()
    {
        try
        {
            // Past the text writer, which flushes when it is closed and throws at a pipe that is broken by then.
            _tether.StandardInput.BaseStream.Write("done\n"u8);
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }
    }

    private static void Release(Process tether)
    {
        // Process.Dispose leaves streams open that were used, and the pipe is the tether.
        tether.StandardInput.BaseStream.Dispose();
        tether.StandardOutput.Dispose();
        tether.StandardError.Dispose();
        tether.Dispose();
    }

    private static ProcessStartInfo TetherOf(TetheredCommand command, string program)
    {
        // The tether has a session of its own, so that neither Ctrl-C nor a hang-up of the terminal cuts it.
        var info = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory ?? string.Empty,
        };
        string[] arguments =
        [
            "sh", "-c", TetherScript.Text, "tether",
            command.OutputFile is { } output ? Path.GetFullPath(output) : "-",
            Path.GetFullPath(command.ErrorFile),
            command.DirectoryToRemove is { } directory ? Path.GetFullPath(directory) : string.Empty,
            command.EndsGently ? "gently" : string.Empty,
            program,
            .. command.Arguments,
        ];
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in command.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }
}
