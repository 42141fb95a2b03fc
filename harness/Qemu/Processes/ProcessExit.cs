namespace Harness.Qemu.Processes;

/// <summary>How a process ended.</summary>
/// <param name="Code">Exit code; 128 + n for signal n.</param>
public readonly record struct ProcessExit(int Code)
{
    private const int SignalBase = 128;

    /// <summary>The signal's number; 0 when the process exited by itself.</summary>
    public int Signal => Code > SignalBase ? Code - SignalBase : 0;

    /// <summary><c>SIGSEGV</c> and the like; null when the process exited by itself.</summary>
    public string? SignalName => Signal switch
    {
        0 => null,
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        31 => "SIGSYS",
        _ => $"signal {Signal}",
    };

    public override string ToString() => SignalName is { } name ? $"was killed by {name}" : $"exited with code {Code}";
}
