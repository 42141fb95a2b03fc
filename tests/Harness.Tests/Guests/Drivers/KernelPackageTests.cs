using Harness.Guests.Drivers;
using Harness.Guests.Kernels;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Packages with kernel modules: built for which kernel, recognised by what, and where they go.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class KernelPackageTests
{
    private const string Release = "6.1.0-56-amd64";

    private static readonly string Header =
        """
        name = "fences"
        version = "2"
        guest = "linux"
        kind = "kernel"

        """.ReplaceLineEndings("\n");

    [Test]
    public async Task Packaged_modules_prove_themselves_by_what_is_read_from_them()
    {
        using var folder = new PackageFolder(Header + "[[module]]\nfile = \"virtio_gpu.ko\"\n");
        var file = Path.Combine(folder.Path, "virtio_gpu.ko");
        await BuiltModule.Make(file, Release, sourceVersion: "C0FFEE0123456789ABCDEF0");

        var package = folder.Load();

        Assert.That(package.Proof.KernelRelease, Is.EqualTo(Release));
        Assert.That(package.Proof.Modules, Is.EqualTo(new[] { new ModuleMark("virtio_gpu", "C0FFEE0123456789ABCDEF0", await BuiltModule.BuildIdOf(file)) }));
        Assert.That(package.Proof.Renderer!.IsMatch("virgl (LLVMPIPE)"), "under a new kernel the image's own Mesa renders");
    }

    [TestCase("[[module]]\nfile = \"missing.ko\"", 6, "there is no file")]
    [TestCase("[[module]]\nfile = \"text.ko\"", 6, "text.ko is no 64-bit little-endian ELF file")]
    [TestCase("[[module]]\nfile = \"packed.ko.xz\"", 6, "unxz")]
    [TestCase("[[module]]\nfile = \"anonymous.ko\"", 6, "neither a srcversion nor a build ID")]
    [TestCase("[[module]]\nfile = \"good.ko\"\n[[module]]\nfile = \"other.ko\"", 7, "other.ko was built for kernel 6.12.0, and good.ko was built for 6.1.0-56-amd64")]
    [TestCase("[[module]]\nfile = \"good.ko\"\n[proof]\nkernel = \"6.12.0\"", 8, "the proof wants kernel 6.12.0, and the packaged files are of 6.1.0-56-amd64")]
    [TestCase("[[module]]\nfile = \"good.ko\"\n[proof.modules]\ngood = \"0123456789abcdef0123456789abcdef01234567\"", 8, "the proof wants good to be")]
    [TestCase("[[module]]\nfile = \"good.ko\"\nphase = \"late\"", 7, "no 'phase' in [[module]]; allowed are before, file")]
    [TestCase("[kernel]\nbundle = \"nowhere\"", 6, "there is no folder")]
    [TestCase("[kernel]\nbundle = \"half\"", 6, "is not whole")]
    [TestCase("[kernel]\nbundle = \"mixed\"", 6, "other.ko of the kernel bundle was built for kernel 6.12.0, and the bundle is of 6.1.0-56-amd64")]
    public async Task Modules_and_bundles_that_cannot_work_are_refused(string tables, int line, string words)
    {
        using var folder = new PackageFolder(Header + tables);
        folder.Write("text.ko", "this is a text that is longer than the header of any ELF file would have been, truly");
        folder.Write("packed.ko.xz", "");
        await BuiltModule.Make(Path.Combine(folder.Path, "good.ko"), Release);
        await BuiltModule.Make(Path.Combine(folder.Path, "other.ko"), "6.12.0");
        await BuiltModule.Make(Path.Combine(folder.Path, "anonymous.ko"), Release, buildId: false);
        folder.Write("half/load", "gpu good.ko\n");
        WriteBundle(folder, "mixed", "gpu other.ko\n");
        File.Copy(Path.Combine(folder.Path, "other.ko"), Path.Combine(folder.Path, "mixed", "modules", "other.ko"));

        var refusal = Assert.Catch<FormatException>(() => folder.Load())!;

        Assert.That(refusal.Message, Does.StartWith($"{folder.Path}/driver.toml:{line}: ").And.Contain(words));
    }

    [Test]
    public async Task A_module_takes_the_place_of_its_namesake_and_a_new_one_goes_before_the_next_that_is_there()
    {
        using var folder = new PackageFolder(Header + "[[module]]\nfile = \"new_helper.ko\"\n[[module]]\nfile = \"virtio_gpu.ko\"\n[[module]]\nfile = \"trace.ko\"\nbefore = \"drm\"\n");
        foreach (var name in (string[])["new_helper", "virtio_gpu", "trace"])
        {
            await BuiltModule.Make(Path.Combine(folder.Path, name + ".ko"), Release, content: "changed");
        }

        var image = await Image(folder, Release);
        var kernel = DriverKernel.Over(folder.Load(), image);

        Assert.That(kernel.Modules.Select(module => $"{module.Phase} {module.FileName}"), Is.EqualTo(new[]
        {
            "Boot virtio_blk.ko", "Gpu trace.ko", "Gpu drm.ko", "Gpu new_helper.ko", "Gpu virtio_gpu.ko",
        }));
        Assert.That(kernel.Modules.Where(module => module.Path.StartsWith(image.Folder, StringComparison.Ordinal)).Select(module => module.FileName), Is.EqualTo(new[] { "virtio_blk.ko", "drm.ko" }));
        Assert.That((kernel.Vmlinux, kernel.Release), Is.EqualTo((image.Vmlinux, image.Release)));
    }

    [Test]
    public async Task A_module_for_another_kernel_is_refused_with_both_releases()
    {
        using var folder = new PackageFolder(Header + "[[module]]\nfile = \"virtio_gpu.ko\"\n");
        await BuiltModule.Make(Path.Combine(folder.Path, "virtio_gpu.ko"), "6.1.0-55-amd64");
        var image = await Image(folder, Release);
        Assert.That(
            () => DriverKernel.Over(folder.Load(), image),
            Throws.TypeOf<DriverPackageException>().With.Message.Contains("virtio_gpu.ko was built for kernel 6.1.0-55-amd64, and the guest boots 6.1.0-56-amd64"));
    }

    [Test]
    public async Task A_module_built_with_other_settings_is_refused_with_both()
    {
        using var folder = new PackageFolder(Header + "[[module]]\nfile = \"virtio_gpu.ko\"\n");
        await BuiltModule.Make(Path.Combine(folder.Path, "virtio_gpu.ko"), Release, settings: "SMP preempt_rt mod_unload ");
        var image = await Image(folder, Release);
        Assert.That(() => DriverKernel.Over(folder.Load(), image), Throws.TypeOf<DriverPackageException>().With.Message.Contains("preempt_rt"));
    }

    [Test]
    public async Task A_place_before_a_module_that_nobody_loads_is_refused()
    {
        using var folder = new PackageFolder(Header + "[[module]]\nfile = \"trace.ko\"\nbefore = \"amdgpu\"\n");
        await BuiltModule.Make(Path.Combine(folder.Path, "trace.ko"), Release);
        var image = await Image(folder, Release);
        Assert.That(() => DriverKernel.Over(folder.Load(), image), Throws.TypeOf<DriverPackageException>().With.Message.Contains("before amdgpu").And.Message.Contains("it loads virtio_blk, drm, virtio_gpu"));
    }

    [Test]
    public async Task A_kernel_of_its_own_takes_the_place_of_the_images()
    {
        using var folder = new PackageFolder(Header + "[kernel]\nbundle = \"mine\"\n");
        await BuiltModule.Make(Path.Combine(folder.Path, "mine", "modules", "virtio_gpu.ko"), "6.12.0+");
        WriteBundle(folder, "mine", "gpu virtio_gpu.ko\n", "6.12.0+");
        var package = folder.Load();
        Assert.That(DriverKernel.Over(package, await Image(folder, Release)).Release, Is.EqualTo("6.12.0+"));
        Assert.That(package.Proof.KernelRelease, Is.EqualTo("6.12.0+"));
        Assert.That(package.Proof.Modules.Select(mark => mark.Name), Is.EqualTo(new[] { "virtio_gpu" }), "the modules of a bundle prove themselves too");
    }

    private static async Task<KernelBundle> Image(PackageFolder folder, string release)
    {
        foreach (var name in (string[])["virtio_blk", "drm", "virtio_gpu"])
        {
            await BuiltModule.Make(Path.Combine(folder.Path, "image", "modules", name + ".ko"), release);
        }

        WriteBundle(folder, "image", "boot virtio_blk.ko\ngpu drm.ko\ngpu virtio_gpu.ko\n");
        return KernelBundle.Read(Path.Combine(folder.Path, "image"));
    }

    private static void WriteBundle(PackageFolder folder, string name, string load, string release = Release)
    {
        folder.Write($"{name}/vmlinux", "a kernel");
        folder.Write($"{name}/release", release + "\n");
        folder.Write($"{name}/load", load);
        Directory.CreateDirectory(Path.Combine(folder.Path, name, "modules"));
    }
}
