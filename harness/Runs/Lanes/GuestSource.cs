using Harness.Guests;
using Harness.Guests.Boot;
using Harness.Guests.Debian;
using Harness.Guests.Drivers;
using Harness.Guests.Drivers.Fitting;
using Harness.Guests.Host;
using Harness.Guests.Images;
using Harness.Guests.Kernels;
using Harness.Link.Messages;
using Harness.Qemu.Displays;
using Harness.Qemu.Guest;
using Harness.Qemu.Launch;
using Harness.Qemu.State;
using Harness.Qemu.Tracing;

namespace Harness.Runs.Lanes;

/// <summary>What the guests of a lane are made of: QEMU, an image, the driver under test. Nothing is looked for before the first guest is wanted.</summary>
public sealed class GuestSource(GuestSourceOptions options) : IDisposable
{
    /// <summary>The image that is used when none is named.</summary>
    public const string UsualImage = "bookworm";

    private static readonly KeyValuePair<string, string>[] UsualEnvironment =
    [
        new("PATH", "/usr/bin:/bin"),
        new("HOME", "/run"),
        new("MESA_SHADER_CACHE_DIR", "/run/shaders"),
    ];

    private string? _qemu;
    private GuestImage? _image;
    private Task? _verified;
    private DriverPackage? _driver;
    private KernelBundle? _kernel;
    private DriverDisk? _disk;
    private ShaderCache? _cache;

    /// <summary>Whether the display will be looked at.</summary>
    public bool Scanout => options.Scanout;

    /// <summary>Whether QEMU can be told to trace.</summary>
    public bool IsTraced => options.IsTraced;

    /// <summary>The driver under test, as messages call it.</summary>
    public DriverPackage Driver => _driver!;

    private IReadOnlyList<KeyValuePair<string, string>> Facts =>
    [
        new("image", _image!.Id),
        new("driver", _driver!.ToString()),
        .. _driver.Folder is null ? (KeyValuePair<string, string>[])[] : [new("driverHash", _driver.Hash(HarnessCache.OfUser))],
    ];

    /// <summary>The environment of players: what Mesa needs, what the driver package wants, and nothing of the host's.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> PlayerEnvironment
        => [.. UsualEnvironment.Where(variable => !_driver!.Environment.ContainsKey(variable.Key)), .. _driver!.Environment];

    /// <summary>The parts of a guest that can be booted.</summary>
    /// <exception cref="LaneUnavailableException">Something is missing; the message names it and the remedy.</exception>
    /// <exception cref="LaneBrokenException">The driver package cannot be brought into a guest.</exception>
    public GuestSetup Make()
    {
        try
        {
            _qemu ??= QemuInstallation.Locate(options.Qemu);
            _image ??= new GuestImages().Ensure(Recipe(), options.Progress);
            _verified ??= Task.Run(() => _image.VerifyAsync());
            _cache ??= ShaderCache.Open(_qemu, options.Cold);
            Deploy(_image);
            var initramfs = new Initramfs(_image.Runtime, _kernel!.Modules, AgentProgram.Find());
            return new GuestSetup
            {
                Qemu = _qemu,
                Kernel = _kernel.Vmlinux,
                WriteInitramfs = initramfs.Write,
                Disks = _disk is null ? [_image.RootDisk] : [_image.RootDisk, _disk.Path],
                Display = options.Scanout ? new XvfbDisplay() : new OffscreenDisplay(),
                Gl = GlHost.Discover(_cache.Path),
                Limits = options.Limits,
                Extra = options.IsTraced ? QemuTrace.Arguments() : [],
            };
        }
        catch (Exception e) when (e is QemuUnavailableException or UnknownPackageException or DiskFullException or InvalidDataException or ToolFailedException or IOException)
        {
            throw new LaneUnavailableException(e.Message, e);
        }
    }

    /// <summary>Why the guest's kernel and modules are not those under test; null when they are.</summary>
    /// <param name="agent">What the agent told.</param>
    /// <exception cref="LaneUnavailableException">The image is damaged.</exception>
    public string? UnfitKernel(IReadOnlyList<KeyValuePair<string, string>> agent)
    {
        if (DriverProof.CheckKernel(_driver!, agent) is not { } reason)
        {
            return null;
        }

        Verify();
        return reason;
    }

    /// <summary>Why what a player runs on is not what is under test; null when it is.</summary>
    /// <param name="player">What the player told.</param>
    /// <param name="playsGl">Whether it uses the user-space driver.</param>
    /// <exception cref="LaneUnavailableException">The image is damaged.</exception>
    public string? Unfit(IReadOnlyList<KeyValuePair<string, string>> player, bool playsGl)
    {
        Verify();
        return playsGl ? DriverProof.CheckUserSpace(_driver!, player) : DriverProof.CheckCapset(_driver!, player);
    }

