using Harness.Guests.Drivers;
using Harness.Guests.Drivers.Fitting;
using Harness.Guests.Drivers.Packing;
using Harness.Guests.Host;
using Harness.Qemu.State;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Packing against the real image: small trees of the test's own, modules, and Debian's packages.</summary>
[TestFixture, CancelAfter(600_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class DriverPackerTests : PackedDriverTests
{
    [Test]
    public void A_destdir_is_used_where_it_is_and_the_next_install_is_the_next_driver(CancellationToken cancellation)
    {
        var destdir = Destdir("", "libc.so.6");
        var package = RealPackages.Pack(Request(cancellation) with { Destdir = destdir, Prefix = "/usr" }, cancellation);
        Assert.That((package.Tree, package.Name, package.Environment["LD_LIBRARY_PATH"]), Is.EqualTo((destdir, "mesa", "/driver/usr/lib")));
        using var elsewhere = new TemporaryFolder();
        var cache = new HarnessCache(elsewhere.Path);
        var before = package.Hash(cache);
        File.AppendAllText(Path.Combine(destdir, "usr/lib/libEGL_mesa.so.0"), "another build");
        Assert.That(DriverPackage.Load(Package).Hash(cache), Is.Not.EqualTo(before));
        Assert.That(Directory.GetFileSystemEntries(Folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "destdir", "package" }), "nothing half-made is left");
    }

    [Test]
    public void A_copied_destdir_stays_as_it_was(CancellationToken cancellation)
    {
        var destdir = Destdir("", "libc.so.6");
        RealPackages.Pack(Request(cancellation) with { Destdir = destdir, Copy = true }, cancellation);
        Directory.Delete(destdir, recursive: true);
        Assert.That(DriverPackage.Load(Package).Tree, Is.EqualTo(Path.Combine(Package, "tree")));
    }

    [Test]
    public void A_library_that_is_nowhere_is_named_before_anything_boots(CancellationToken cancellation)
    {
        var destdir = Destdir("-Wl,--no-as-needed -L. -lmissing", "libmissing.so.7");
        Assert.That(
            () => RealPackages.Pack(Request(cancellation) with { Destdir = destdir }, cancellation),
            Throws.TypeOf<DriverPackageException>().With.Message.Contains("usr/lib/libEGL_mesa.so.0 needs libmissing.so.7, which is neither in the package nor in the image bookworm"));
        Assert.That(Directory.Exists(Package), Is.False);
    }

    [Test]
    public void Symbols_of_a_newer_system_are_named_before_anything_boots(CancellationToken cancellation)
    {
        // The library is taken for the guest's; the version is one that no C library has yet.
        var destdir = Destdir("-Wl,--no-as-needed -L. -lmissing", "libm.so.6", version: "GLIBC_9.99");
        Assert.That(
            () => RealPackages.Pack(Request(cancellation) with { Destdir = destdir }, cancellation),
            Throws.TypeOf<DriverPackageException>().With.Message.Contains("needs GLIBC_9.99 of libm.so.6, which that of the image bookworm does not have"));
    }

    [Test]
    public void The_images_own_module_can_be_packed_over_itself(CancellationToken cancellation)
    {
        var image = RealPackages.Image(cancellation);
        var module = image.Kernel.Modules.Single(module => module.FileName == "virtio_gpu.ko").Path;
        var package = RealPackages.Pack(Request(cancellation) with { Modules = [module] }, cancellation);
        Assert.That((package.Kind, package.Name, package.Proof.KernelRelease), Is.EqualTo((DriverKind.Kernel, "virtio_gpu", image.Kernel.Release)));
        Assert.That(package.Proof.Modules.Single().BuildId, Does.Match("^[0-9a-f]{40}$"), "Debian's modules have no srcversion, but a build ID");
        Assert.That(DriverKernel.Over(package, image.Kernel).Modules, Has.Count.EqualTo(image.Kernel.Modules.Count));
    }

    [Test]
    public void A_place_with_something_else_in_it_is_left_alone(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Package);
        File.WriteAllText(Path.Combine(Package, "thesis.tex"), "important");
        Assert.That(() => RealPackages.Pack(Request(cancellation) with { Destdir = Destdir("", "libc.so.6") }, cancellation), Throws.TypeOf<IOException>().With.Message.Contains("something else in it"));
        Assert.That(File.Exists(Path.Combine(Package, "thesis.tex")));
    }

    [Test]
    public void Mesa_of_backports_brings_what_the_image_lacks_and_no_c_library(CancellationToken cancellation)
    {
        var image = RealPackages.Image(cancellation);
        var package = RealPackages.Pack(Request(cancellation) with { Suite = "bookworm-backports", Packages = PackRequest.Mesa }, cancellation);
        Assert.That(package.Version, Does.StartWith("25."));
        Assert.That(package.Proof.Version!.IsMatch($"4.3 (Core Profile) Mesa {package.Version}"));
        var libraries = Directory.GetFiles(Path.Combine(package.Tree!, "usr/lib/x86_64-linux-gnu")).Select(Path.GetFileName).ToArray();
        Assert.That(libraries, Has.Some.StartsWith("libgallium-25.").And.Some.EqualTo("libEGL_mesa.so.0").And.None.EqualTo("libc.so.6").And.None.StartsWith("libLLVM"));
        using var work = StateFolder.Create(0);
        Assert.That(DriverFit.Check(package, image, new HostTools(work), cancellation), Is.Null);
    }

    [Test]
    public void Mesa_that_the_image_has_already_is_nothing_to_pack(CancellationToken cancellation)
        => Assert.That(() => RealPackages.Pack(Request(cancellation) with { Packages = PackRequest.Mesa }, cancellation), Throws.TypeOf<InvalidDataException>().With.Message.Contains("nothing to pack"));

    [Test]
    public void A_kernel_of_backports_becomes_a_bundle_whose_gpu_driver_proves_itself(CancellationToken cancellation)
    {
        var package = RealPackages.Pack(Request(cancellation) with { Suite = "bookworm-backports", KernelPackage = "linux-image-amd64" }, cancellation);
        Assert.That(package.Kind, Is.EqualTo(DriverKind.Kernel));
        Assert.That(package.Proof.KernelRelease, Does.StartWith("6.12."));
        Assert.That(package.Proof.Modules.Select(mark => mark.Name), Is.EqualTo(new[] { "virtio_gpu" }));
        Assert.That(DriverKernel.Over(package, RealPackages.Image(cancellation).Kernel).Folder, Is.EqualTo(package.Kernel!.Folder));
    }

    /// <summary>What an installed Mesa looks like, as far as packing goes: a libEGL that needs a library of that name, and a symbol of that version of it.</summary>
    private string Destdir(string linking, string needed, string version = "VERSION_1")
    {
        var (destdir, work) = (Path.Combine(Folder.Path, "destdir"), Directory.CreateTempSubdirectory("harness-link-").FullName);
        try
        {
            Directory.CreateDirectory(Path.Combine(destdir, "usr/lib"));
            File.WriteAllText(Path.Combine(work, "needed.c"), "int needed_symbol(void) { return 1; }\n");
            File.WriteAllText(Path.Combine(work, "needed.map"), $"{version} {{ needed_symbol; }};\n");
            File.WriteAllText(Path.Combine(work, "egl.c"), linking.Length == 0 ? "int egl(void) { return 2; }\n" : "int needed_symbol(void); int egl(void) { return needed_symbol(); }\n");
            Shell(work, $"gcc -shared -fPIC -nostdlib -Wl,-soname,{needed} -Wl,--version-script=needed.map -o libmissing.so needed.c");
            Shell(work, $"gcc -shared -fPIC -nostdlib -o '{destdir}/usr/lib/libEGL_mesa.so.0' egl.c {linking}");
            return destdir;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Shell(string folder, string command)
    {
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = folder })!;
        shell.WaitForExit();
        Assert.That(shell.ExitCode, Is.Zero, command);
    }
}
