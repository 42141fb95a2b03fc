using Harness.Processes;
using NUnit.Framework;

namespace Harness.Tests.Processes;

/// <summary>What goes into a tethered process and what comes out.</summary>
[CancelAfter(60_000)]
internal sealed class TetheredProcessTests : TetheredProcessFixture
{
    [Test]
    public void An_exit_code_and_both_outputs_come_through()
    {
        using var process = Start("sh", "-c", "echo to-out; echo to-err >&2; exit 7");

        var exit = process.WaitForExit(Deadline);

        Assert.That(exit, Is.EqualTo(new ProcessExit(7)));
        Assert.That(exit!.Value.Signal, Is.Null);
        Assert.That(exit.ToString(), Is.EqualTo("exited with code 7"));
        Assert.That(File.ReadAllText(Output), Is.EqualTo("to-out\n"));
        Assert.That(File.ReadAllText(Error), Is.EqualTo("to-err\n"), "nothing but the program's own words");
    }

    [Test]
    public void A_signal_is_named()
    {
        using var process = Start("sh", "-c", "kill -s SEGV $$");

        var exit = process.WaitForExit(Deadline);

        Assert.That(exit?.Signal, Is.EqualTo(11));
        Assert.That(exit.ToString(), Is.EqualTo("was killed by SIGSEGV"));
    }

    [Test]
    public void Output_without_a_file_is_read_line_by_line_and_errors_go_to_theirs()
    {
        using var process = Start(Command("sh", "-c", "echo one; echo two; echo trouble >&2") with { OutputFile = null });

        Assert.That(process.ReadLine(Deadline), Is.EqualTo("one"));
        Assert.That(process.ReadLine(Deadline), Is.EqualTo("two"));
        Assert.That(process.ReadLine(Deadline), Is.Null);
        Assert.That(File.ReadAllText(Error), Is.EqualTo("trouble\n"));
    }

    [Test]
    public void Silence_ends_a_read_in_time()
    {
        using var process = Start(Command("sleep", "60") with { OutputFile = null });

        Assert.That(() => process.ReadLine(TimeSpan.FromMilliseconds(100)), Throws.TypeOf<TimeoutException>());
    }

    [Test]
    public void Output_is_appended_and_may_share_a_file()
    {
        File.WriteAllText(Output, "before\n");
        using var process = Start(Command("sh", "-c", "echo one; echo two >&2; echo three") with { ErrorFile = Output });

        process.WaitForExit(Deadline);

        Assert.That(File.ReadAllText(Output), Is.EqualTo("before\none\ntwo\nthree\n"));
    }

    [Test]
    public void Arguments_and_environment_reach_the_program_as_they_are()
    {
        string[] odd = ["a b", "$HOME", "'\"", "*", "", "\n", "-"];
        using var process = Start(Command("sh", ["-c", "printf '[%s]' \"$@\" \"$ODD\" \"${GONE-none}\"", "sh", .. odd]) with
        {
            Environment = new Dictionary<string, string?> { ["ODD"] = "x 'y'", ["GONE"] = null },
        });

        Assert.That(process.WaitForExit(Deadline), Is.EqualTo(new ProcessExit(0)));
        Assert.That(File.ReadAllText(Output), Is.EqualTo(string.Concat(odd.Select(argument => $"[{argument}]")) + "[x 'y'][none]"));
    }

    [Test]
    public void The_working_directory_is_its_own()
    {
        using var process = Start(Command("pwd") with { WorkingDirectory = Folder });

        process.WaitForExit(Deadline);

        Assert.That(File.ReadAllText(Output), Is.EqualTo(Folder + "\n"));
    }

    [Test]
    public void Standard_input_is_empty()
    {
        using var process = Start("cat");

        Assert.That(process.WaitForExit(Deadline), Is.EqualTo(new ProcessExit(0)));
    }

    [Test]
    public void The_reported_id_is_the_programs_own_and_names_its_session()
    {
        using var process = Start("sh", "-c", "read -r all </proc/self/stat; echo $$; set -- ${all##*)}; echo $3 $4");

        process.WaitForExit(Deadline);

        Assert.That(File.ReadAllText(Output), Is.EqualTo($"{process.Id}\n{process.Id} {process.Id}\n"));
    }

    [Test]
    public void Waiting_past_the_deadline_says_that_it_still_runs()
    {
        using var process = Start("sleep", "1000");

        Assert.That(process.WaitForExit(TimeSpan.FromMilliseconds(50)), Is.Null);
    }

    [Test]
    public void A_missing_program_is_named() =>
        Assert.That(() => Start("no-such-program"), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("no-such-program"));

    [Test]
    public void A_file_that_cannot_be_opened_is_named() => Assert.That(
        () => Start(Command("true") with { OutputFile = Path.Combine(Folder, "nowhere", "out") }),
        Throws.InstanceOf<IOException>().With.Message.Contains("nowhere"));
}
