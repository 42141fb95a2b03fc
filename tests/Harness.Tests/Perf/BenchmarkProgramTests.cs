using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using Harness.Perf;
using Harness.Processes;
using Harness.Runs.Lanes;
using Harness.Tests.Cli;
using Harness.Tests.Guests;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Perf;

/// <summary>The program of the benchmarks, started as people start it.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class BenchmarkProgramTests
{
    private const int Interrupt = 2;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    [CancelAfter(300_000)]
    public async Task Benchmarks_of_this_machine_have_a_process_of_their_own_wherever_the_program_is_started(CancellationToken cancellation)
    {
        // BenchmarkDotNet's own way ends here: it wants one project of the assembly's name below the next folder up with a global.json.
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "global.json"), "{}", cancellation);
        foreach (var copy in (string[])["one", "two"])
        {
            var project = Path.Combine(_folder.Path, copy, "Harness.Perf.csproj");
            Directory.CreateDirectory(Path.GetDirectoryName(project)!);
            await File.WriteAllTextAsync(project, "<Project/>", cancellation);
        }

        var result = await Program("--filter", "*VirtqueueBenchmarks*", "--job", "Dry").Command.WithWorkingDirectory(_folder.Path).ExecuteBufferedAsync(cancellation);
        Assert.That(result.ExitCode, Is.Zero, result.StandardOutput + result.StandardError);
        Assert.That(result.StandardOutput, Does.Contain("Toolchain=AsBuilt").And.Match("// Benchmark Process [0-9]+ has exited with code 0"));
        Assert.That(Times(), Has.Length.EqualTo(2));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_runtime_that_nothing_was_built_for_is_refused(CancellationToken cancellation)
    {
        var result = await Program("--filter", "*VirtqueueBenchmarks*", "--runtimes", "net9.0").Command.WithWorkingDirectory(_folder.Path).ExecuteBufferedAsync(cancellation);
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.StandardOutput, Does.Contain("built for net10.0 alone"));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_real_device_is_measured_and_its_work_counted(CancellationToken cancellation)
    {
        var result = await Program("--filter", "*.Upload(Lane: \"device\", Shape: \"buffer\", Road: \"dma\", Size: \"4KiB\")", "--job", "Dry").Command
            .WithWorkingDirectory(_folder.Path).ExecuteBufferedAsync(cancellation);
        Assert.That(result.ExitCode, Is.Zero, result.StandardOutput + result.StandardError);
        Assert.That(Times(), Has.Length.EqualTo(1));
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(Results, "*.json").Single(), cancellation))!["Benchmarks"]![0]!;
        Assert.That(report["Metrics"]!.AsArray().Select(metric => (double)metric!["Value"]!), Has.Exactly(3).Items.And.All.Positive);
        Assert.That(report["Measurements"]!.AsArray(), Has.Count.GreaterThanOrEqualTo(3));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Ctrl_C_leaves_no_lane_behind(CancellationToken cancellation)
    {
        using (var source = new GuestSource(new GuestSourceOptions()))
        {
            RealGuest.Setup(source);
        }

        // Device and guest are up by the time the test server is measured on, which takes longer than the rest of this test.
        var program = Program("--filter", "*LaneLatency*\"device\"*\"round-trip\"*", "*LaneLatency*\"drm\"*\"round-trip\"*", "*LaneTransfer*\"vtest\"*\"4MiB\"*", "--artifacts", _folder.Path);
        await InterruptAt("// vtest: ", program, ["qemu-system-x86_64", "qemu-system-x86_64", "virgl_test_server"], cancellation);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Ctrl_C_leaves_nothing_of_a_benchmark_of_this_machine(CancellationToken cancellation)
        => await InterruptAt("WorkloadWarmup ", Program("--filter", "*QueueBenchmarks.RegisterWrite", "--artifacts", _folder.Path), ["qemu-system-x86_64"], cancellation);

    /// <summary>Presses Ctrl-C when a line begins like that; these programs run then, and none afterwards.</summary>
    private static async Task InterruptAt(string beginning, CommandLine program, string[] running, CancellationToken cancellation)
    {
        var met = new TaskCompletionSource();
        var run = program.Command.WithStandardOutputPipe(PipeTarget.ToDelegate(line =>
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                met.TrySetResult();
            }
        })).ExecuteAsync(cancellation);
        Assert.That(await Task.WhenAny(met.Task, run), Is.SameAs(met.Task), $"it ended before it said '{beginning}'");
        Assert.That(program.Processes().Select(line => Path.GetFileName(line.Split(' ')[0])).Where(running.Contains), Is.EquivalentTo(running));
        ProcessSignals.Send(run.ProcessId, Interrupt);
        Assert.That((await run).ExitCode, Is.Not.Zero);
        program.AssertNothingIsLeft(10_000);
    }

    private static CommandLine Program(params string[] arguments) => new(arguments) { Program = typeof(RunOutcome).Assembly.Location };

    private string Results => Path.Combine(_folder.Path, "BenchmarkDotNet.Artifacts", "results");

    /// <summary>The first time in each row of the table.</summary>
    private string[] Times()
        => [.. File.ReadLines(Directory.GetFiles(Results, "*-github.md").Single()).Select(line => Regex.Match(line, @"[\d,.]+ (ns|μs|us|ms|s) \|")).Where(time => time.Success).Select(time => time.Value)];
}
