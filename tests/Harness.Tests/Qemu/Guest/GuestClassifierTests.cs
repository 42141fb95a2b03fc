using Harness.Processes;
using Harness.Qemu.Guest;
using Harness.Qemu.Guest.Console;
using NUnit.Framework;

namespace Harness.Tests.Qemu.Guest;

/// <summary>Which of the things that are known names an end.</summary>
[TestFixture]
internal sealed class GuestClassifierTests
{
    private static readonly ConsoleFinding Oops = new(ConsoleFindingKind.Oops, "[    1.000000] BUG: kernel NULL pointer dereference", 3);
    private static readonly ConsoleFinding Panic = new(ConsoleFindingKind.Panic, "[    1.100000] Kernel panic - not syncing: Fatal exception", 9);
    private static readonly ConsoleFinding Warning = new(ConsoleFindingKind.Warning, "[    0.500000] WARNING: CPU: 0 PID: 1 at x.c:1 y", 1);
    private static readonly GuestFacts Running = new() { Phase = GuestPhase.Ready, RunState = "running", SawKernel = true, ConsoleBytes = 20_000 };

    private static IEnumerable<TestCaseData> Table()
    {
        yield return Row("a signal is a crash, whatever the guest said", GuestEndClass.QemuCrashed, Exited(139) with { Findings = [Oops, Panic], ShutdownReason = "guest-reset" });
        yield return Row("a kill by the host's kernel is want of memory", GuestEndClass.HostOom, Exited(137) with { HostKilledForMemory = true });
        yield return Row("a crash is no want of memory", GuestEndClass.QemuCrashed, Exited(139) with { HostKilledForMemory = true });
        yield return Row("a kill from outside is a crash", GuestEndClass.QemuCrashed, Exited(137));
        yield return Row("our kill is a stop", GuestEndClass.Stopped, Exited(137) with { Phase = GuestPhase.Stopping, Ending = new GuestEnding("by SIGKILL", ProcessSignals.Kill) });
        yield return Row("a crash at our word is a crash", GuestEndClass.QemuCrashed, Exited(139) with { Phase = GuestPhase.Stopping, Ending = new GuestEnding("by its monitor") });
        yield return Row("an abort at SIGTERM is a crash", GuestEndClass.QemuCrashed, Exited(134) with { Phase = GuestPhase.Stopping, Ending = new GuestEnding("by SIGTERM", ProcessSignals.Term) });
        yield return Row("a failure at our word is no stop", GuestEndClass.QemuExitedTooSoon, Exited(1) with { Phase = GuestPhase.Stopping, Ending = new GuestEnding("by its monitor") });
        yield return Row("power-off when asked", GuestEndClass.Stopped, Exited(0) with { Phase = GuestPhase.Stopping, ShutdownReason = "guest-shutdown" });
        yield return Row("a panic while switching off", GuestEndClass.GuestPanic, Exited(0) with { Phase = GuestPhase.Stopping, Findings = [Panic] });
        yield return Row("power-off unasked", GuestEndClass.UnexpectedPowerOff, Exited(0) with { ShutdownReason = "guest-shutdown" });
        yield return Row("a reset unasked", GuestEndClass.UnexpectedReboot, Exited(0) with { ShutdownReason = "guest-reset" });
        yield return Row("a reset after an oops", GuestEndClass.GuestOops, Exited(0) with { ShutdownReason = "guest-reset", Findings = [Warning, Oops] });
        yield return Row("a reset after a warning", GuestEndClass.UnexpectedReboot, Exited(0) with { ShutdownReason = "guest-reset", Findings = [Warning] });
        yield return Row("a panic by both", GuestEndClass.GuestPanic, Exited(0) with { ShutdownReason = "guest-reset", Findings = [Oops, Panic], PanicDevice = true });
        yield return Row("a panic by the device", GuestEndClass.GuestPanic, Running with { Symptom = GuestSymptom.Panicked, PanicDevice = true });
        yield return Row("QEMU told to end by others", GuestEndClass.QemuExitedTooSoon, Exited(0) with { ShutdownReason = "host-signal" });
        yield return Row("an exit without a word", GuestEndClass.QemuExitedTooSoon, Exited(0));
        yield return Row("paused", GuestEndClass.QemuPaused, Running with { Symptom = GuestSymptom.Paused, RunState = "internal-error" });
        yield return Row("a full disk before the pause", GuestEndClass.DiskFull, Running with { Symptom = GuestSymptom.Paused, RunState = "io-error", NoSpace = "There is no room." });
        yield return Row("no kernel", GuestEndClass.BootFailed, Running with { Phase = GuestPhase.Booting, Symptom = GuestSymptom.NotReady, SawKernel = false });
        yield return Row("no byte", GuestEndClass.BootFailed, Running with { Phase = GuestPhase.Booting, Symptom = GuestSymptom.NoFirstByte, SawKernel = false, ConsoleBytes = 0 });
        yield return Row("a boot that takes too long", GuestEndClass.BootTimeout, Running with { Phase = GuestPhase.Booting, Symptom = GuestSymptom.NotReady });
        yield return Row("a boot that takes too long after an oops", GuestEndClass.GuestOops, Running with { Phase = GuestPhase.Booting, Symptom = GuestSymptom.NotReady, Findings = [Oops] });
        yield return Row("nothing done, but words", GuestEndClass.GuestHung, Running with { Symptom = GuestSymptom.NoProgress, SpokeLately = true });
        yield return Row("nothing done and no words", GuestEndClass.GuestSilent, Running with { Symptom = GuestSymptom.NoProgress });
        yield return Row("nothing done after an oops", GuestEndClass.GuestOops, Running with { Symptom = GuestSymptom.NoProgress, SpokeLately = true, Findings = [Oops] });
        yield return Row("nothing done and no answer", GuestEndClass.QemuHung, Running with { Symptom = GuestSymptom.NoProgress, RunState = null });
        yield return Row("the agent left", GuestEndClass.AgentLost, Running with { Symptom = GuestSymptom.AgentLeft });
        yield return Row("the agent left after an oops", GuestEndClass.GuestOops, Running with { Symptom = GuestSymptom.AgentLeft, Findings = [Oops] });
        yield return Row("a broken connection", GuestEndClass.AgentLost, Running with { Symptom = GuestSymptom.Reported, Report = "its frame had no header" });
        yield return Row("no answer, but an agent that lives", GuestEndClass.GuestHung, Running with { Symptom = GuestSymptom.Stuck, Report = "The player has not answered within 30 s." });
        yield return Row("no answer after an oops", GuestEndClass.GuestOops, Running with { Symptom = GuestSymptom.Stuck, Report = "The player has not answered within 30 s.", Findings = [Oops] });
        yield return Row("cancelled", GuestEndClass.Cancelled, Running with { Symptom = GuestSymptom.Cancelled, Findings = [Oops] });
    }

