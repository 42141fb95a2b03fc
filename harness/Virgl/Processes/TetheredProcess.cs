using System.Diagnostics;
using System.Globalization;

namespace Harness.Virgl.Processes;

/// <summary>
/// A child process that cannot outlive this one: it and all it started die when this process ends, also by kill -9.
/// It runs in a session of its own (a Ctrl-C in the terminal does not reach it), reads nothing, and writes to files.
/// </summary>
public sealed class TetheredProcess : IDisposable
{
    private static readonly TimeSpan LaunchDeadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DisposeDeadline = TimeSpan.FromSeconds(20);

    private readonly Process _tether;
    private readonly TaskCompletionSource<ProcessExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TetheredProcess(Process tether, string commandLine)
    {
        _tether = tether;
        CommandLine = commandLine;
        tether.EnableRaisingEvents = true;
        tether.Exited += (_, _) => _exit.TrySetResult(new ProcessExit(tether.ExitCode));
        if (tether.HasExited)
        {
            _exit.TrySetResult(new ProcessExit(tether.ExitCode));
        }
    }

    /// <summary>The process id of the program itself, which also names its process group and session.</summary>
    public int Id { get; private init; }

    /// <summary>What was run, for messages.</summary>
    public string CommandLine { get; }

    /// <summary>Completes when the program has ended.</summary>
    public Task<ProcessExit> Completion => _exit.Task;

    /// <summary>How the program ended, or null while it runs.</summary>
    public ProcessExit? Exit => _exit.Task.IsCompletedSuccessfully ? _exit.Task.Result : null;

    /// <summary>
    /// Whether the program has ended or is on its way out: its files and sockets close a moment before it counts as ended, and this tells
    /// such an end of file from a connection that a living program closed.
    /// </summary>
    public bool IsEnding => _exit.Task.IsCompleted || ProcessState.IsEnding(Id);

    /// <summary>
    /// Starts a program. Throws <see cref="FileNotFoundException"/> when there is no such program, and
    /// <see cref="InvalidOperationException"/> when it cannot be launched.
    /// </summary>
    public static TetheredProcess Start(TetheredProcessStart start)
    {
        var program = ProgramPath.Find(start.FileName)
            ?? throw new FileNotFoundException($"There is no program '{start.FileName}' on this machine: install it, or give its path.", start.FileName);
        foreach (var file in (string[])[start.StandardOutputFile, start.StandardErrorFile])
        {
            File.Open(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        }

        var tether = Process.Start(TetherOf(start, program)) ?? throw new InvalidOperationException($"could not launch {program}");
        try
        {
            var reading = tether.StandardOutput.ReadLineAsync();
            var line = reading.Wait(LaunchDeadline) ? reading.Result : null;
            return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new TetheredProcess(tether, string.Join(' ', [program, .. start.Arguments])) { Id = id }
                : throw new InvalidOperationException($"could not launch {program}: the tether said '{line}' within {LaunchDeadline.TotalSeconds} s");
        }
        catch
        {
            tether.StandardInput.BaseStream.Dispose();
            tether.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the program's end; null when it still runs after <paramref name="deadline"/>.</summary>
    public ProcessExit? WaitForExit(TimeSpan deadline) => _exit.Task.Wait(deadline) ? _exit.Task.Result : null;

    /// <summary>
    /// Kills the program and all it started, and waits until they are gone; does nothing when it has ended.
    /// Throws <see cref="TimeoutException"/> when it is still there after <paramref name="deadline"/>.
    /// </summary>
    public ProcessExit Kill(TimeSpan deadline)
    {
        if (Exit is null)
        {
            try
            {
                // Past the text writer, which flushes when it is closed and throws at a pipe that is broken by then.
                _tether.StandardInput.BaseStream.Write("kill\n"u8);
                _tether.StandardInput.BaseStream.Flush();
            }
            catch (IOException)
            {
                // The tether has just ended, and with it the program.
            }
        }

        return WaitForExit(deadline) ?? throw new TimeoutException($"process {Id} ({CommandLine}) is still there {deadline.TotalSeconds} s after SIGKILL");
    }

    /// <summary>Kills what still runs.</summary>
    public void Dispose()
    {
        try
        {
            Kill(DisposeDeadline);
        }
        finally
        {
            // Process.Dispose leaves streams open that were used, and the pipe is the tether.
            _tether.StandardInput.BaseStream.Dispose();
            _tether.StandardOutput.Dispose();
            _tether.Dispose();
        }
    }

    private static ProcessStartInfo TetherOf(TetheredProcessStart start, string program)
    {
        // The tether has a session of its own, so that neither Ctrl-C nor a hang-up of the terminal cuts it.
        var info = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = start.WorkingDirectory ?? "",
        };
        string[] fixedArguments =
        [
            "sh", "-c", TetherScript.Text, "tether", Path.GetFullPath(start.StandardOutputFile), Path.GetFullPath(start.StandardErrorFile),
            start.DirectoryToRemove is { } directory ? Path.GetFullPath(directory) : "", program,
        ];
        foreach (var argument in fixedArguments.Concat(start.Arguments))
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }
}
