using System.Diagnostics;
using Harness.Link.Framing;
using Harness.Link.Messages;

namespace Harness.Agent.Players;

/// <summary>A shell on the guest's console, for a person or for a script: that of busybox, under the players' root.</summary>
internal static class GuestShell
{
    private const string Busybox = "/bin/busybox";

    // The names of its commands are made as links. A console is nobody's terminal; the serial port below it can be that of a session, and has job control then.
    private const string ForPeople = $"{Busybox} --install -s /bin; exec setsid -c sh <>/dev/ttyS0 >&0 2>&0";

    // The kernel's messages go to the same console: a script is not to be read between them.
    private const string ForScripts = $"{Busybox} --install -s /bin; dmesg -n 1; exec sh -s";

    /// <summary>Starts it; its end is told on the channel.</summary>
    public static void Start(ushort channel, StartShell order, FrameWriter link) => new Thread(() => Run(channel, order, link)) { IsBackground = true }.Start();

    private static void Run(ushort channel, StartShell order, FrameWriter link)
    {
        using var console = Console.OpenStandardOutput();
        console.WriteByte(StartShell.Begin);
        var code = Run(order);
        console.WriteByte(StartShell.End);
        link.Send(new PlayerEnded(code, string.Empty), channel);
    }

    private static int Run(StartShell order)
    {
        var info = PlayerRoot.Command(order.Environment, Busybox, "sh", "-c", order.Script is null ? ForPeople : ForScripts);
        info.RedirectStandardInput = order.Script is not null;
        using var process = PlayerRoot.Start(info);
        if (order.Script is { } script)
        {
            Feed(process, script);
        }

        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Feed(Process process, string script)
    {
        try
        {
            process.StandardInput.Write(script);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all.
        }
    }
}
