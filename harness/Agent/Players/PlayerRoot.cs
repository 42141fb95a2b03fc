using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Harness.Agent.Init;

namespace Harness.Agent.Players;

/// <summary>Starts programs under the players' root.</summary>
internal static class PlayerRoot
{
    /// <summary>A program, its arguments and its environment; nothing of the agent's own.</summary>
    public static ProcessStartInfo Command(IReadOnlyList<KeyValuePair<string, string>> environment, string program, params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { UseShellExecute = false };
        info.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    /// <summary>
    /// Starts a program whose root is <see cref="GuestFolders.Root"/>; paths are meant as seen from there. A thread of its own takes that root and a child gets
    /// the root of the thread that starts it, so that one program is started and not two, the first of which only changes its root: an emulated processor takes
    /// a tenth of a second for each.
    /// </summary>
    /// <exception cref="IOException">The root could not be entered.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The program could not be started.</exception>
    public static Process Start(ProcessStartInfo program)
    {
        Process? started = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Linux.ChangeRootOfThread(GuestFolders.Root);
                started = Process.Start(program);
            }
            catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return started!;
    }
}
