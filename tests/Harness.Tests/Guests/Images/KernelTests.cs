using System.IO.Compression;
using Harness.Guests.Host;
using Harness.Guests.Kernels;
using Harness.Qemu.State;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Images;

/// <summary>Kernels and modules as distributions and developers install them.</summary>
public sealed class KernelTests
{
    private TemporaryFolder _folder = null!;
    private StateFolder _state = null!;
    private HostTools _tools = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _state = StateFolder.Create(0, Path.Combine(_folder.Path, "state"));
        _tools = new HostTools(_state);
    }

    [TearDown]
    public void TearDown()
    {
        _state.Dispose();
        _folder.Dispose();
    }

    [Test]
    [CancelAfter(30_000)]
    public void The_kernel_is_taken_out_of_its_compressed_image([Values("xz", "zstd", "gzip", "none")] string compression, CancellationToken cancellation)
    {
        var kernel = TestElf.Kernel(padding: 100_000);
        var image = At("vmlinuz");
        File.WriteAllBytes(image, compression switch
        {
            "none" => kernel,
            "gzip" => Packing.BzImage(Gzip(kernel), null),
            _ => Packing.BzImage(Packing.Compress(compression, kernel), (uint)kernel.Length),
        });
        BzImage.ExtractKernel(image, At("vmlinux"), _tools, cancellation);
        Assert.That(File.ReadAllBytes(At("vmlinux")), Is.EqualTo(kernel));
    }

    [Test]
    [CancelAfter(30_000)]
    public void What_is_no_kernel_is_refused(CancellationToken cancellation)
    {
        var good = Packing.BzImage(Packing.Compress("xz", TestElf.Kernel()), 1);
        Assert.Multiple(() =>
        {
            Assert.That(Refusal("#!/bin/sh\nexit"u8.ToArray(), cancellation), Does.Contain("neither an ELF header nor the boot protocol's HdrS"));
            Assert.That(Refusal(good[..^200], cancellation), Does.Contain("cut short"));
            Assert.That(Refusal(Packing.BzImage("what is this?"u8.ToArray(), 1), cancellation), Does.Contain("compressed neither by xz, zstd"));
            Assert.That(Refusal(Packing.BzImage(Packing.Compress("xz", "no kernel"u8.ToArray()), 9), cancellation), Does.Contain("is no ELF file"));
        });
        var damaged = good;
        damaged[2 * 512 + 64 + 20] ^= 0xff;
        Assert.That(() => Refusal(damaged, cancellation), Throws.TypeOf<ToolFailedException>().With.Message.Contains("decompress"));
    }

    [Test]
    public void A_module_tells_what_it_needs_and_what_it_was_built_from()
    {
        var info = ModuleInfo.Read(TestElf.Module("license=GPL", "softdep=pre: a-b post: c pre: d", "depends=e-f,g", "srcversion=0123", "vermagic=6.1 SMP "), "/lib/x-y.ko.xz");
        Assert.Multiple(() =>
        {
            Assert.That(info.Name, Is.EqualTo("x_y"));
            Assert.That(info.Depends, Is.EqualTo(new[] { "e_f", "g" }));
            Assert.That(info.LoadBefore, Is.EqualTo(new[] { "a_b", "d" }));
            Assert.That(info.SourceVersion, Is.EqualTo("0123"));
            Assert.That(info.VersionMagic, Is.EqualTo("6.1 SMP"));
        });
        Assert.That(() => ModuleInfo.Read(TestElf.Kernel(), "vmlinux"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("no section .modinfo"));
        Assert.That(() => ModuleInfo.Read("text"u8.ToArray(), "text.ko"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("no 64-bit"));
    }

    [Test]
    [CancelAfter(30_000)]
    public void A_bundle_holds_the_wanted_modules_after_those_that_they_need_and_no_others(CancellationToken cancellation)
    {
        var tree = Tree();
        Module("fs/ext4", "depends=jbd2", "softdep=pre: crypto-crc32c");
        Module("fs/jbd2", "depends=");
        Module("crypto/crc32c_generic", "depends=");
        Module("drivers/gpu/virtio-gpu", "depends=drm,virtio");
        Module("drivers/gpu/drm", "depends=");
        Module("drivers/unwanted", "depends=");
        var choice = new ModuleChoice { Boot = ["virtio_pci", "ext4"], Gpu = ["virtio_gpu"] };
        var built = new KernelBundleBuilder(_tools).FromTree(tree, choice, At("bundle"), cancellation);
        var read = KernelBundle.Read(At("bundle"));
        Assert.Multiple(() =>
        {
            Assert.That(read.Release, Is.EqualTo("6.9"));
            Assert.That(File.ReadAllLines(At("bundle/load")), Is.EqualTo(new[] { "boot jbd2.ko", "boot crc32c_generic.ko", "boot ext4.ko", "gpu drm.ko", "gpu virtio_gpu.ko" }));
            Assert.That(read.Modules, Is.EqualTo(built.Modules));
            Assert.That(Directory.GetFiles(At("bundle/modules")), Has.Length.EqualTo(5));
        });
    }

    [Test]
    [CancelAfter(30_000)]
    public void A_module_that_is_nowhere_is_named_with_who_needs_it(CancellationToken cancellation)
    {
        var tree = Tree();
        Module("drivers/virtio-gpu", "depends=drm");
        var builder = new KernelBundleBuilder(_tools);
        Assert.That(
            () => builder.FromTree(tree, new ModuleChoice { Boot = [], Gpu = ["virtio_gpu"] }, At("one"), cancellation),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("no module 'drm', which virtio_gpu needs"));
        Assert.That(
            () => builder.FromTree(tree, new ModuleChoice { Boot = ["ext5"] }, At("other"), cancellation),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("no module 'ext5': it is neither in"));
    }

    [Test]
    [CancelAfter(30_000)]
    public void A_kernel_that_QEMU_can_not_start_directly_is_refused(CancellationToken cancellation)
    {
        var tree = Tree(TestElf.Kernel(note: 17));
        Assert.That(
            () => new KernelBundleBuilder(_tools).FromTree(tree, new ModuleChoice { Boot = [], Gpu = [] }, At("bundle"), cancellation),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("CONFIG_PVH=y"));
    }

    [Test]
    [CancelAfter(30_000)]
    public void A_bundle_that_is_not_whole_is_refused_with_what_is_missing(CancellationToken cancellation)
    {
        Module("fs/ext4", "depends=");
        new KernelBundleBuilder(_tools).FromTree(Tree(), new ModuleChoice { Boot = ["ext4"], Gpu = [] }, At("bundle"), cancellation);
        File.AppendAllText(At("bundle/load"), "soon other.ko\n");
        Assert.That(() => KernelBundle.Read(At("bundle")), Throws.InstanceOf<InvalidDataException>().With.Message.Contains($"{At("bundle/load")}:2: 'soon other.ko' is neither"));
        File.WriteAllText(At("bundle/load"), "boot other.ko\n");
        Assert.That(() => KernelBundle.Read(At("bundle")), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(At("bundle/modules/other.ko")));
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private string Tree(byte[]? kernel = null)
    {
        Directory.CreateDirectory(At("tree/boot"));
        Directory.CreateDirectory(At("tree/lib/modules/6.9"));
        File.WriteAllBytes(At("tree/boot/vmlinuz-6.9"), kernel ?? TestElf.Kernel());
        File.WriteAllText(At("tree/lib/modules/6.9/modules.builtin"), "kernel/drivers/virtio/virtio.ko\nkernel/drivers/virtio/virtio-pci.ko\n");
        return At("tree");
    }

    private void Module(string path, params string[] information)
    {
        var file = At($"tree/lib/modules/6.9/kernel/{path}.ko");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, TestElf.Module(information));
    }

    private string Refusal(byte[] image, CancellationToken cancellation)
    {
        File.WriteAllBytes(At("vmlinuz"), image);
        try
        {
            BzImage.ExtractKernel(At("vmlinuz"), At("vmlinux"), _tools, cancellation);
            return "it was accepted";
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    private static byte[] Gzip(byte[] content)
    {
        using var output = new MemoryStream();
        using (var packed = new GZipStream(output, CompressionLevel.Fastest))
        {
            packed.Write(content);
        }

        return output.ToArray();
    }
}
