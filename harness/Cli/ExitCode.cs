namespace Harness.Cli;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>All passed, or were declared skips or expected fails.</summary>
    public const int Passed = 0;

    /// <summary>A cell failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The harness could not do its job, or was interrupted.</summary>
    public const int HarnessFailed = 3;

    /// <summary>Two builds were compared, and it could not be told whether one is slower.</summary>
    public const int Inconclusive = 4;
}
