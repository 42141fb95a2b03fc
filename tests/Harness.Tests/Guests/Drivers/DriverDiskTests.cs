using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;
using Harness.Guests.Drivers;
using Harness.Guests.Host;
using Harness.Tests.Guests.Images;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>The disk that a tree becomes: what is on it, when it is made anew, and what is kept.</summary>
[TestFixture, CancelAfter(120_000)]
internal sealed class DriverDiskTests
{
    private readonly TemporaryFolder _cacheFolder = new();

    private HarnessCache Cache => new(_cacheFolder.Path);

    private string[] Disks => Directory.GetFiles(Path.Combine(_cacheFolder.Path, "drivers", "disks"));

    [OneTimeTearDown]
    public void Remove() => _cacheFolder.Dispose();

    [SetUp]
    public void Empty()
    {
        foreach (var folder in Directory.GetDirectories(_cacheFolder.Path))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task The_disk_holds_what_the_tree_holds_and_no_journal()
    {
        using var folder = new PackageFolder();
        var large = new byte[(1 << 20) + 17];
        new Random(7).NextBytes(large);
        await File.WriteAllBytesAsync(Path.Combine(folder.Tree, "lib", "large.so"), large);
        File.CreateSymbolicLink(Path.Combine(folder.Tree, "lib", "large.so.1"), "large.so");

        var disk = DriverDisk.Of(folder.Load(), Cache);

        Assert.That(disk.Made);
        Assert.That((await Ask(disk, "stats")).Split('\n').Single(line => line.StartsWith("Filesystem features", StringComparison.Ordinal)), Does.Not.Contain("has_journal").And.Contain("extent"));
        Assert.That(await Ask(disk, "cat /lib/libEGL_mesa.so.0"), Is.EqualTo("a library"));
        Assert.That(await Ask(disk, "stat /lib/large.so.1"), Does.Contain("Fast link dest: \"large.so\""));
        var copy = Path.Combine(folder.Path, "copy");
        await Ask(disk, $"dump /lib/large.so {copy}");
        Assert.That(await File.ReadAllBytesAsync(copy), Is.EqualTo(large));
        var check = await CliWrap.Cli.Wrap("/usr/sbin/e2fsck").WithArguments(["-f", "-n", disk.Path]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        Assert.That(check.ExitCode, Is.Zero, check.StandardOutput + check.StandardError);
    }

    [Test]
    public void An_unchanged_tree_is_not_packed_again_and_costs_little()
    {
        using var folder = new PackageFolder();
        for (var i = 0; i < 300; i++)
        {
            folder.Write($"tree/share/{i % 10}/{i}", $"file {i}");
        }

        var package = folder.Load();
        var first = DriverDisk.Of(package, Cache);
        WaitUntilRemembered(package);
        var started = Stopwatch.GetTimestamp();
        var second = DriverDisk.Of(folder.Load(), Cache);
        Assert.That(second, Is.EqualTo(first with { Made = false }));
        Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromMilliseconds(100)));
    }

    [Test]
    public void A_changed_file_makes_another_disk_even_when_size_and_time_stay()
    {
        using var folder = new PackageFolder();
        var file = Path.Combine(folder.Tree, "lib", "libEGL_mesa.so.0");
        var (package, time) = (folder.Load(), File.GetLastWriteTimeUtc(file));
        var first = DriverDisk.Of(package, Cache);
        WaitUntilRemembered(package);
        File.WriteAllText(file, "A library");
        File.SetLastWriteTimeUtc(file, time);

        var second = DriverDisk.Of(package, Cache);

        Assert.That(second.Made);
        Assert.That(second.TreeHash, Is.Not.EqualTo(first.TreeHash));
    }

    [Test]
    public void The_same_content_elsewhere_has_the_same_disk()
    {
        using var one = new PackageFolder();
        using var other = new PackageFolder();
        Assert.That(DriverDisk.Of(other.Load(), Cache).Path, Is.EqualTo(DriverDisk.Of(one.Load(), Cache).Path));
    }

