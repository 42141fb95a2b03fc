using System.Diagnostics;
using Harness.Processes;
using NUnit.Framework;

namespace Harness.Tests.Processes;

/// <summary>Looks at processes that are nobody's children here, of whose end there is no event: by asking the kernel again and again.</summary>
internal static class OtherProcess
{
    public static bool Exists(int id) => ProcessStatus.Of(id) is { IsDead: false };

    public static int ParentOf(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
    }

    public static bool WaitUntilGone(int id, TimeSpan deadline) => WaitUntil(() => !Exists(id), deadline);

    public static bool WaitUntil(Func<bool> condition, TimeSpan deadline)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(since) > deadline)
            {
                return false;
            }

            Thread.Yield();
        }

        return true;
    }

    /// <summary>Sends a signal by the program kill.</summary>
    public static void Signal(int id, string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{id}"]);
        kill.WaitForExit();
        Assert.That(kill.ExitCode, Is.Zero, $"kill -s {signal} {id}");
    }
}
