using CliWrap;
using Harness.Cli;
using Harness.Tests.Cli;
using Harness.Tests.Processes;
using NUnit.Framework;

namespace Harness.Tests.Guests.Images;

/// <summary>Builds in processes of their own that are held in the middle, killed, interrupted, or run out of disk.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class BuildFaultTests
{
    // mke2fs says that it is there, and goes on when it is told to.
    private const string Held =
        """
        echo $$ >>"$folder/held"
        while ! [ -e "$folder/go" ]; do sleep 0.02; done
        exec "$real" "$@"
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private TestArchive _archive = null!;

    [SetUp]
    public void SetUp() => _archive = new TestArchive();

    [TearDown]
    public void TearDown() => _archive.Dispose();

    [Test]
    [CancelAfter(120_000)]
    public async Task Of_two_builds_at_once_one_builds_and_the_other_waits_and_uses_it(CancellationToken cancellation)
    {
        using var first = new Running(Build(_archive.Instead("mke2fs", Held)));
        WaitForHeld();
        using var second = new Running(Build(_archive.Instead("mke2fs", Held)));
        Assert.That(OtherProcess.WaitUntil(() => second.Errors.Contains("another process builds it; waiting", StringComparison.Ordinal), Deadline), second.Errors);
        await File.WriteAllTextAsync(_archive.Path("go"), string.Empty, cancellation);
        Assert.That(await first.ExitCode, Is.Zero, first.Errors);
        Assert.That(await second.ExitCode, Is.Zero, second.Errors);
        Assert.Multiple(() =>
        {
            Assert.That(second.Output, Is.EqualTo(first.Output));
            Assert.That(File.ReadAllLines(_archive.Path("held")), Has.Length.EqualTo(1), "it was built once");
            Assert.That(Images(), Is.EqualTo(new[] { first.Output.Trim() }));
        });
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_build_that_is_killed_leaves_neither_an_image_nor_processes_nor_files(CancellationToken cancellation)
    {
        var command = Build(_archive.Instead("mke2fs", Held));
        using var build = new Running(command);
        var tool = WaitForHeld();
        OtherProcess.Signal(build.Id, "KILL");
        await build.ExitCode;
        Assert.That(OtherProcess.WaitUntilGone(tool, Deadline), "its child is gone");
        Assert.That(OtherProcess.WaitUntil(() => Leftovers().Count == 0, Deadline), string.Join(", ", Leftovers()));
        command.AssertNothingIsLeft();
        Assert.That(Images(), Is.Empty);

        await File.WriteAllTextAsync(_archive.Path("go"), string.Empty, cancellation);
        var again = await Build(_archive.Instead("mke2fs", Held)).Run(cancellation);
        Assert.That(again.ExitCode, Is.Zero, again.StandardError);
        Assert.That(Images(), Is.EqualTo(new[] { again.StandardOutput.Trim() }));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task What_a_build_leaves_whose_tethers_were_killed_as_well_goes_with_the_next_one(CancellationToken cancellation)
    {
        var work = _archive.Path("cache/building/image-tiny/virtgpu-00000000");
        Directory.CreateDirectory(Path.Combine(work, "image"));
        await File.WriteAllTextAsync(Path.Combine(work, "image", "root.img"), "half", cancellation);
        // A process of that number may exist, but not with that start.
        await File.WriteAllTextAsync(Path.Combine(work, "owner"), $"{Environment.ProcessId} 1", cancellation);
        var result = await Build(null).Run(cancellation);
        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        Assert.That(Leftovers(), Is.Empty);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Ctrl_C_ends_a_build_and_leaves_nothing_of_it(CancellationToken cancellation)
    {
        using var build = new Running(Build(_archive.Instead("mke2fs", Held)));
        var tool = WaitForHeld();
        OtherProcess.Signal(build.Id, "INT");
        Assert.That(await build.ExitCode.WaitAsync(cancellation), Is.EqualTo(ExitCode.HarnessFailed));
        Assert.Multiple(() =>
        {
            Assert.That(build.Errors, Does.Contain("Interrupted: removing what is half built").And.Contain("tiny: interrupted; nothing of it is left"));
            Assert.That(OtherProcess.Exists(tool), Is.False);
            Assert.That(Leftovers(), Is.Empty);
            Assert.That(Images(), Is.Empty);
        });
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Ctrl_C_ends_the_wait_for_another_build(CancellationToken cancellation)
    {
        using var first = new Running(Build(_archive.Instead("mke2fs", Held)));
        WaitForHeld();
        using var second = new Running(Build(null));
        Assert.That(OtherProcess.WaitUntil(() => second.Errors.Contains("waiting", StringComparison.Ordinal), Deadline), second.Errors);
        OtherProcess.Signal(second.Id, "INT");
        Assert.That(await second.ExitCode.WaitAsync(cancellation), Is.EqualTo(ExitCode.HarnessFailed));
        await File.WriteAllTextAsync(_archive.Path("go"), string.Empty, cancellation);
        Assert.That(await first.ExitCode.WaitAsync(cancellation), Is.Zero, first.Errors);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_disk_without_room_is_named_before_anything_is_downloaded(CancellationToken cancellation)
    {
        using var disk = SmallDisk.Mount(_archive.Cache, megabytes: 16);
        var result = await Build(null).Run(cancellation);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.HarnessFailed));
            Assert.That(result.StandardError, Does.Match($@"The disk is full: {_archive.Cache} has 1\d MiB free \(\d+ bytes\), and building the image tiny needs about \d\d MiB there").And.Contain("HARNESS_CACHE"));
            Assert.That(result.StandardError, Does.Not.Contain("downloading"));
            Assert.That(Leftovers(), Is.Empty);
        });
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_disk_that_fills_up_in_the_middle_ends_the_build_and_what_was_built_is_removed(CancellationToken cancellation)
    {
        using var disk = SmallDisk.Mount(_archive.Cache, megabytes: 128);
        var result = await Build(_archive.Instead("mke2fs", """dd if=/dev/zero of="$folder/cache/filler" bs=64k 2>/dev/null; exec "$real" "$@" """)).Run(cancellation);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.HarnessFailed));
            Assert.That(result.StandardError, Does.Match($@"The disk is full: {_archive.Cache} has 0 MiB free \(\d+ bytes\), and building the image tiny needs about \d+ MiB there"));
            Assert.That(Leftovers(), Is.Empty);
            Assert.That(Images(), Is.Empty);
        });
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_program_that_fails_is_quoted_and_what_was_built_is_removed(CancellationToken cancellation)
    {
        var result = await Build(_archive.Instead("mke2fs", "echo 'mke2fs: out of cheese' >&2; exit 7")).Run(cancellation);
        Assert.Multiple(() =>
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitCode.HarnessFailed));
            Assert.That(result.StandardError, Does.Contain("harness: Could not make the disk image: mke2fs exited with code 7: mke2fs: out of cheese"));
            Assert.That(Leftovers(), Is.Empty);
            Assert.That(Images(), Is.Empty);
        });
    }

    private CommandLine Build(string? path)
    {
        var environment = _archive.Environment;
        environment["TERM"] = "dumb";
        if (path is not null)
        {
            environment["PATH"] = path;
        }

        return new CommandLine("image", "build", "tiny", "--recipes", _archive.Recipes) { Environment = environment };
    }

    private int WaitForHeld()
    {
        var text = string.Empty;
        Assert.That(
            OtherProcess.WaitUntil(() => File.Exists(_archive.Path("held")) && (text = File.ReadAllText(_archive.Path("held"))).Contains('\n'), Deadline), "the build got as far as its disk");
        return int.Parse(text.Split('\n')[0]);
    }

    private IReadOnlyList<string> Leftovers() => Entries(_archive.Path("cache/building/image-tiny"));

    private IReadOnlyList<string> Images() => Entries(_archive.Path("cache/images"));

    private static IReadOnlyList<string> Entries(string folder) => Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder) : [];

    /// <summary>A command that runs while the test looks at it.</summary>
    private sealed class Running : IDisposable
    {
        private readonly System.Text.StringBuilder _output = new();
        private readonly System.Text.StringBuilder _errors = new();
        private readonly CancellationTokenSource _end = new();
        private readonly CommandTask<CommandResult> _task;

        public Running(CommandLine command)
        {
            _task = command.Command.WithStandardOutputPipe(Into(_output)).WithStandardErrorPipe(Into(_errors)).ExecuteAsync(_end.Token);
            ExitCode = EndOf(_task.Task);
        }

        public int Id => _task.ProcessId;

        public string Output => Text(_output);

        public string Errors => Text(_errors);

        public Task<int> ExitCode { get; }

        public void Dispose()
        {
            _end.Cancel();
            _end.Dispose();
        }

        private static async Task<int> EndOf(Task<CommandResult> task)
        {
            try
            {
                return (await task).ExitCode;
            }
            catch (OperationCanceledException)
            {
                return -1;
            }
        }

        private static PipeTarget Into(System.Text.StringBuilder text) => PipeTarget.ToDelegate(line =>
        {
            lock (text)
            {
                text.AppendLine(line);
            }
        });

        private static string Text(System.Text.StringBuilder text)
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }
}
