using System.Runtime.InteropServices;

namespace Harness.Processes;

/// <summary>Sends signals; .NET itself only knows how to kill.</summary>
public static partial class ProcessSignals
{
    public const int Kill = 9;
    public const int Segv = 11;
    public const int Term = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>
    /// Sends a signal to a process, or to a process group when the id is negative. False when there is none (or it is not ours).
    /// </summary>
    public static bool Send(int process, int signal) => SendSignal(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
