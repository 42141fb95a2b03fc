using System.Text.Json;
using Harness.Guests.Drivers;
using Harness.Processes;
using Harness.Qemu.Launch;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Records;
using Harness.Store;

namespace Harness.Cli.Gating;

/// <summary>What can be compared.</summary>
internal enum BuildKind
{
    /// <summary>A program, or a script that starts one with another virglrenderer.</summary>
    Qemu,

    /// <summary>A folder with a virglrenderer, a QEMU or a vtest server.</summary>
    HostStack,

    /// <summary>A driver package, or the image's own driver.</summary>
    Driver,

    /// <summary>A virgl_test_server that is started.</summary>
    VtestServer,

    /// <summary>One that runs already.</summary>
    VtestSocket,

    /// <summary>A run that is over.</summary>
    StoredRun,
}

/// <summary>One of the two builds that a gate compares.</summary>
/// <param name="Text">As the command line has it.</param>
/// <param name="Place">Its path; null for what has none.</param>
/// <param name="Version">As it says itself; null where it does not.</param>
internal sealed record BuildUnderTest(string Text, BuildKind Kind, string? Place, string? Version)
{
    private const string VtestProgram = "virgl_test_server";

    /// <summary>The run, of a stored one.</summary>
    public RunDocument? Run { get; private init; }

    /// <summary>The kind in words.</summary>
    public string KindWord => Kind switch
    {
        BuildKind.Qemu or BuildKind.HostStack => "host stack",
        BuildKind.Driver => "driver",
        BuildKind.StoredRun => "stored run",
        _ => "vtest server",
    };

    /// <summary>Which part of the guest it replaces, of a driver package; null of all others.</summary>
    public DriverKind? Driver { get; private init; }

    /// <summary>Lanes on which such a build makes a difference that can be measured.</summary>
    public IReadOnlyList<string> Lanes => Kind switch
    {
        BuildKind.Qemu => [DeviceLane.LaneName, DrmLane.LaneName, GuestGlLane.LaneName],
        BuildKind.HostStack => [DeviceLane.LaneName, VtestLane.LaneName, DrmLane.LaneName, GuestGlLane.LaneName],
        BuildKind.Driver => [DrmLane.LaneName, GuestGlLane.LaneName],
        BuildKind.StoredRun => [],
        _ => [VtestLane.LaneName],
    };

    /// <summary>Lanes whose scenes are played where none is named.</summary>
    public IReadOnlyList<string> SceneLanes => Kind == BuildKind.Driver ? [DrmLane.LaneName, GuestGlLane.LaneName] : [Lanes[0]];

    /// <summary>Finds out what a word names: a driver package's folder, <c>stock</c>, a run.json, a socket, a program, or a run in the store by its id or label.</summary>
    /// <param name="text">The word.</param>
    /// <param name="store">Where runs are; null for nowhere.</param>
    /// <exception cref="UsageException">It names nothing.</exception>
    public static BuildUnderTest Find(string text, StoreAddress? store)
    {
        if (text == StockDriver.Name)
        {
            return new BuildUnderTest(text, BuildKind.Driver, null, null);
        }

        if (Directory.Exists(text))
        {
            if (!File.Exists(Path.Combine(text, DriverPackage.ManifestName)))
            {
                return HostStack.In(text) is { } stack ? OfStack(text, stack) : throw new UsageException(
                    $"The folder '{text}' is no driver package, since it has no {DriverPackage.ManifestName} (`harness driver pack --help` makes one), and no host stack: no QEMU, no virglrenderer and no {VtestProgram} was installed to it or built in it.");
            }

            var package = DriverPackage.Load(text);
            return new BuildUnderTest(text, BuildKind.Driver, Path.GetFullPath(text), package.ToString()) { Driver = package.Kind };
        }

        if (text.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return Stored(text, ReadFile(text));
        }

        if (File.Exists(text) && UnixSocketReadiness.IsListening(Path.GetFullPath(text)))
        {
            return new BuildUnderTest(text, BuildKind.VtestSocket, Path.GetFullPath(text), null);
        }

        return ProgramPath.Find(text) is { } program ? OfProgram(text, program)
            : FromStore(text, store) is { } run ? Stored(text, run)
            : throw new UsageException(
                $"'{text}' names no build: no folder with {DriverPackage.ManifestName} or a host stack, no '{StockDriver.Name}', no program that may be run, no socket that somebody listens on, no run.json, and no run of that id or label in the store.");
    }

    /// <summary>The lanes' settings for it, on top of what both sides share.</summary>
    public LaneSettings Over(LaneSettings common) => Kind switch
    {
        BuildKind.Qemu or BuildKind.HostStack => common with { Qemu = Place },
        BuildKind.Driver => common with { Driver = Place },
        BuildKind.VtestServer => common with { VtestServer = Place },
        BuildKind.VtestSocket => common with { VtestSocket = Place },
        _ => throw new InvalidOperationException("A stored run plays nothing."),
    };

    private static BuildUnderTest OfStack(string text, HostStack stack)
    {
        try
        {
            var version = $"QEMU {QemuInstallation.Inspect(stack.QemuCommand()).Version}";
            if (stack.RendererLibrary is { } library)
            {
                // What a stack is mostly about.
                version = $"virglrenderer {RendererVersion.Of(library).GetAwaiter().GetResult() ?? "unknown"}, {version}";
            }

            return new BuildUnderTest(text, BuildKind.HostStack, Path.GetFullPath(text), version);
        }
        catch (QemuUnavailableException e)
        {
            throw new UsageException($"'{text}' is a host stack that does not run: {e.Message}");
        }
    }

    private static BuildUnderTest OfProgram(string text, string program)
    {
        if (Path.GetFileName(program).Contains(VtestProgram, StringComparison.Ordinal))
        {
            return new BuildUnderTest(text, BuildKind.VtestServer, program, null);
        }

        try
        {
            return new BuildUnderTest(text, BuildKind.Qemu, program, $"QEMU {QemuInstallation.Inspect(program).Version}");
        }
        catch (QemuUnavailableException e)
        {
            throw new UsageException($"'{text}' is a program, but neither a QEMU nor a {VtestProgram}: {e.Message}");
        }
    }

    private static BuildUnderTest Stored(string text, RunDocument run) => new(text, BuildKind.StoredRun, null, $"run {run.Id}") { Run = run };

    private static RunDocument ReadFile(string path)
    {
        try
        {
            var run = JsonSerializer.Deserialize(File.ReadAllBytes(path), RunJson.Default.RunDocument);
            return run?.Format == RunDocument.CurrentFormat ? run : throw new UsageException($"'{path}' is no run: its format is '{run?.Format}', and this harness reads '{RunDocument.CurrentFormat}'.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"'{path}' cannot be read as a run.json: {e.Message}");
        }
    }

    private static RunDocument? FromStore(string text, StoreAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        try
        {
            using var store = RunStore.OpenExisting(address);
            return store.Read(text) ?? (store.Runs(new RunFilter { Label = text }) is { Count: > 0 } labelled ? store.Read(labelled[^1].Id) : null);
        }
        catch (StoreException e)
        {
            throw new UsageException($"'{text}' is no file and no folder, and whether it is a stored run is not known: {e.Message}");
        }
    }
}