    [TestCaseSource(nameof(Table))]
    public void The_nearest_cause_names_the_end(GuestFacts facts, GuestEndClass expected)
    {
        var (end, sentence) = GuestClassifier.Classify(facts);
        Assert.That(end, Is.EqualTo(expected), sentence);
        Assert.That(sentence, Does.Match(@"^[A-Z].*\S$"));
    }

    [Test]
    public void Every_class_but_those_of_the_start_has_a_row()
        => Assert.That(
            Enum.GetValues<GuestEndClass>().Except(Table().Select(row => (GuestEndClass)row.Arguments[1]!)),
            Is.EquivalentTo(new[] { GuestEndClass.QemuNotFound, GuestEndClass.UnsupportedOption }));

    [Test]
    public void The_cause_of_a_panic_is_told_with_it_and_shown()
    {
        Assert.That(GuestClassifier.Classify(Exited(0) with { Findings = [Warning, Oops, Panic] }).Sentence, Does.Contain("Fatal exception").And.Contain("NULL pointer"));
        Assert.That(GuestClassifier.Headline([Warning, Oops, Panic]), Is.EqualTo(Oops));
        Assert.That(GuestClassifier.Headline([Warning]), Is.EqualTo(Warning));
        Assert.That(GuestClassifier.Headline([]), Is.Null);
    }

    [Test]
    public void What_did_not_decide_is_told_as_well()
        => Assert.That(GuestClassifier.Classify(Running with { Symptom = GuestSymptom.AgentLeft, Findings = [Warning] }).Sentence, Does.Contain("WARNING: CPU: 0"));

    private static GuestFacts Exited(int code) => Running with { Symptom = GuestSymptom.Exited, Exit = new ProcessExit(code), RunState = null };

    private static TestCaseData Row(string name, GuestEndClass expected, GuestFacts facts) => new TestCaseData(facts, expected).SetArgDisplayNames(name);
}
