using Harness.Virgl.Processes;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Processes;

public sealed class TetheredProcessTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private string _directory = "";

    [SetUp]
    public void MakeDirectory() => _directory = Directory.CreateTempSubdirectory("tether-").FullName;

    [TearDown]
    public void RemoveDirectory()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void An_exit_code_and_both_outputs_come_through()
    {
        using var process = Start("sh", "-c", "echo to-out; echo to-err >&2; exit 7");

        var exit = process.WaitForExit(Deadline);

        Assert.That(exit, Is.EqualTo(new ProcessExit(7)));
        Assert.That(exit!.Value.Signal, Is.Null);
        Assert.That(exit.ToString(), Is.EqualTo("exit code 7"));
        Assert.That(File.ReadAllText(Output), Is.EqualTo("to-out\n"));
        Assert.That(File.ReadAllText(Error), Is.EqualTo("to-err\n"), "nothing but the program's own words");
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_signal_is_named()
    {
        using var process = Start("sh", "-c", "kill -s SEGV $$");

        var exit = process.WaitForExit(Deadline);

        Assert.That(exit?.Signal, Is.EqualTo(11));
        Assert.That(exit.ToString(), Is.EqualTo("signal 11 (SIGSEGV)"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Arguments_and_environment_reach_the_program_as_they_are()
    {
        string[] odd = ["a b", "$HOME", "'\"", "*", "", "\n"];
        using var process = TetheredProcess.Start(new TetheredProcessStart("sh", ["-c", "printf '[%s]' \"$@\" \"$ODD\" \"${GONE-none}\"", "sh", .. odd], Output, Error)
        {
            Environment = new Dictionary<string, string?> { ["ODD"] = "x y", ["GONE"] = null },
        });

        Assert.That(process.WaitForExit(Deadline), Is.EqualTo(new ProcessExit(0)));
        Assert.That(File.ReadAllText(Output), Is.EqualTo(string.Concat(odd.Select(argument => $"[{argument}]")) + "[x y][none]"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void The_reported_id_is_the_programs_own()
    {
        using var process = Start("sh", "-c", "echo $$");

        process.WaitForExit(Deadline);

        Assert.That(File.ReadAllText(Output).Trim(), Is.EqualTo($"{process.Id}"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_kill_ends_a_program_that_ignores_signals_and_its_children()
    {
        using var process = Start("sh", "-c", "trap '' TERM INT HUP; sleep 1000 & echo $!; wait");
        var grandchild = int.Parse(FirstLineOf(Output));
        Assert.That(process.Exit, Is.Null);
        Assert.That(process.IsEnding, Is.False);

        var exit = process.Kill(Deadline);

        Assert.That(exit.Signal, Is.EqualTo(9));
        Assert.That(process.IsEnding);
        Assert.That(OtherProcess.WaitUntilGone(process.Id, Deadline));
        Assert.That(OtherProcess.WaitUntilGone(grandchild, Deadline));
        Assert.That(Directory.Exists(_directory), "a kill by the owner removes nothing");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Children_left_behind_by_a_program_that_ended_are_swept()
    {
        using var process = Start("sh", "-c", "sleep 1000 & echo $!");

        process.WaitForExit(Deadline);

        Assert.That(process.Exit, Is.EqualTo(new ProcessExit(0)));
        Assert.That(OtherProcess.WaitUntilGone(int.Parse(FirstLineOf(Output)), Deadline));
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_program_that_is_killed_at_once_is_gone_whatever_it_was_about_to_do()
    {
        for (var i = 0; i < 40; i++)
        {
            using var process = Start("sleep", "1000");
            Assert.That(process.Kill(Deadline).Signal, Is.EqualTo(9));
            Assert.That(OtherProcess.Exists(process.Id), Is.False);
        }
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_kill_that_meets_the_programs_own_end_is_no_error()
    {
        for (var i = 0; i < 40; i++)
        {
            using var process = Start("true");
            Assert.That(process.Kill(Deadline).Code, Is.AnyOf(0, 128 + 9));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void Waiting_past_the_deadline_says_that_it_still_runs()
    {
        using var process = Start("sleep", "1000");

        Assert.That(process.WaitForExit(TimeSpan.FromMilliseconds(50)), Is.Null);
    }

    [Test]
    public void A_missing_program_is_named() =>
        Assert.That(() => Start("no-such-program"), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("no-such-program"));

    [Test]
    [CancelAfter(120_000)]
    public void A_killed_owner_takes_the_program_its_children_and_its_folder_along()
    {
        using var owner = Owner.Start("process", _directory, "sh", "-c", "trap '' TERM; sleep 1000 & echo $!; wait");
        var (process, directory) = owner.ReadReport();
        var grandchild = int.Parse(FirstLineOf(Path.Combine(directory, "out")));
        Assert.That(OtherProcess.Exists(process) && OtherProcess.Exists(grandchild));

        owner.KillHard();

        Assert.That(OtherProcess.WaitUntilGone(process, Deadline));
        Assert.That(OtherProcess.WaitUntilGone(grandchild, Deadline));
        Assert.That(OtherProcess.WaitUntil(() => !Directory.Exists(_directory), Deadline), "the folder outlived its owner");
    }

    private string Output => Path.Combine(_directory, "out");

    private string Error => Path.Combine(_directory, "err");

    private TetheredProcess Start(string program, params string[] arguments) =>
        TetheredProcess.Start(new TetheredProcessStart(program, arguments, Output, Error));

    private static string FirstLineOf(string file)
    {
        var text = "";
        var read = OtherProcess.WaitUntil(() => (text = File.ReadAllText(file)).Contains('\n'), Deadline);
        Assert.That(read, $"no line appeared in {file}");
        return text[..text.IndexOf('\n')];
    }
}