    /// <summary>Why the driver package cannot work in the image, as far as its files show; null when they do not.</summary>
    public string? Misfit()
    {
        if (_driver!.Folder is null)
        {
            return null;
        }

        using var work = StateFolder.Create(0);
        try
        {
            return DriverFit.Check(_driver, _image!, new HostTools(work), CancellationToken.None);
        }
        catch (Exception e) when (e is ToolFailedException or IOException)
        {
            return $"whether its libraries fit the image is not known: {e.Message.TrimEnd('.')}";
        }
    }

    private void Verify()
    {
        try
        {
            // The guest booted from the image while it was read.
            _verified!.GetAwaiter().GetResult();
        }
        catch (DamagedImageException e)
        {
            (_image, _verified) = (null, null);
            throw new LaneUnavailableException(e.Message, e);
        }
    }

    /// <summary>What a lane runs on whose guest was made of this.</summary>
    public LaneStack Describe(RunningGuest guest, PlayerHello hello) => new()
    {
        Connection = hello.Facts.Find("connection") ?? "unknown",
        Renderer = hello.Facts.Find("renderer") ?? "unknown",
        CapsetId = uint.TryParse(hello.Facts.Find("capset"), out var capset) ? capset : 0,
        CapsetVersion = uint.TryParse(hello.Facts.Find("capsetVersion"), out var version) ? version : 0,
        Program = guest.Machine.CommandLine[0],
        ProcessId = guest.Machine.QemuId,
        Accelerator = guest.Machine.Accelerator.ToString().ToLowerInvariant(),
        Display = options.Scanout ? "xvfb" : "offscreen",
        ShaderCache = _cache!.Temperature,
        Facts = [.. Facts, .. guest.Facts, .. hello.Facts],
    };

    private void Deploy(GuestImage image)
    {
        if (_driver is not null)
        {
            return;
        }

        try
        {
            var mesa = image.Manifest.VersionOf("libgl1-mesa-dri") ?? "unknown";
            var driver = options.Driver is { } folder ? DriverPackage.Load(folder) : StockDriver.Of(mesa, image.Kernel.Release);
            _kernel = DriverKernel.Over(driver, image.Kernel);
            _disk = driver.Tree is null ? null : DriverDisk.Of(driver, HarnessCache.OfUser);
            _driver = driver;
        }
        catch (Exception e) when (e is FormatException or FileNotFoundException or DriverPackageException or InvalidDataException)
        {
            throw new LaneBrokenException(new LaneFault(Verdict.DeployFailed, e.Message), PlayEvidence.None, e);
        }
    }

    public void Dispose() => _cache?.Dispose();

    private GuestRecipe Recipe()
    {
        var folder = options.Recipes ?? RepositoryFolder.Find()?.GuestRecipes ?? throw new LaneUnavailableException("The recipes of guest images (images/guests) are not beside this program.");
        var name = options.Image ?? UsualImage;
        return RecipeFile.NamesIn(folder).Contains(name)
            ? RecipeFile.Read(RecipeFile.PathOf(folder, name))
            : throw new LaneUnavailableException($"There is no guest image '{name}'; there are {string.Join(", ", RecipeFile.NamesIn(folder))}.");
    }
}

/// <summary>What to make guests of.</summary>
public sealed record GuestSourceOptions
{
    /// <summary>QEMU: a path, or a name that is looked up; null for the usual name in PATH.</summary>
    public string? Qemu { get; init; }

    /// <summary>The image's name; null for <see cref="GuestSource.UsualImage"/>.</summary>
    public string? Image { get; init; }

    /// <summary>Folder of the image's recipe; null for that of this repository.</summary>
    public string? Recipes { get; init; }

    /// <summary>Folder of the driver package; null for the image's own driver.</summary>
    public string? Driver { get; init; }

    /// <summary>Whether the display will be looked at; without, no X server is needed.</summary>
    public bool Scanout { get; init; } = true;

    /// <summary>Whether to start with an empty shader cache.</summary>
    public bool Cold { get; init; }

    /// <summary>Whether QEMU is to be told to trace at times.</summary>
    public bool IsTraced { get; init; }

    /// <summary>The longest waits for guests; null for those of the accelerator.</summary>
    public GuestLimits? Limits { get; init; }

    /// <summary>Told what an image's build is at.</summary>
    public IProgress<BuildProgress>? Progress { get; init; }
}
