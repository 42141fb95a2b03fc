using System.Diagnostics;
using Harness.Guests.Debian;
using Harness.Guests.Host;
using Harness.Guests.Images;
using NUnit.Framework;

namespace Harness.Tests.Guests.Images;

/// <summary>Images built from an archive of this test's own, by the real apt and the real mke2fs.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class GuestImagesTests
{
    private TestArchive _archive = null!;
    private GuestImages _images = null!;
    private Steps _steps = null!;

    [SetUp]
    public void SetUp()
    {
        _archive = new TestArchive();
        _steps = new Steps();
        _images = Store(() => DebianMirror.Choose(AptSourceFormats.Read(_archive.Sources), _ => true, _archive.Sources));
    }

    [TearDown]
    public void TearDown() => _archive.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public async Task An_image_has_a_kernel_a_runtime_a_root_disk_and_a_manifest_of_them(CancellationToken cancellation)
    {
        _archive.Recipe(more: "[[root.file]]\npath = \"/etc/motd\"\ntext = \"hello\"");
        var image = Ensure(cancellation);
        await image.VerifyAsync(cancellation);
        Assert.Multiple(() =>
        {
            Assert.That(image.Name, Is.EqualTo("tiny"));
            Assert.That(image.Manifest.Files.Select(file => file.Path), Is.EqualTo(Relative(image).Except([ImageManifest.FileName])), "every file has a hash");
            Assert.That(image.Manifest.Packages.Select(package => $"{package.Name} {package.Version}"), Is.EqualTo(new[]
            {
                "driver 1:25.0-1", "libc6 2.40-1", $"linux-image-{TestArchive.Release} 6.0-1", "linux-image-amd64 6.0-1",
            }), "with dependencies of packages, without those of the kernel");
            Assert.That(image.Kernel.Release, Is.EqualTo(TestArchive.Release));
            Assert.That(File.ReadAllBytes(image.Kernel.Vmlinux), Is.EqualTo(TestElf.Kernel()));
            Assert.That(image.Kernel.Modules.Select(module => $"{module.Phase} {module.FileName}"), Is.EqualTo(new[]
            {
                "Boot virtio_blk.ko", "Boot jbd2.ko", "Boot crc32c_generic.ko", "Boot ext4.ko", "Boot overlay.ko", "Gpu drm.ko", "Gpu virtio_gpu.ko",
            }));
            Assert.That(Directory.GetFiles(image.Runtime).Select(Path.GetFileName), Is.EquivalentTo(new[] { "ld-linux-x86-64.so.2", "libc.so.6", "libm.so.6" }));
            Assert.That(Disk.Read(image.RootDisk, "/etc/motd"), Is.EqualTo("hello"));
            Assert.That(Disk.Read(image.RootDisk, "/usr/lib/x86_64-linux-gnu/libc.so.6"), Is.EqualTo("libc"));
            Assert.That(Disk.Says(image.RootDisk, "stat /lib"), Does.Contain("symlink").And.Contain("usr/lib"));
            Assert.That(Disk.Says(image.RootDisk, "ls /usr/share/doc"), Does.Not.Contain("libc6"), "documentation is left out");
            Assert.That(Disk.Says(image.RootDisk, "features"), Does.Not.Contain("has_journal"));
        });
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_archive.Cache, "building", "image-tiny")), Is.Empty, "nothing is left of the work");
    }

    [Test]
    [CancelAfter(60_000)]
    public void An_image_that_is_built_is_found_without_asking_anybody_in_less_than_fifty_milliseconds(CancellationToken cancellation)
    {
        Assert.That(_images.Find(Recipe()), Is.Null);
        var image = Ensure(cancellation);
        var offline = Store(() => throw new InvalidOperationException("somebody was asked"));
        var started = Stopwatch.GetTimestamp();
        var found = offline.Ensure(Recipe(), null, cancellation);
        var milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        TestContext.Out.WriteLine($"found in {milliseconds:0.0} ms");
        Assert.That(found.Folder, Is.EqualTo(image.Folder));
        Assert.That(milliseconds, Is.LessThan(50));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Another_recipe_makes_another_image_and_newer_packages_do_so_when_asked(CancellationToken cancellation)
    {
        var first = Ensure(cancellation);
        _archive.Recipe(packages: "\"driver\", \"libc6\"");
        var other = Ensure(cancellation);
        Assert.That(other.Folder, Is.Not.EqualTo(first.Folder));

        Assert.That(_images.Refresh(Recipe(), null, cancellation).Folder, Is.EqualTo(other.Folder), "nothing is newer");
        _archive.Add("driver", "1:25.1-1", "libc6", new() { ["usr/lib/x86_64-linux-gnu/libGL.so.1"] = "newer"u8.ToArray() });
        _archive.Publish();
        Assert.That(Ensure(cancellation).Folder, Is.EqualTo(other.Folder), "what is built is used");
        var newer = _images.Refresh(Recipe(), null, cancellation);
        Assert.Multiple(() =>
        {
            Assert.That(newer.Folder, Is.Not.EqualTo(other.Folder));
            Assert.That(newer.Manifest.VersionOf("driver"), Is.EqualTo("1:25.1-1"));
            Assert.That(_images.Find(Recipe())!.Folder, Is.EqualTo(newer.Folder), "the newest of a recipe is used");
            Assert.That(_images.List().Select(image => image.Folder), Is.EquivalentTo(new[] { first.Folder, other.Folder, newer.Folder }));
        });
        _images.Remove(newer);
        Assert.That(_images.Find(Recipe())!.Folder, Is.EqualTo(other.Folder));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_damaged_image_is_named_and_removed_and_built_anew(CancellationToken cancellation)
    {
        var image = Ensure(cancellation);
        await using (var disk = File.Open(image.RootDisk, FileMode.Open))
        {
            disk.Position = disk.Length / 2;
            disk.WriteByte(0xa5);
        }

        Assert.That(_images.Find(Recipe()), Is.Not.Null, "its size is right");
        var damage = (await Assert.ThrowsAsync<DamagedImageException>(() => image.VerifyAsync(cancellation)))!;
        Assert.That(damage.Message, Does.Contain(image.Id).And.Contain(image.RootDisk).And.Contain("hash"));
        Assert.That(Directory.Exists(image.Folder), Is.False);

        var again = Ensure(cancellation);
        Assert.That(again.Folder, Is.EqualTo(image.Folder));
        await again.VerifyAsync(cancellation);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_file_that_is_cut_short_or_missing_is_seen_before_a_guest_boots([Values] bool missing, CancellationToken cancellation)
    {
        var image = Ensure(cancellation);
        if (missing)
        {
            File.Delete(image.Kernel.Vmlinux);
        }
        else
        {
            await File.WriteAllTextAsync(image.Kernel.Vmlinux, "short", cancellation);
        }

        Assert.That(_images.Find(Recipe()), Is.Null);
        var again = Ensure(cancellation);
        Assert.That(_steps.All, Has.Some.Contains("damaged").And.Some.Contains(image.Kernel.Vmlinux));
        await again.VerifyAsync(cancellation);
    }

    [Test]
    [CancelAfter(60_000)]
    public void An_unknown_package_is_named_with_its_line(CancellationToken cancellation)
    {
        _archive.Recipe(packages: "\"driver\",\n\"no-such-driver\"");
        Assert.That(() => Ensure(cancellation), Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo(
            $"{_archive.RecipePath}:8: There is no package 'no-such-driver' in test: Unable to locate package no-such-driver"));
        _archive.Recipe(packages: "\"driver=9\"");
        Assert.That(() => Ensure(cancellation), Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith($"{_archive.RecipePath}:7: There is no package 'driver=9' in test: Version '9'"));
        _archive.Recipe(kernel: "linux-image-none");
        Assert.That(() => Ensure(cancellation), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("no package 'linux-image-none' in test"));
        Assert.That(_images.List(), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_system_without_what_the_agent_needs_is_refused(CancellationToken cancellation)
    {
        _archive.Add("alone", "1", string.Empty, new() { ["usr/bin/alone"] = "x"u8.ToArray() });
        _archive.Publish();
        _archive.Recipe(packages: "\"alone\"");
        Assert.That(() => Ensure(cancellation), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("Add the package libc6"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_package_that_is_not_what_the_lists_say_makes_no_image(CancellationToken cancellation)
    {
        var package = _archive.PackageFile("driver", "1:25.0-1");
        var content = File.ReadAllBytes(package);
        content[^200] ^= 1;
        File.WriteAllBytes(package, content);
        Assert.That(() => Ensure(cancellation), Throws.InstanceOf<IOException>().With.Message.Contains("download packages"));
        Assert.That(_images.List(), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_mirror_that_cannot_be_reached_is_named_unless_its_lists_were_read_before(CancellationToken cancellation)
    {
        Directory.Move(_archive.Path("archive/dists"), _archive.Path("away"));
        Assert.That(() => Ensure(cancellation), Throws.TypeOf<ToolFailedException>().With.Message.Contains("Could not read the package lists").And.Message.Contains(_archive.Path("archive")));

        Directory.Move(_archive.Path("away"), _archive.Path("archive/dists"));
        var image = Ensure(cancellation);
        Directory.Move(_archive.Path("archive/dists"), _archive.Path("away"));
        Assert.That(_images.Refresh(Recipe(), _steps, cancellation).Folder, Is.EqualTo(image.Folder));
        Assert.That(_steps.All, Has.Some.Contains("going on with the lists of"));
    }

    private GuestImages Store(Func<DebianMirror> mirror) => new(new HarnessCache(_archive.Cache)) { Mirror = mirror };

    private GuestRecipe Recipe() => RecipeFile.Read(_archive.RecipePath);

    private GuestImage Ensure(CancellationToken cancellation) => _images.Ensure(Recipe(), _steps, cancellation);

    private static IEnumerable<string> Relative(GuestImage image)
        => Directory.EnumerateFiles(image.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(image.Folder, file)).Order(StringComparer.Ordinal);

    private sealed class Steps : IProgress<BuildProgress>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _all = new();

        public IEnumerable<string> All => _all;

        public void Report(BuildProgress value) => _all.Enqueue(value.Step);
    }
}