    [Test]
    public async Task Many_at_once_make_one_disk()
    {
        using var folder = new PackageFolder();
        var package = folder.Load();
        var disks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => DriverDisk.Of(package, Cache))));
        Assert.That(disks.Count(disk => disk.Made), Is.EqualTo(1));
        Assert.That(disks.Select(disk => disk.Path).Distinct(), Is.EqualTo(Disks));
        Assert.That(Directory.GetFileSystemEntries(Cache.Building("drivers")), Is.Empty, "nothing half-made is left");
    }

    [Test]
    public void Old_disks_go_and_those_in_use_stay()
    {
        var (old, used) = (DateTime.UtcNow - TimeSpan.FromDays(1), DateTime.UtcNow - TimeSpan.FromSeconds(30));
        string[] made = [.. Enumerable.Range(0, 12).Select(i =>
        {
            using var folder = new PackageFolder();
            folder.Write("tree/number", $"{i}");
            var path = DriverDisk.Of(folder.Load(), Cache).Path;
            File.SetLastWriteTimeUtc(path, i < 4 ? old + TimeSpan.FromSeconds(i) : used + TimeSpan.FromSeconds(i));
            return path;
        })];
        Assert.That(Disks, Is.EquivalentTo(made[4..]));
    }

    [Test]
    public void A_full_disk_is_named_with_what_is_needed_and_nothing_is_left()
    {
        using var folder = new PackageFolder();
        using var small = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Tree, "large"), new byte[8 << 20]);
        using var disk = SmallDisk.Mount(Path.Combine(small.Path, "cache"), megabytes: 4);
        var cache = new HarnessCache(Path.Combine(small.Path, "cache"));
        Assert.That(() => DriverDisk.Of(folder.Load(), cache), Throws.TypeOf<DiskFullException>().With.Message.Contains("needs about 24 MiB there"));
        Assert.That(Directory.EnumerateFiles(cache.Folder, "*.img", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void A_tree_with_a_device_or_pipe_is_refused()
    {
        using var folder = new PackageFolder();
        using var mkfifo = Process.Start("mkfifo", [Path.Combine(folder.Tree, "pipe")]);
        mkfifo.WaitForExit();
        Assert.That(() => DriverDisk.Of(folder.Load(), Cache), Throws.TypeOf<InvalidDataException>().With.Message.Contains("pipe is neither file, folder nor link"));
    }

    [Test]
    public void The_hash_of_a_package_changes_with_the_manifest_and_with_any_file()
    {
        using var folder = new PackageFolder();
        List<string> hashes = [folder.Load().Hash(Cache)];
        Assert.That(folder.Load().Hash(Cache), Is.EqualTo(hashes[0]));
        folder.Write("tree/lib/another.so", "another");
        hashes.Add(folder.Load().Hash(Cache));
        folder.Manifest(PackageFolder.UserSpace.Replace("^virgl", "virgl", StringComparison.Ordinal));
        hashes.Add(folder.Load().Hash(Cache));
        File.SetUnixFileMode(Path.Combine(folder.Tree, "lib", "another.so"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        hashes.Add(folder.Load().Hash(Cache));
        Assert.That(hashes, Is.Unique);
    }

    /// <summary>Hashes of files that were written just now are not remembered: within a tick of the kernel's clock they could change without a trace.</summary>
    private void WaitUntilRemembered(DriverPackage package)
    {
        var hashes = Path.Combine(_cacheFolder.Path, "drivers", "hashes");
        var deadline = Harness.Processes.Deadline.In(TimeSpan.FromSeconds(10));
        while (!Directory.Exists(hashes) || Directory.GetFiles(hashes).Length == 0)
        {
            Assert.That(deadline.Passed, Is.False, "the hash of the tree is never remembered");
            DriverDisk.Of(package, Cache);
        }
    }

    private static async Task<string> Ask(DriverDisk disk, string request)
        => (await CliWrap.Cli.Wrap("/usr/sbin/debugfs").WithArguments(["-R", request, disk.Path]).ExecuteBufferedAsync()).StandardOutput;
}
