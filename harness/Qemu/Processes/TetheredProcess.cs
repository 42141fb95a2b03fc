using System.Diagnostics;
using System.Globalization;

namespace Harness.Qemu.Processes;

/// <summary>
/// A child process that cannot outlive this one. A small shell between the two holds the read end of a pipe; when this process ends,
/// however it ends, the pipe closes and the shell kills the child's whole process group. (PR_SET_PDEATHSIG is no way: it follows the thread
/// that started the child.)
/// </summary>
public sealed class TetheredProcess : IDisposable
{
    // The child gets its own session, so that a Ctrl-C at the terminal reaches the harness alone, which then ends its children in order.
    private const string Tether =
        """
        trap '' INT QUIT HUP
        exec 3<&0 </dev/null
        out=$1 err=$2 gently=$3
        shift 3
        if [ "$out" = - ]; then setsid "$@" 3<&- 2>>"$err" & else setsid "$@" 3<&- >>"$out" 2>>"$err" & fi
        child=$!
        echo "$child" >&2
        exec >/dev/null 2>&1
        (
          while read -r line; do :; done <&3
          if [ "$gently" = 1 ]; then
            kill -s TERM -- "-$child" "$child"
            trap 'kill -s KILL $!; exit' TERM
            sleep 1 &
            wait $!
          fi
          kill -s KILL -- "-$child" "$child"
        ) &
        watcher=$!
        exec 3<&-
        wait "$child"
        status=$?
        kill -s TERM "$watcher"
        wait "$watcher"
        exit "$status"
        """;

    private static readonly TimeSpan StartAllowed = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EndAllowed = TimeSpan.FromSeconds(5);

    private readonly Process _shell;
    private readonly TaskCompletionSource<ProcessExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _released;

    private TetheredProcess(Process shell, int id) => (_shell, Id) = (shell, id);

    /// <summary>Process id, which is also the id of its process group and session.</summary>
    public int Id { get; }

    /// <summary>Completes when the process has ended.</summary>
    public Task<ProcessExit> Exited => _exited.Task;

    /// <summary>Whether the process has ended.</summary>
    public bool HasExited => _exited.Task.IsCompleted;

    /// <summary>Starts the program. Its stdin is empty.</summary>
    /// <exception cref="InvalidOperationException">The shell could not start it.</exception>
    public static TetheredProcess Start(TetheredCommand command)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? string.Empty,
        };
        string[] tether = ["-c", Tether, "tether", command.OutputFile ?? "-", command.ErrorFile, command.EndsGently ? "1" : "0"];
        foreach (var argument in (string[])[.. tether, command.Program, .. command.Arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        var shell = new Process { StartInfo = start, EnableRaisingEvents = true };
        var ended = new TaskCompletionSource<ProcessExit>(TaskCreationOptions.RunContinuationsAsynchronously);
        shell.Exited += (_, _) => ended.TrySetResult(new ProcessExit(shell.ExitCode));
        shell.Start();
        var first = shell.StandardError.ReadLineAsync().WaitAsync(StartAllowed).GetAwaiter().GetResult();
        if (!int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            var rest = shell.StandardError.ReadToEnd();
            shell.Dispose();
            throw new InvalidOperationException($"'{command.Program}' could not be started: {first} {rest}".TrimEnd());
        }

        var self = new TetheredProcess(shell, id);
        ended.Task.ContinueWith(t => self._exited.TrySetResult(t.Result), TaskContinuationOptions.ExecuteSynchronously);
        return self;
    }

    /// <summary>The next line of its stdout; null at its end.</summary>
    /// <exception cref="TimeoutException">No line came in time.</exception>
    public string? ReadLine(TimeSpan atMost) => _shell.StandardOutput.ReadLineAsync().WaitAsync(atMost).GetAwaiter().GetResult();

    /// <summary>Waits for the end; null when <paramref name="atMost"/> has passed before.</summary>
    public ProcessExit? WaitForExit(TimeSpan atMost) => _exited.Task.Wait(atMost) ? _exited.Task.Result : null;

    /// <summary>Ends the process and all its children, and waits until they are gone.</summary>
    public void End()
    {
        if (_released)
        {
            return;
        }

        _released = true;
        _shell.StandardInput.Close();
        if (WaitForExit(EndAllowed) is null)
        {
            // A stopped shell cannot pull the tether.
            ProcessSignals.Send(-Id, ProcessSignals.Kill);
            _shell.Kill();
            WaitForExit(EndAllowed);
        }
    }

    public void Dispose()
    {
        End();
        _shell.Dispose();
    }
}
