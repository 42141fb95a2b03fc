using Harness.Processes;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Processes;

/// <summary>Every way a tethered process may come to its end, and what is left then: nothing.</summary>
[CancelAfter(60_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class TetheredProcessEndTests : TetheredProcessFixture
{
    [Test]
    public void Its_end_takes_a_program_that_ignores_signals_and_its_children_along()
    {
        using var process = Start("sh", "-c", "trap '' TERM INT HUP; sleep 1000 & echo $!; wait");
        var child = int.Parse(FirstLineOf(Output));
        Assert.That(process.Exit, Is.Null);
        Assert.That(process.IsEnding, Is.False);

        var exit = process.End();

        Assert.That(exit.SignalName, Is.EqualTo("SIGKILL"));
        Assert.That(process.IsEnding);
        Assert.That(OtherProcess.WaitUntilGone(process.Id, Deadline));
        Assert.That(OtherProcess.WaitUntilGone(child, Deadline));
        Assert.That(process.End(), Is.EqualTo(exit), "a second end changes nothing");
    }

    [Test]
    public void Children_left_behind_by_a_program_that_ended_are_swept()
    {
        using var process = Start("sh", "-c", "sleep 1000 & echo $!");

        process.WaitForExit(Deadline);

        Assert.That(process.Exit, Is.EqualTo(new ProcessExit(0)));
        Assert.That(OtherProcess.WaitUntilGone(int.Parse(FirstLineOf(Output)), Deadline));
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_program_that_is_ended_at_once_is_gone_whatever_it_was_about_to_do()
    {
        for (var i = 0; i < 40; i++)
        {
            using var process = Start("sleep", "1000");
            Assert.That(process.End().Signal, Is.EqualTo(9));
            Assert.That(OtherProcess.Exists(process.Id), Is.False);
        }
    }

    [Test]
    [CancelAfter(120_000)]
    public void An_end_that_meets_the_programs_own_is_no_error()
    {
        for (var i = 0; i < 40; i++)
        {
            using var process = Start("true");
            Assert.That(process.End().Code, Is.AnyOf(0, 128 + 9));
        }
    }

    [Test]
    public void A_stopped_program_ends_too()
    {
        using var process = Start("sleep", "1000");
        ProcessSignals.Send(process.Id, ProcessSignals.Stop);

        Assert.That(process.End().SignalName, Is.EqualTo("SIGKILL"));
        Assert.That(OtherProcess.Exists(process.Id), Is.False);
    }

    [Test]
    public void A_stopped_tether_does_not_keep_the_program()
    {
        using var process = Start("sleep", "1000");
        ProcessSignals.Send(OtherProcess.ParentOf(process.Id), ProcessSignals.Stop);

        Assert.That(process.End().SignalName, Is.EqualTo("SIGKILL"));
        Assert.That(OtherProcess.WaitUntilGone(process.Id, Deadline));
    }

    [Test]
    public void A_killed_tether_takes_the_program_along()
    {
        using var process = Start("sh", "-c", "sleep 1000 & echo $!; wait");
        var child = int.Parse(FirstLineOf(Output));

        OtherProcess.Signal(OtherProcess.ParentOf(process.Id), "KILL");

        Assert.That(process.WaitForExit(Deadline)?.SignalName, Is.EqualTo("SIGKILL"));
        Assert.That(OtherProcess.WaitUntilGone(process.Id, Deadline));
        Assert.That(OtherProcess.WaitUntilGone(child, Deadline));
    }

    [Test]
    public void A_gentle_end_lets_it_tidy_up()
    {
        var mark = Path.Combine(Folder, "tidy");
        using var process = Start(Command("sh", "-c", $"trap 'touch {mark}; exit 0' TERM; echo ready; while :; do sleep 1 & wait $!; done") with { EndsGently = true });
        FirstLineOf(Output);

        Assert.That(process.End(), Is.EqualTo(new ProcessExit(0)));
        Assert.That(File.Exists(mark));
    }

    [Test]
    public void A_gentle_end_that_is_ignored_is_followed_by_another()
    {
        using var process = Start(Command("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done") with { EndsGently = true });
        FirstLineOf(Output);

        Assert.That(process.End().SignalName, Is.EqualTo("SIGKILL"));
    }

    [Test]
    public void An_owner_that_lives_keeps_the_folder()
    {
        var command = Command("true") with { DirectoryToRemove = Folder };
        using (var process = Start(command))
        {
            process.WaitForExit(Deadline);
        }

        using (Start(command with { Program = "sleep", Arguments = ["1000"] }))
        {
        }

        Assert.That(Directory.Exists(Folder), "only a dead owner's folder is removed for it");
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_killed_owner_takes_the_program_its_children_and_its_folder_along()
    {
        using var owner = Owner.Start("process", Folder, "sh", "-c", "trap '' TERM; sleep 1000 & echo $!; wait");
        var (process, directory) = owner.ReadReport();
        var child = int.Parse(FirstLineOf(Path.Combine(directory, "out")));
        Assert.That(OtherProcess.Exists(process) && OtherProcess.Exists(child));

        owner.KillHard();

        Assert.That(OtherProcess.WaitUntilGone(process, Deadline));
        Assert.That(OtherProcess.WaitUntilGone(child, Deadline));
        Assert.That(OtherProcess.WaitUntil(() => !Directory.Exists(Folder), Deadline), "the folder outlived its owner");
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_killed_owner_takes_the_folder_of_a_program_along_that_had_ended_before()
    {
        using var owner = Owner.Start("process", Folder, "true");
        var (process, _) = owner.ReadReport();
        Assert.That(OtherProcess.WaitUntilGone(process, Deadline));
        Assert.That(Directory.Exists(Folder));

        owner.KillHard();

        Assert.That(OtherProcess.WaitUntil(() => !Directory.Exists(Folder), Deadline), "the folder outlived its owner");
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_killed_owner_lets_a_gentle_program_tidy_up()
    {
        using var marks = new TemporaryFolder();
        var mark = Path.Combine(marks.Path, "tidy");
        using var owner = Owner.Start(
            "gentle-process", Folder, "sh", "-c", $"trap 'touch {mark}; exit 0' TERM; echo ready; while :; do sleep 1 & wait $!; done");
        var (process, directory) = owner.ReadReport();
        FirstLineOf(Path.Combine(directory, "out"));

        owner.KillHard();

        Assert.That(OtherProcess.WaitUntilGone(process, Deadline));
        Assert.That(File.Exists(mark));
        Assert.That(OtherProcess.WaitUntil(() => !Directory.Exists(Folder), Deadline), "the folder outlived its owner");
    }
}
