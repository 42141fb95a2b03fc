using Harness.Qemu.State;

namespace Harness.Qemu.Guest;

/// <summary>Files of one guest's machine. QEMU connects to the sockets; the harness listens.</summary>
/// <param name="Console">Socket of the serial console.</param>
/// <param name="Agent">Socket of the agent's port.</param>
/// <param name="Monitor">Socket of the monitor.</param>
/// <param name="ConsoleLog">What the guest wrote to its console, from the first byte on.</param>
/// <param name="Output">What QEMU printed on standard output.</param>
/// <param name="Errors">What QEMU and the renderer printed on standard error.</param>
public sealed record GuestFiles(string Console, string Agent, string Monitor, string ConsoleLog, string Output, string Errors)
{
    /// <summary>The files of a machine in its state folder.</summary>
    public static GuestFiles In(StateFolder folder) => new(
        folder.FileAt("console"),
        folder.FileAt("agent"),
        folder.FileAt("qmp"),
        folder.FileAt("console.log"),
        folder.FileAt("stdout"),
        folder.FileAt("stderr"));
}
