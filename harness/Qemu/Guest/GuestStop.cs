using Harness.Processes;
using Harness.Qemu.Monitor;

namespace Harness.Qemu.Guest;

/// <summary>Ends a guest's machine, each way with a deadline of its own: the agent, the power button, quit, SIGTERM, SIGKILL.</summary>
internal sealed class GuestStop(TetheredProcess qemu, QmpClient monitor, GuestWatch watch, GuestLimits limits)
{
    public GuestEnd Run(Action? powerOff)
    {
        watch.ExpectEnd();
        _ = (powerOff is not null && (Ends(powerOff, null, limits.PowerOff) || Ends(PressPowerButton, null, limits.PowerButton)))
            || Ends(Quit, "by its monitor", limits.Quit)
            || Ends(() => ProcessSignals.Send(qemu.Id, ProcessSignals.Term), "by SIGTERM, since it did not obey its monitor", limits.Terminate)
            || Ends(() => qemu.End(), "by SIGKILL, since it obeyed neither its monitor nor SIGTERM", limits.Terminate);
        return watch.Ended.GetAwaiter().GetResult();
    }

    /// <summary>Tries one way; whether QEMU has ended.</summary>
    private bool Ends(Action ask, string? how, TimeSpan atMost)
    {
        if (qemu.Exit is not null)
        {
            return true;
        }

        if (how is not null)
        {
            watch.NoteKill(how);
        }

        try
        {
            ask();
        }
        catch (Exception e) when (e is IOException or QmpException or TimeoutException)
        {
            // It is past hearing, perhaps because it is already on its way out.
        }

        return qemu.WaitForExit(limits.Scaled(atMost)) is not null;
    }

    private void PressPowerButton() => monitor.Execute("system_powerdown", null, limits.Scaled(limits.PowerButton));

    private void Quit() => monitor.Execute("quit", null, limits.Scaled(limits.Quit));
}
