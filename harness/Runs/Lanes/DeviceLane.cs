using Harness.Qemu;
using Harness.Qemu.Displays;
using Harness.Qemu.Launch;
using Harness.Qemu.Scanout;
using Harness.Runs.Mutation.Layers;
using Harness.Scenes;
using Harness.Virgl;
using Harness.Virgl.Player;

namespace Harness.Runs.Lanes;

/// <summary>How to bring up a <see cref="DeviceLane"/>.</summary>
public sealed record DeviceLaneOptions
{
    /// <summary>QEMU: a path, or a name that is looked up; null for the usual name in PATH.</summary>
    public string? Qemu { get; init; }

    /// <summary>Whether the display will be looked at; without, no X server is needed.</summary>
    public bool Scanout { get; init; } = true;

    /// <summary>Whether to start with an empty shader cache.</summary>
    public bool Cold { get; init; }

    /// <summary>Put between player and device.</summary>
    public Func<IVirglConnection, IVirglConnection>? Decorate { get; init; }

    /// <summary>The defect of the device or its display at the moment; null where none is ever planted.</summary>
    public PlantedMutant? Planted { get; init; }
}

/// <summary>The lane <c>device</c>: VirGL streams through QEMU's virtio-gpu-gl, driven without a guest.</summary>
public sealed class DeviceLane(DeviceLaneOptions options) : VirglLane(options.Decorate)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "device";

    /// <summary>The longest wait for the display to take over the pointer.</summary>
    private static readonly TimeSpan CursorAllowed = TimeSpan.FromSeconds(5);

    private BareDevice? _device;
    private ScanoutPresenter? _presenter;
    private long _errorBytes;
    private string _errors = string.Empty;

    /// <inheritdoc/>
    public override string Name => LaneName;

    /// <inheritdoc/>
    public override IReadOnlyList<Observer> Observers => Runs.Observers.All;

    /// <inheritdoc/>
    protected override ConnectionFeatures Features
        => ConnectionFeatures.ManyContexts | ConnectionFeatures.TwoDimensional | ConnectionFeatures.Scanout | ConnectionFeatures.Cursor
            | ConnectionFeatures.ResourceFlags | ConnectionFeatures.TransferStrides;

    /// <inheritdoc/>
    protected override IVirglConnection Connect()
    {
        try
        {
            var binary = QemuInstallation.Locate(options.Qemu);
            Cache ??= ShaderCache.Open(binary, options.Cold);
            _device = BareDevice.Start(new BareDeviceOptions
            {
                Command = new QemuCommandLine { Binary = binary },
                Display = options.Scanout ? new XvfbDisplay() : new OffscreenDisplay(),
                Gl = GlHost.Discover(Cache.Path),
            });
        }
        catch (QemuUnavailableException e)
        {
            throw new LaneUnavailableException(e.Message, e);
        }
        catch (IOException e)
        {
            throw new LaneUnavailableException($"The device's files could not be made: {e.Message}", e);
        }

        _presenter = _device.Observer is { } observer ? new ScanoutPresenter(_device.Connection, PlantedScanout.Around(observer, options.Planted, LaneName)) : null;
        if (options.Planted is { } planted)
        {
            _device.Connection.ControlQueue.Mutation = new PlantedControlMutation(planted, LaneName);
        }

        (_errorBytes, _errors) = (-1, string.Empty);
        Host.Note(_device.Qemu.Id);

        if (Host.IsAborted)
        {
            throw new LaneUnavailableException("The run was cancelled.");
        }

        return _device.Connection;
    }

    /// <inheritdoc/>
    protected override void Disconnect()
    {
        Host.Forget();

        _device?.Dispose();
        (_device, _presenter) = (null, null);
    }

    /// <inheritdoc/>
    protected override LaneStack Describe()
    {
        var capset = _device!.Connection.Capset;
        return new LaneStack
        {
            Connection = _device.Connection.Name,
            Renderer = capset.Renderer,
            CapsetId = capset.Id,
            CapsetVersion = capset.MaxVersion,
            Program = _device.Qemu.CommandLine[0],
            ProcessId = _device.Qemu.Id,
            Accelerator = "tcg",
            Display = options.Scanout ? "xvfb" : "offscreen",
            ShaderCache = Cache!.Temperature,
        };
    }

    /// <inheritdoc/>
    protected override Observation Look(Observer observer, PlayedScene played)
        => observer == Observer.Scanout ? LookAtDisplay(() => Presenter.Show(played.Window)) : base.Look(observer, played);

    /// <inheritdoc/>
    protected override void PlayAndLook(Scene scene, IReadOnlyList<Observer> observers, List<Observation> observations)
    {
        if (!scene.Needs.HasFlag(SceneNeeds.Display))
        {
            base.PlayAndLook(scene, observers, observations);
            return;
        }

        if (scene.Needs.HasFlag(SceneNeeds.Cursor) && observers.Contains(Observer.Scanout))
        {
            _device!.Observer!.ShowCursor(Presenter.Allowed);
        }

        using var player = new DisplayPlayer(_device!.Connection);
        player.Play(scene);
        foreach (var observer in observers)
        {
            var observation = observer == Observer.Scanout
                ? LookAtDisplay(() => LookAt(player, scene))
                : new Observation(observer, 0) { Frame = player.ReadBack() };
            observations.Add(observation with { Milliseconds = Lap() });
        }
    }

    /// <inheritdoc/>
    protected override PlayEvidence HostEvidence() => new() { Host = "qemu", CommandLine = _device!.Qemu.CommandLine, HostWords = ReadErrors() };

    private ScanoutPresenter Presenter => _presenter ?? throw new InvalidOperationException("This display cannot be looked at.");

    private Imaging.Frame LookAt(DisplayPlayer player, Scene scene)
    {
        if (scene.Needs.HasFlag(SceneNeeds.Cursor))
        {
            _device!.Observer!.ShowCursor(CursorAllowed);
        }

        return Presenter.Look(player, scene.Width, scene.Height);
    }

    private Observation LookAtDisplay(Func<Imaging.Frame> look) => DisplayLook.At(_device!.Observer!, look);

    private string ReadErrors()
    {
        const int MostKept = 64 * 1024;
        using var file = File.OpenHandle(Path.Combine(_device!.StatePath, "stderr"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        if (length != _errorBytes)
        {
            var bytes = new byte[Math.Min(length, MostKept)];
            var count = RandomAccess.Read(file, bytes, length - bytes.Length);
            (_errorBytes, _errors) = (length, System.Text.Encoding.UTF8.GetString(bytes, 0, count));
        }

        return _errors;
    }
}
