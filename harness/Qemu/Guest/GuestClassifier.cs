using Harness.Processes;
using Harness.Qemu.Guest.Console;

namespace Harness.Qemu.Guest;

/// <summary>
/// Names the end of a machine by what is known of it. The nearest cause wins: what killed QEMU, then what stopped it, then what the kernel said,
/// then what the guest asked for, and last what was merely missed.
/// </summary>
public static class GuestClassifier
{
    /// <summary>The class, and a sentence that says why.</summary>
    public static (GuestEndClass Class, string Sentence) Classify(GuestFacts facts)
    {
        var (end, sentence) = Name(facts);
        return (end, sentence + Aside(facts, end));
    }

    /// <summary>The finding that an excerpt of the console should show: the worst, and of those the first.</summary>
    public static ConsoleFinding? Headline(IReadOnlyList<ConsoleFinding> findings)
    {
        // A panic's cause is the oops before it.
        var relevant = findings.Where(finding => finding.Kind >= ConsoleFindingKind.Oops).ToArray();
        return relevant.Length > 0 ? relevant[0] : findings.OrderByDescending(finding => finding.Kind).FirstOrDefault();
    }

    private static (GuestEndClass Class, string Sentence) Name(GuestFacts facts)
    {
        if (facts.Symptom == GuestSymptom.Cancelled)
        {
            return (GuestEndClass.Cancelled, "The machine was given up by its owner.");
        }

        var ending = facts is { Ending: { } tried, Exit: { } ended } && tried.Explains(ended) ? tried : null;
        if (ending is null && facts.Exit is { Signal: not null } killed)
        {
            return Killed(killed, facts);
        }

        if (facts.NoSpace is { } file)
        {
            return (GuestEndClass.DiskFull, file);
        }

        if (facts.RunState is { } state && IsStopped(state))
        {
            return (GuestEndClass.QemuPaused, $"QEMU does not execute the guest any more: its state is '{state}'.{Words(facts)}");
        }

        if (First(facts, ConsoleFindingKind.Panic) is { } panic)
        {
            return (GuestEndClass.GuestPanic, $"The guest's kernel gave up: {panic.Message}{Cause(facts)}");
        }

        if (facts.PanicDevice)
        {
            return (GuestEndClass.GuestPanic, $"The guest told its panic device that its kernel gave up; the console does not say why.{Cause(facts)}");
        }

        if (ending is not null)
        {
            return (GuestEndClass.Stopped, $"QEMU was ended {ending.How}.");
        }

        if (facts is { Phase: GuestPhase.Stopping, Exit: { Code: 0 } })
        {
            return (GuestEndClass.Stopped, "The guest switched itself off as it was asked to.");
        }

        if (First(facts, ConsoleFindingKind.Oops) is { } oops)
        {
            return (GuestEndClass.GuestOops, $"The guest's kernel met a fault, and then {Missed(facts)}: {oops.Message}");
        }

        return facts.ShutdownReason is { } reason ? Shutdown(reason, facts) : Rest(facts);
    }

    private static (GuestEndClass Class, string Sentence) Killed(ProcessExit exit, GuestFacts facts)
        => facts.HostKilledForMemory && exit.Signal == ProcessSignals.Kill
            ? (GuestEndClass.HostOom, "The host ran out of memory and its kernel killed QEMU.")
            : (GuestEndClass.QemuCrashed, $"QEMU {exit}{When(facts.Phase)}.{Words(facts)}");

    private static (GuestEndClass Class, string Sentence) Shutdown(string reason, GuestFacts facts) => reason switch
    {
        "guest-shutdown" => (GuestEndClass.UnexpectedPowerOff, $"The guest switched itself off{When(facts.Phase)}, unasked."),
        "guest-reset" => (GuestEndClass.UnexpectedReboot, $"The guest reset itself{When(facts.Phase)}, unasked."),
        "guest-panic" => (GuestEndClass.GuestPanic, "The guest's kernel gave up, as QEMU says; the console does not say why."),
        _ => (GuestEndClass.QemuExitedTooSoon, $"QEMU shut down{When(facts.Phase)}, for a reason that is neither the guest's nor the harness': {reason}."),
    };

