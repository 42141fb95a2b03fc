using System.Net.Sockets;
using System.Text.Json.Nodes;
using Harness.Processes;
using Harness.Qemu.Guest.Console;
using Harness.Qemu.Monitor;
using Harness.Qemu.Scanout;

namespace Harness.Qemu.Guest;

/// <summary>Where a guest's machine can be looked at and asked, and how.</summary>
internal sealed class GuestEvidence(
    TetheredProcess qemu, GuestConsole console, QmpClient monitor, GrowingFile errors, IScanoutObserver? observer, GuestLimits limits)
{
    private static readonly TimeSpan AnswerAllowed = TimeSpan.FromSeconds(1);

    public GuestConsole Console => console;

    /// <summary>QEMU's run state; null when it does not say.</summary>
    public string? RunState() => Ask(() => monitor.QueryStatus(limits.Scaled(AnswerAllowed)));

    /// <summary>
    /// Reads the console on until QEMU and the console have ended, or the kernel has told its fault and falls silent, or the time is up.
    /// </summary>
    public void Drain(SemaphoreSlim news)
    {
        var deadline = Deadline.In(limits.Scaled(limits.Grace));
        while (!console.Closed.IsCompleted && !deadline.Passed)
        {
            var tells = console.Worst is >= ConsoleFindingKind.Oops;
            var heard = news.Wait(tells && qemu.Exit is null ? Shorter(deadline.Remaining, limits.Scaled(limits.Quiet)) : deadline.Remaining);
            if (tells && !heard)
            {
                break;
            }
        }

        qemu.WaitForExit(console.Closed.IsCompleted ? deadline.Remaining : TimeSpan.Zero);
        console.Finish();
    }

    /// <summary>
    /// Asks a running guest where it is: its registers, then by the magic keys which tasks wait (an interrupt has to get through), then by an
    /// interrupt that cannot be masked, at which the kernel panics with a trace (<see cref="KernelWords.Default"/>).
    /// </summary>
    public GuestPoke Poke(SemaphoreSlim news)
    {
        var (findings, bytes) = (console.Findings, console.Bytes);
        var registers = Ask(() => monitor.AskHuman("info registers -a", limits.Scaled(AnswerAllowed))) ?? string.Empty;
        foreach (var key in "wl")
        {
            Ask(() => monitor.Execute("chardev-send-break", new JsonObject { ["id"] = "console" }, limits.Scaled(AnswerAllowed)));
            Type((byte)key);
            WaitForQuiet(news);
        }

        Ask(() => monitor.Execute("inject-nmi", null, limits.Scaled(AnswerAllowed)));
        WaitForQuiet(news);
        console.Finish();
        return new GuestPoke(registers, console.Bytes > bytes, findings);
    }

    /// <summary>Everything about an end.</summary>
    public GuestEnd Close(GuestFacts facts, GuestPoke? poke, TimeSpan after)
    {
        var (end, sentence) = GuestClassifier.Classify(facts);
        var isStuck = end is GuestEndClass.BootFailed or GuestEndClass.BootTimeout or GuestEndClass.GuestHung or GuestEndClass.GuestSilent;
        return new GuestEnd
        {
            Class = end,
            Sentence = sentence,
            Findings = facts.Findings,
            Console = console.Text,
            ConsoleExcerpt = console.Excerpt(poke is null ? GuestClassifier.Headline(facts.Findings) : null),
            CommandLine = qemu.CommandLine,
            Exit = facts.Exit,
            QemuWords = facts.QemuWords,
            MonitorEvents = [.. monitor.Events.Select(told => told.ToString())],
            Registers = poke?.Registers ?? string.Empty,
            Screen = isStuck ? observer?.CaptureScreen() : null,
            After = after,
            Slowdown = limits.Slowdown,
        };
    }

    /// <summary>What QEMU and the renderer printed last.</summary>
    public string Words() => errors.Tail();

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static T? Ask<T>(Func<T?> question)
        where T : class
    {
        try
        {
            return question();
        }
        catch (QmpException)
        {
            return null;
        }
    }

    private void Type(byte key)
    {
        try
        {
            console.Write([key]);
        }
        catch (SocketException)
        {
            // QEMU has gone: the console's end says so.
        }
    }

    private void WaitForQuiet(SemaphoreSlim news)
    {
        var deadline = Deadline.In(limits.Scaled(limits.Grace));
        while (!console.Closed.IsCompleted && !deadline.Passed && news.Wait(Shorter(deadline.Remaining, limits.Scaled(limits.Quiet))))
        {
            // More was said.
        }
    }
}
