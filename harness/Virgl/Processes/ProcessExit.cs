namespace Harness.Virgl.Processes;

/// <summary>How a process ended. Of two ways to end with the same number, 128 + n is read as signal n, as shells do.</summary>
/// <param name="Code">The exit code; 128 + n for signal n.</param>
public readonly record struct ProcessExit(int Code)
{
    private static readonly string[] Names =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2",
        "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
        "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
    ];

    /// <summary>The signal that ended the process, or null when it ended by itself.</summary>
    public int? Signal => Code > 128 && Code - 128 < Names.Length ? Code - 128 : null;

    public override string ToString() => Signal is { } signal ? $"signal {signal} ({Names[signal]})" : $"exit code {Code}";
}
