namespace Harness.Processes;

/// <summary>How a process ended. Of two ways to end with the same number, 128 + n is read as signal n, as shells do.</summary>
/// <param name="Code">The exit code; 128 + n for signal n.</param>
public readonly record struct ProcessExit(int Code)
{
    private const int SignalBase = 128;

    private static readonly string[] Names =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2",
        "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
        "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    /// <summary>The signal that ended the process, or null when it ended by itself.</summary>
    public int? Signal => Code > SignalBase && Code - SignalBase < Names.Length ? Code - SignalBase : null;

    /// <summary><c>SIGSEGV</c> and the like; null when the process ended by itself.</summary>
    public string? SignalName => Signal is { } signal ? Names[signal] : null;

    /// <summary>Reads on from the program's name: <c>was killed by SIGSEGV</c>, <c>exited with code 1</c>.</summary>
    public override string ToString() => SignalName is { } name ? $"was killed by {name}" : $"exited with code {Code}";
}
