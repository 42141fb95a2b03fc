using Harness.Qemu.Processes;
using NUnit.Framework;

namespace Harness.Tests.Qemu;

[TestFixture, CancelAfter(20_000)]
internal sealed class TetheredProcessTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("vg-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Exit_codes_pass_through()
    {
        using var process = Shell("exit 7");
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(5)), Is.EqualTo(new ProcessExit(7)));
        Assert.That(process.Exited.Result.ToString(), Is.EqualTo("exited with code 7"));
    }

    [Test]
    public void The_signal_that_killed_it_is_named()
    {
        using var process = Shell("kill -s SEGV $$");
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(5))!.Value.ToString(), Is.EqualTo("was killed by SIGSEGV"));
    }

    [Test]
    public void Output_is_read_line_by_line_and_errors_go_to_a_file()
    {
        using var process = Shell("echo one; echo two; echo trouble >&2");
        Assert.That(process.ReadLine(TimeSpan.FromSeconds(5)), Is.EqualTo("one"));
        Assert.That(process.ReadLine(TimeSpan.FromSeconds(5)), Is.EqualTo("two"));
        Assert.That(process.ReadLine(TimeSpan.FromSeconds(5)), Is.Null);
        Assert.That(File.ReadAllText(Path.Combine(_folder, "err")), Is.EqualTo("trouble\n"));
    }

    [Test]
    public void Silence_ends_a_read_in_time()
    {
        using var process = Shell("exec sleep 60");
        Assert.That(() => process.ReadLine(TimeSpan.FromMilliseconds(100)), Throws.TypeOf<TimeoutException>());
    }

    [Test]
    public void Its_end_takes_its_children_along()
    {
        using var process = Shell("sleep 61 & echo $!; wait");
        var child = ProcessIdentity.Of(int.Parse(process.ReadLine(TimeSpan.FromSeconds(5))!))!.Value;
        process.End();
        Assert.That(process.HasExited, Is.True);
        Assert.That(TestDevice.Eventually(() => !child.IsAlive), Is.True);
    }

    [Test]
    public void A_stopped_process_ends_too()
    {
        using var process = Shell("echo ready; exec sleep 62");
        process.ReadLine(TimeSpan.FromSeconds(5));
        var identity = ProcessIdentity.Of(process.Id)!.Value;
        ProcessSignals.Send(process.Id, ProcessSignals.Stop);
        process.End();
        Assert.That(identity.IsAlive, Is.False);
    }

    [Test]
    public void A_gentle_end_lets_it_tidy_up()
    {
        var mark = Path.Combine(_folder, "tidy");
        using var process = Shell($"trap 'touch {mark}; exit 0' TERM; echo ready; while :; do sleep 1 & wait $!; done", gently: true);
        process.ReadLine(TimeSpan.FromSeconds(5));
        process.End();
        Assert.That(File.Exists(mark), Is.True);
        Assert.That(process.Exited.Result.Code, Is.Zero);
    }

    [Test]
    public void Environment_and_folder_are_its_own()
    {
        using var process = TetheredProcess.Start(new TetheredCommand("/bin/sh", ["-c", "echo $VG_TEST; pwd"], Path.Combine(_folder, "err"))
        {
            Environment = new Dictionary<string, string?> { ["VG_TEST"] = "a 'quoted' value" },
            WorkingDirectory = _folder,
        });
        Assert.That(process.ReadLine(TimeSpan.FromSeconds(5)), Is.EqualTo("a 'quoted' value"));
        Assert.That(process.ReadLine(TimeSpan.FromSeconds(5)), Is.EqualTo(_folder));
    }

    private TetheredProcess Shell(string script, bool gently = false)
        => TetheredProcess.Start(new TetheredCommand("/bin/sh", ["-c", script], Path.Combine(_folder, "err")) { EndsGently = gently });
}
