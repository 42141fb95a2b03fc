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
            || Ends(Quit, new GuestEnding("by its monitor"), limits.Quit)
            || Ends(Terminate, new GuestEnding("by SIGTERM, since it did not obey its monitor", ProcessSignals.Term), limits.Terminate)
            || Ends(Kill, new GuestEnding("by SIGKILL, since it obeyed neither its monitor nor SIGTERM", ProcessSignals.Kill), limits.Terminate);
        return watch.Ended.GetAwaiter().GetResult();
    }

    /// <summary>Tries one way; whether QEMU has ended.</summary>
    private bool Ends(Action ask, GuestEnding? ending, TimeSpan atMost)
    {
        if (qemu.Exit is not null)
        {
            return true;
        }

        if (ending is not null)
        {
            watch.NoteEnding(ending);
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

    private void Terminate() => ProcessSignals.Send(qemu.Id, ProcessSignals.Term);

    private void Kill() => qemu.End();

    private void Quit() => monitor.Execute("quit", null, limits.Scaled(limits.Quit));
}
