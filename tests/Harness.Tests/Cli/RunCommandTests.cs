using System.Text.Json;
using CliWrap;
using Harness.Processes;
using Harness.Tests.Imaging;
using Harness.Tests.Qemu;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>The command `run` on real host stacks, seen from outside: exit codes, messages, `run.json`, and what is left behind.</summary>
[TestFixture, CancelAfter(120_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class RunCommandTests
{
    private const string Scene = "viewport/whole";

    [TestCase("--scene", "viewport/hole", "Did you mean 'viewport/whole'?")]
    [TestCase("--lane", "devise", "Did you mean 'device'?")]
    [TestCase("--observer", "screen", "Observers: readback, scanout.")]
    [TestCase("--area", "viewprot", "Did you mean 'viewport'?")]
    [TestCase("--mutant", "no-such-defect", "There is no mutant 'no-such-defect'.")]
    [TestCase("--jobs", "many", "'many' is no whole number")]
    [TestCase("--shufle", "1", "there is no option '--shufle'. Did you mean '--shuffle'?")]
    public async Task What_does_not_exist_is_a_usage_error_with_a_guess(string option, string value, string message)
    {
        using var folder = new TemporaryFolder();
        var command = new CommandLine("run", option, value, "--out", folder.Path);
        var result = await command.Run();
        Assert.That(result.ExitCode, Is.EqualTo(2), result.StandardError);
        Assert.That(result.StandardError, Does.Contain(message));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
        command.AssertNothingIsLeft();
    }

    [Test]
    public async Task A_verb_that_does_not_exist_is_a_usage_error_with_a_guess()
    {
        var result = await new CommandLine("rum").Run();
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.StandardError, Does.Contain("there is no verb 'rum'. Did you mean 'run'?"));
    }

    [Test]
    public async Task A_passing_scene_is_exit_code_0_and_leaves_only_its_record()
    {
        using var folder = new TemporaryFolder();
        var command = new CommandLine("run", "--lane", "vtest", "--lane", "device", "--scene", Scene, "--out", folder.Path);
        var result = await command.Run();
        Assert.That(result.ExitCode, Is.EqualTo(0), result.StandardOutput + result.StandardError);
        Assert.That(result.StandardOutput, Does.Contain("3 cells: 3 passed"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName), Is.EqualTo((string[])["run.json"]));
        Assert.That(Read(folder).GetProperty("fingerprint").GetProperty("lanes").GetProperty("device").GetProperty("qemu").GetProperty("version").GetString(), Is.Not.Empty);
        command.AssertNothingIsLeft();
    }

    [Test]
    public async Task A_planted_defect_is_exit_code_1_with_a_picture_to_look_at()
    {
        using var folder = new TemporaryFolder();
        var result = await new CommandLine("run", "--lane", "device", "--scene", "viewport/offset", "--mutant", "viewport-off-by-one-x", "--out", folder.Path).Run();
        Assert.That(result.ExitCode, Is.EqualTo(1), result.StandardOutput + result.StandardError);
        Assert.That(result.StandardOutput, Does.Contain("mismatch"));
        Assert.That(Path.Combine(folder.Path, "cells/device/viewport/offset/scanout/difference.png"), Does.Exist);
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "cells/device/viewport/offset/readback/qemu-command.txt")), Does.Contain("virtio-gpu-gl-pci"));
    }

    [Test]
    public async Task A_missing_qemu_is_exit_code_3_with_cause_and_remedy_and_a_record()
    {
        using var folder = new TemporaryFolder();
        var result = await new CommandLine("run", "--lane", "device", "--scene", Scene, "--qemu", "/nonexistent/qemu", "--out", folder.Path).Run();
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.StandardOutput + result.StandardError, Does.Contain("There is no program '/nonexistent/qemu'").And.Contain("Give the full path"));
        Assert.That(Read(folder).GetProperty("cells")[0].GetProperty("verdict").GetString(), Is.EqualTo("harness error"));
    }

    [Test]
    public async Task A_qemu_that_is_none_is_exit_code_3()
    {
        using var folder = new TemporaryFolder();
        var command = new CommandLine("run", "--lane", "device", "--scene", Scene, "--qemu", "/bin/false", "--out", folder.Path);
        var result = await command.Run();
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.StandardOutput + result.StandardError, Does.Contain("/bin/false"));
        command.AssertNothingIsLeft();
    }

    [Test]
    public async Task No_xvfb_is_exit_code_3_with_the_remedy_and_readback_works_without()
    {
        using var folder = new TemporaryFolder();
        var tools = Path.Combine(folder.Path, "tools");
        Directory.CreateDirectory(tools);
        foreach (var program in (string[])["sh", "setsid", "sleep", "qemu-system-x86_64", "dotnet", "dpkg-query"])
        {
            if (ProgramPath.Find(program) is { } path)
            {
                File.CreateSymbolicLink(Path.Combine(tools, program), path);
            }
        }

        var without = new Dictionary<string, string?> { ["PATH"] = tools };
        var scanout = await new CommandLine("run", "--lane", "device", "--scene", Scene, "--out", Path.Combine(folder.Path, "1")) { Environment = without }.Run();
        Assert.That(scanout.ExitCode, Is.EqualTo(3), scanout.StandardOutput);
        Assert.That(scanout.StandardOutput, Does.Contain("Xvfb is not installed").And.Contain("xvfb"));
        var readback = await new CommandLine("run", "--lane", "device", "--scene", Scene, "--observer", "readback", "--out", Path.Combine(folder.Path, "2")) { Environment = without }.Run();
        Assert.That(readback.ExitCode, Is.EqualTo(0), readback.StandardOutput + readback.StandardError);
    }

    [TestCase(2, "SIGINT")]
    [TestCase(15, "SIGTERM")]
    public async Task An_interrupted_run_ends_in_order_with_a_record_and_nothing_left_over(int signal, string name)
    {
        using var folder = new TemporaryFolder();
        var command = new CommandLine("run", "--lane", "vtest", "--lane", "device", "--scene", Scene, "--repeat", "100000", "--out", folder.Path);
        var output = new System.Text.StringBuilder();
        var running = command.Command.WithStandardOutputPipe(PipeTarget.ToStringBuilder(output)).ExecuteAsync();
        Assert.That(TestDevice.Eventually(() => HasJudged(folder), 60_000), $"no cell was judged before {name}");
        ProcessSignals.Send(running.ProcessId, signal);
        var result = await running;
        Assert.That(result.ExitCode, Is.EqualTo(3), output.ToString());
        Assert.That(output.ToString(), Does.Contain("interrupted"));
        var record = Read(folder);
        Assert.That(record.GetProperty("interrupted").GetBoolean());
        Assert.That(record.GetProperty("counts").GetProperty("notRun").GetInt32(), Is.Positive);
        Assert.That(record.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("verdict").GetString()), Is.All.EqualTo("pass"));
        command.AssertNothingIsLeft();
    }

    [Test]
    public async Task Nothing_outlives_a_harness_that_is_killed_and_its_record_so_far_is_whole()
    {
        using var folder = new TemporaryFolder();
        var command = new CommandLine("run", "--lane", "vtest", "--lane", "device", "--scene", Scene, "--repeat", "100000", "--out", folder.Path);
        var running = command.Command.ExecuteAsync();
        Assert.That(TestDevice.Eventually(() => HasJudged(folder), 60_000));
        ProcessSignals.Send(running.ProcessId, ProcessSignals.Kill);
        await running;
        command.AssertNothingIsLeft(10_000);
        Assert.That(Read(folder).GetProperty("finished").GetBoolean(), Is.False);
    }

    [Test]
    public async Task Two_runs_at_once_leave_each_other_alone()
    {
        using var folder = new TemporaryFolder();
        var runs = Enumerable.Range(0, 2).Select(i => new CommandLine("run", "--lane", "vtest", "--lane", "device", "--scene", "viewport/*", "--out", Path.Combine(folder.Path, $"{i}")).Run()).ToArray();
        foreach (var result in await Task.WhenAll(runs))
        {
            Assert.That(result.ExitCode, Is.EqualTo(0), result.StandardOutput + result.StandardError);
        }
    }

    [Test]
    public async Task A_full_disk_is_exit_code_3_and_the_verdicts_are_kept()
    {
        // A small file system of its own, in a mount namespace that goes with the command.
        using var folder = new TemporaryFolder();
        var script = $"mount -t tmpfs -o size=400k none {folder.Path} && \"$@\"; code=$?; cp {folder.Path}/run.json {folder.Path}.kept; exit $code";
        string[] prefix = ["unshare", .. Environment.UserName == "root" ? (string[])[] : ["-r"], "-m", "sh", "-c", script, "sh"];
        var command = new CommandLine("run", "--lane", "device", "--scene", "viewport/whole", "--scene", "viewport/offset", "--mutant", "viewport-off-by-one-x", "--repeat", "20", "--out", folder.Path) { Prefix = prefix };
        var result = await command.Run();
        if (result.StandardError.Contains("unshare", StringComparison.Ordinal))
        {
            Assert.Ignore($"No mount namespace here: {result.StandardError}");
        }

        try
        {
            Assert.That(result.ExitCode, Is.EqualTo(3), result.StandardOutput + result.StandardError);
            Assert.That(result.StandardOutput, Does.Contain("could not all be written").And.Contain("--out"));
            using var record = JsonDocument.Parse(await File.ReadAllBytesAsync($"{folder.Path}.kept"));
            var counts = record.RootElement.GetProperty("counts");
            Assert.That((counts.GetProperty("notRun").GetInt32(), counts.GetProperty("failed").GetInt32()), Is.EqualTo((0, counts.GetProperty("planned").GetInt32())));
        }
        finally
        {
            File.Delete($"{folder.Path}.kept");
        }
    }

    private static bool HasJudged(TemporaryFolder folder)
        => File.Exists(Path.Combine(folder.Path, "run.json")) && Read(folder).GetProperty("cells").GetArrayLength() > 0;

    private static JsonElement Read(TemporaryFolder folder) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, "run.json"))).RootElement;
}
