namespace Harness.Processes;

/// <summary>Waits for a program to listen on a Unix socket, without connecting: a trial connection is a client to many servers.</summary>
public static class UnixSocketReadiness
{
    private const string AcceptsConnections = "00010000";

    /// <summary>
    /// Returns when somebody listens on the path. Throws <see cref="InvalidOperationException"/> when the program ends first and
    /// <see cref="TimeoutException"/> past the deadline.
    /// </summary>
    /// <param name="path">Full path of the socket; its folder exists.</param>
    /// <param name="process">The program that is to listen there.</param>
    /// <param name="atMost">The longest wait.</param>
    public static void Wait(string path, TetheredProcess process, TimeSpan atMost)
    {
        var deadline = Deadline.In(atMost);
        var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path)) { NotifyFilter = NotifyFilters.FileName };
        watcher.Created += (_, _) => created.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (!File.Exists(path) && Task.WaitAny([created.Task, process.Completion], deadline.Remaining) != 0)
        {
            throw Failure(path, process, deadline);
        }

        // The file appears with bind(); listen() is the program's next step, and there is no event for it.
        while (!IsListening(path))
        {
            if (process.Exit is not null || deadline.Passed)
            {
                throw Failure(path, process, deadline);
            }

            Thread.Yield();
        }
    }

    /// <summary>Whether somebody listens on the path, as the kernel's socket table says.</summary>
    public static bool IsListening(string path) => File.ReadLines("/proc/net/unix")
        .Any(line => line.EndsWith(" " + path, StringComparison.Ordinal) && line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3] == AcceptsConnections);

    private static Exception Failure(string path, TetheredProcess process, Deadline deadline) => process.Exit is { } exit
        ? new InvalidOperationException($"{process} {exit} before it listened on {path}")
        : new TimeoutException($"{process} does not listen on {path} after {deadline.Allowed.TotalSeconds} s");
}