    private static (GuestEndClass Class, string Sentence) Rest(GuestFacts facts)
    {
        if (facts.Exit is { } exit)
        {
            return (GuestEndClass.QemuExitedTooSoon, $"QEMU {exit}{When(facts.Phase)}.{Words(facts)}");
        }

        if (facts.RunState is null)
        {
            var process = facts.ProcessState is { } state ? $" (its process is {state})" : string.Empty;
            return (GuestEndClass.QemuHung, $"QEMU does not answer{process}, and {Missed(facts)}.{Words(facts)}");
        }

        return facts.Symptom switch
        {
            GuestSymptom.NoFirstByte or GuestSymptom.NotReady when !facts.SawKernel
                => (GuestEndClass.BootFailed, $"No kernel has spoken within {Seconds(facts.Limit)}: the console {(facts.ConsoleBytes == 0 ? "is empty" : "holds nothing of one")}."),
            GuestSymptom.NoFirstByte or GuestSymptom.NotReady
                => (GuestEndClass.BootTimeout, $"The guest was not ready within {Seconds(facts.Limit)}, though its kernel has spoken."),
            GuestSymptom.NoProgress when facts.SpokeLately
                => (GuestEndClass.GuestHung, $"The guest runs and has got nothing done for {Seconds(facts.Limit)}."),
            GuestSymptom.NoProgress
                => (GuestEndClass.GuestSilent, $"The guest has got nothing done for {Seconds(facts.Limit)} and says nothing, not even to an interrupt that cannot be masked."),
            GuestSymptom.Stuck => (GuestEndClass.GuestHung, $"The guest runs and does not get on. {facts.Report}"),
            _ => (GuestEndClass.AgentLost, $"The guest runs, but {Missed(facts)}."),
        };
    }

    /// <summary>What the watch missed, as a clause.</summary>
    private static string Missed(GuestFacts facts) => facts.Symptom switch
    {
        GuestSymptom.Exited => facts.Exit is { } exit ? $"QEMU {exit}" : "QEMU ended",
        GuestSymptom.ShutDown => facts.ShutdownReason == "guest-reset" ? "the guest reset itself" : "the machine was switched off",
        GuestSymptom.NoFirstByte => $"the console stayed empty for {Seconds(facts.Limit)}",
        GuestSymptom.NotReady => $"the guest did not become ready within {Seconds(facts.Limit)}",
        GuestSymptom.NoProgress => $"nothing got done for {Seconds(facts.Limit)}",
        GuestSymptom.AgentLeft => "the agent closed its port",
        GuestSymptom.Reported => facts.Report,
        GuestSymptom.Stuck => "it got stuck",
        _ => "the machine was of no use any more",
    };

    private static string When(GuestPhase phase) => phase switch
    {
        GuestPhase.Booting => " before the guest was ready",
        GuestPhase.Stopping => " while it was being stopped",
        _ => string.Empty,
    };

    /// <summary>What else is wrong and did not decide.</summary>
    private static string Aside(GuestFacts facts, GuestEndClass end)
    {
        var told = Headline(facts.Findings);
        return told is null || end is GuestEndClass.GuestPanic or GuestEndClass.GuestOops ? string.Empty : $" The console says: {told.Message}";
    }

    private static string Cause(GuestFacts facts) => First(facts, ConsoleFindingKind.Oops) is { } oops ? $"; before that: {oops.Message}" : string.Empty;

    private static string Words(GuestFacts facts) => facts.QemuWords.Length > 0 ? $" It printed last: {facts.QemuWords}" : " It printed nothing.";

    private static ConsoleFinding? First(GuestFacts facts, ConsoleFindingKind kind) => facts.Findings.FirstOrDefault(finding => finding.Kind == kind);

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.#} s";

    /// <summary>Whether a run state is one in which QEMU does not execute the guest and has not ended either (qapi/run-state.json).</summary>
    internal static bool IsStopped(string state) => state is not ("running" or "shutdown" or "prelaunch" or "inmigrate" or "guest-panicked");
}
