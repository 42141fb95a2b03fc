using Harness.Guests.Boot;
using Harness.Guests.Host;
using Harness.Guests.Images;
using Harness.Processes;
using Harness.Qemu.Launch;
using Harness.Runs;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Images;

/// <summary>The images of the committed recipes, built of Debian's packages. They stay in the user's cache, so only the first run builds them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class RealImageTests : IDisposable
{
    // Loads the modules as the agent does, and says what is there then.
    private const string Init =
        """
        #!/bin/busybox sh
        b=/bin/busybox
        $b mount -t proc proc /proc; $b mount -t sysfs sys /sys; $b mount -t devtmpfs dev /dev
        while read -r phase module; do $b insmod /modules/$module && echo "loaded $module" || echo "FAILED $module"; done </modules/load
        $b mount -t ext4 -o ro /dev/vda /newroot && echo "root disk with $($b ls /newroot/usr/lib/x86_64-linux-gnu | $b grep -c .) libraries"
        $b mount -t tmpfs tmpfs /tmp; $b mkdir /tmp/upper /tmp/work
        $b mount -t overlay -o lowerdir=/newroot,upperdir=/tmp/upper,workdir=/tmp/work overlay /newroot && echo written >/newroot/etc/mark && echo "overlay mounted"
        echo "release $($b uname -r)"
        echo "port $($b cat /sys/class/virtio-ports/*/name)"
        echo "graphics $($b echo /dev/dri/*)"
        echo "library $(/lib64/ld-linux-x86-64.so.2 --version | $b head -n 1)"
        $b poweroff -f
        """;

    private static readonly TimeSpan BootAllowed = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("bookworm", "6.1.", "22.3.")]
    [TestCase("trixie", "6.12.", "25.0.")]
    [CancelAfter(600_000)]
    public async Task An_image_of_Debian_boots_and_its_kernel_drives_disk_console_and_gpu(string name, string kernel, string mesa, CancellationToken cancellation)
    {
        var image = Ensure(name, cancellation);
        await image.VerifyAsync(cancellation);
        Assert.That(image.Kernel.Release, Does.StartWith(kernel));
        Assert.That(image.Manifest.VersionOf("libgl1-mesa-dri"), Does.StartWith(mesa));

        var console = Boot(image);
        TestContext.Out.WriteLine(string.Join('\n', console.Split('\n').Where(line => !line.StartsWith('['))));
        Assert.Multiple(() =>
        {
            Assert.That(console, Does.Not.Contain("FAILED"));
            Assert.That(image.Kernel.Modules.Select(module => $"loaded {module.FileName}"), Has.All.Matches<string>(line => console.Contains(line!, StringComparison.Ordinal)));
            Assert.That(console, Does.Match(@"root disk with \d{2,} libraries").And.Contain("overlay mounted"));
            Assert.That(console, Does.Contain($"release {image.Kernel.Release}").And.Contain("port harness.agent"));
            Assert.That(console, Does.Contain("graphics /dev/dri/card0 /dev/dri/renderD128"));
            Assert.That(console, Does.Match(@"library ld\.so .*Debian GLIBC"));
        });
    }

    private string Boot(GuestImage image)
    {
        File.WriteAllText(At("init"), Init + '\n');
        Disk.Says(image.RootDisk, $"dump /bin/busybox {At("busybox")}");
        if (new FileInfo(At("busybox")) is not { Exists: true, Length: > 0 })
        {
            Disk.Says(image.RootDisk, $"dump /usr/bin/busybox {At("busybox")}");
        }

        new Initramfs(image, At("init")) { Files = [new InitramfsFile("/bin/busybox", At("busybox"), Executable: true)] }.Write(At("initrd"));
        using var qemu = TetheredProcess.Start(new TetheredCommand(
            QemuInstallation.Locate(),
            [
                "-accel", "tcg", "-cpu", "max", "-m", "512", "-nodefaults", "-no-user-config", "-no-reboot", "-display", "sdl,gl=on", "-vga", "none",
                "-device", "virtio-gpu-gl-pci", "-device", "virtio-serial-pci", "-chardev", "null,id=agent", "-device", "virtserialport,chardev=agent,name=harness.agent",
                "-drive", $"file={image.RootDisk},format=raw,if=none,id=root,readonly=on", "-device", "virtio-blk-pci,drive=root",
                "-serial", $"file:{At("console")}", "-kernel", image.Kernel.Vmlinux, "-initrd", At("initrd"), "-append", "console=ttyS0 panic=-1",
            ],
            At("errors"))
        {
            OutputFile = At("errors"),
            Environment = new Dictionary<string, string?>(GlHost.Discover().Environment) { ["SDL_VIDEODRIVER"] = "offscreen", ["DISPLAY"] = null },
        });
        var exit = qemu.WaitForExit(BootAllowed);
        var console = File.ReadAllText(At("console"));
        Assert.That(exit, Is.EqualTo(new ProcessExit(0)), $"QEMU ended by the guest's power-off: {File.ReadAllText(At("errors"))}\n{console}");
        return console;
    }

    private static GuestImage Ensure(string name, CancellationToken cancellation)
    {
        var recipe = RecipeFile.Read(RecipeFile.PathOf(RepositoryFolder.Find()!.GuestRecipes, name));
        try
        {
            return new GuestImages().Ensure(recipe, cancellation: cancellation);
        }
        catch (Exception e) when (e is ToolFailedException or InvalidDataException && Environment.GetEnvironmentVariable("CI") is null or "")
        {
            Assert.Ignore($"The image cannot be built here: {e.Message}");
            throw;
        }
    }

    private string At(string name) => Path.Combine(_folder.Path, name);
}
