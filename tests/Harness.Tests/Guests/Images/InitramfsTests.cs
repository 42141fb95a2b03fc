using System.Diagnostics;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Harness.Guests.Boot;
using Harness.Guests.Kernels;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Images;

/// <summary>The first file system of guests, read back by the real cpio.</summary>
public sealed class InitramfsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(At("runtime"));
        File.WriteAllText(At("runtime/ld-linux-x86-64.so.2"), "loader");
        File.WriteAllText(At("runtime/libc.so.6"), "libc");
        File.WriteAllText(At("agent"), "agent");
        File.WriteAllText(At("a.ko"), "module a");
        File.WriteAllText(At("b.ko"), string.Empty);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    [CancelAfter(20_000)]
    public async Task Agent_library_and_modules_are_where_the_kernel_and_the_agent_look_for_them(CancellationToken cancellation)
    {
        Compose().Write(At("initrd"));
        Assert.That((await List("-it", cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
        {
            "dev", "proc", "sys", "run", "tmp", "newroot", "dev/console", "init", "lib64", "lib64/ld-linux-x86-64.so.2", "lib", "lib/x86_64-linux-gnu",
            "lib/x86_64-linux-gnu/libc.so.6", "modules", "modules/load", "modules/a.ko", "modules/b.ko", "etc", "etc/extra",
        }));
        var details = await List("-itv", cancellation);
        Assert.That(details, Does.Match(@"(?m)^crw-------\s+1 root\s+root\s+5,\s+1 .* dev/console$").And.Match(@"(?m)^-rwxr-xr-x\s+1 root\s+root\s+5 .* init$")
            .And.Match(@"(?m)^drwxr-xr-x\s+2 root\s+root\s+0 .* newroot$").And.Match(@"(?m)^-rw-r--r-- .* modules/a.ko$"));
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task What_is_unpacked_is_what_was_packed(CancellationToken cancellation)
    {
        Compose().Write(At("initrd"));
        var target = Directory.CreateDirectory(At("unpacked")).FullName;
        var command = CliWrap.Cli.Wrap("cpio").WithArguments(["-id", "--quiet", "modules/*", "init", "lib*", "etc/*"]).WithWorkingDirectory(target)
            .WithStandardInputPipe(PipeSource.FromFile(At("initrd")));
        await command.ExecuteBufferedAsync(cancellation);
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(target, "modules/load")), Is.EqualTo("boot a.ko\ngpu b.ko\n"));
            Assert.That(File.ReadAllText(Path.Combine(target, "modules/a.ko")), Is.EqualTo("module a"));
            Assert.That(File.ReadAllText(Path.Combine(target, "modules/b.ko")), Is.Empty);
            Assert.That(File.ReadAllText(Path.Combine(target, "init")), Is.EqualTo("agent"));
            Assert.That(File.ReadAllText(Path.Combine(target, "etc/extra")), Is.EqualTo("loader"));
        });
    }

    [Test]
    public void The_same_input_makes_the_same_bytes()
    {
        Compose().Write(At("one"));
        File.SetLastWriteTimeUtc(At("agent"), DateTime.UtcNow.AddDays(-3));
        Compose().Write(At("other"));
        Assert.That(File.ReadAllBytes(At("other")), Is.EqualTo(File.ReadAllBytes(At("one"))));
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task Files_from_memory_links_and_odd_lengths_come_back(CancellationToken cancellation)
    {
        await using (var file = File.Create(At("initrd")))
        {
            var writer = new CpioWriter(file);
            foreach (var length in Enumerable.Range(0, 9))
            {
                writer.AddFile($"files/{new string('n', length + 1)}", Encoding.ASCII.GetBytes(new string('x', length)));
            }

            writer.AddLink("bin/sh", "busybox");
            writer.End();
        }

        var details = await List("-itv", cancellation);
        Assert.That(details, Does.Contain("bin/sh -> busybox"));
        Assert.That(Enumerable.Range(0, 9), Has.All.Matches<int>(length => System.Text.RegularExpressions.Regex.IsMatch(details, $@"(?m) {length} Jan  1  1970 files/n{{{length + 1}}}$")), details);
    }

    [Test]
    public void A_name_that_is_given_twice_is_refused()
    {
        var twice = Compose() with { Files = [new InitramfsFile("/init", At("agent"))] };
        Assert.That(() => twice.Write(Stream.Null), Throws.ArgumentException.With.Message.Contains("init is in the archive already"));
    }

    [Test]
    public void Ten_megabytes_take_less_than_fifty_milliseconds()
    {
        File.WriteAllBytes(At("agent"), new byte[10 << 20]);
        Compose().Write(At("initrd"));
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            Compose().Write(At("initrd"));
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });
        TestContext.Out.WriteLine($"{best:0.0} ms for 10 MiB");
        Assert.That(best, Is.LessThan(50));
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private Initramfs Compose() => new(At("runtime"), [new GuestModule(ModulePhase.Boot, At("a.ko")), new GuestModule(ModulePhase.Gpu, At("b.ko"))], At("agent"))
    {
        Files = [new InitramfsFile("/etc/extra", At("runtime/ld-linux-x86-64.so.2"))],
    };

    private async Task<string> List(string option, CancellationToken cancellation)
    {
        var command = CliWrap.Cli.Wrap("cpio").WithArguments([option, "--quiet"]).WithStandardInputPipe(PipeSource.FromFile(At("initrd")));
        return (await command.ExecuteBufferedAsync(cancellation)).StandardOutput;
    }
}
