using System.CommandLine;
using Harness.Guests.Drivers;
using Harness.Guests.Drivers.Packing;
using Harness.Guests.Host;
using Harness.Runs.Plan;

namespace Harness.Cli.Drivers;

/// <summary>The verb `driver pack`: makes a package of Debian packages, of an installed Mesa or kernel, or of modules.</summary>
internal static class DriverPackCommand
{
    private const string Teaching =
        """
        Makes a driver package.

        Examples:
          harness driver pack mesa25 --suite bookworm-backports                     Mesa of a Debian suite, on the image bookworm
          harness driver pack new-kernel --suite bookworm-backports --kernel linux-image-amd64
          harness driver pack mine --destdir ~/mesa/install                         what `DESTDIR=~/mesa/install ninja install` left; follows every later install
          harness driver pack fences --module ~/linux/drivers/gpu/drm/virtio/virtio_gpu.ko
          harness driver pack whole --kernel-tree ~/linux/install                   vmlinux, and what `make modules_install INSTALL_MOD_PATH=~/linux/install` left
        """;

    public static Command Create()
    {
        var output = new Argument<string>("DIR") { Description = "The package's folder, which is made; a package that is there is replaced." };
        var suite = new Option<string?>("--suite") { Description = "Suite of Debian's archive whose versions are preferred. Alone: all of its Mesa.", HelpName = "SUITE" };
        var packages = new Option<string[]>("--packages")
        {
            Description = $"Debian packages for the user-space tree, separated by commas. Default with --suite: {string.Join(",", PackRequest.Mesa)}.",
            HelpName = "NAME,...",
            DefaultValueFactory = _ => [],
        };
        var kernel = new Option<string?>("--kernel") { Description = "Debian package with a kernel, as linux-image-amd64.", HelpName = "PACKAGE" };
        var destdir = new Option<string?>("--destdir") { Description = "What Mesa was installed to.", HelpName = "DIR" };
        var prefix = new Option<string?>("--prefix") { Description = "The prefix that Mesa was configured with. Default: all of --destdir is looked through.", HelpName = "PATH" };
        var kernelTree = new Option<string?>("--kernel-tree") { Description = "What a kernel was installed to: lib/modules/RELEASE, and vmlinux or boot/vmlinuz-RELEASE.", HelpName = "DIR" };
        var modules = new Option<string[]>("--module") { Description = "A kernel module to put over the image's; several in load order.", HelpName = "FILE.ko", DefaultValueFactory = _ => [] };
        var copy = new Option<bool>("--copy") { Description = "Copy --destdir and --module into the package, instead of using them where they are." };
        var name = new Option<string?>("--name") { Description = "The package's name. Default: mesa, linux, or the module's.", HelpName = "NAME" };
        var version = new Option<string?>("--version") { Description = "Its version. Default: that of what is packed.", HelpName = "VERSION" };
        var image = DriverImages.Option("The image that the package is for: what that has as well is left out, and the package is checked against it. Default: bookworm.");
        var command = new Command("pack", Teaching) { output, suite, packages, kernel, destdir, prefix, kernelTree, modules, copy, name, version, image };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            string[] named = [.. parsed.GetValue(packages)!.SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
            using var interruption = Interruption.Listen(Console.Error.WriteLine, "Interrupted: removing what is half made; once more ends at once.");
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, cancellation);
            var alone = (parsed.GetValue(kernel), parsed.GetValue(destdir), parsed.GetValue(kernelTree)) is (null, null, null) && parsed.GetValue(modules)!.Length == 0;
            if (alone && named.Length == 0 && parsed.GetValue(suite) is null)
            {
                throw new UsageException("Say what to pack: --suite, --packages, --kernel, --destdir, --kernel-tree or --module. `harness driver pack --help` has examples.");
            }

            try
            {
                var recipe = DriverImages.Recipe(parsed.GetValue(image));
                var request = new PackRequest
                {
                    Output = Path.GetFullPath(parsed.GetValue(output)!),
                    Recipe = recipe,
                    Image = DriverImages.Ensure(recipe, stop.Token),
                    Name = parsed.GetValue(name),
                    Version = parsed.GetValue(version),
                    Suite = parsed.GetValue(suite),
                    Packages = named.Length > 0 || !alone ? named : PackRequest.Mesa,
                    KernelPackage = parsed.GetValue(kernel),
                    Destdir = Full(parsed.GetValue(destdir)),
                    Prefix = parsed.GetValue(prefix),
                    KernelTree = Full(parsed.GetValue(kernelTree)),
                    Modules = [.. parsed.GetValue(modules)!.Select(module => Path.GetFullPath(module))],
                    Copy = parsed.GetValue(copy),
                };
                DriverPackage package = PackScreen.Show(say => new DriverPacker(HarnessCache.OfUser, say).Pack(request, stop.Token));
                DriverText.Write(parsed.InvocationConfiguration.Output, package, HarnessCache.OfUser);
                return ExitCode.Passed;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("harness: interrupted; nothing of the package is left.");
                return ExitCode.HarnessFailed;
            }
        }));
        return command;
    }

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);
}
