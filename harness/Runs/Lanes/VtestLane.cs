using Harness.Processes;
using Harness.Qemu.Launch;
using Harness.Scenes;
using Harness.Scenes.Steps;
using Harness.Virgl;
using Harness.Virgl.Vtest;

namespace Harness.Runs.Lanes;

/// <summary>How to bring up a <see cref="VtestLane"/>.</summary>
public sealed record VtestLaneOptions
{
    /// <summary>Socket of a server that runs already; null to start a private one.</summary>
    public string? Socket { get; init; }

    /// <summary>The server's program: a path, a name that is looked up, or a host stack's folder; null for the usual name in PATH.</summary>
    public string? Server { get; init; }

    /// <summary>Whether to start with an empty shader cache; a server that runs already has its own.</summary>
    public bool Cold { get; init; }

    /// <summary>Put between player and server.</summary>
    public Func<IVirglConnection, IVirglConnection>? Decorate { get; init; }
}

/// <summary>The lane <c>vtest</c>: VirGL streams through virgl_test_server, that is virglrenderer without QEMU.</summary>
public sealed class VtestLane(VtestLaneOptions options) : VirglLane(options.Decorate)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "vtest";

    private const string Program = "virgl_test_server";

    private string? _program;
    private VtestServer? _server;
    private VtestConnection? _connection;

    /// <inheritdoc/>
    public override string Name => LaneName;

    /// <inheritdoc/>
    public override IReadOnlyList<Observer> Observers { get; } = [Observer.Readback];

    /// <inheritdoc/>
    protected override ConnectionFeatures Features => ConnectionFeatures.TransferStrides;

    /// <inheritdoc/>
    public override string? WhyNot(Scene scene, Observer observer) => base.WhyNot(scene, observer)
        ?? (scene.Steps.Any(step => step is BreakContext { Stream: BadStream.DetachedResource })
            ? "The scene detaches a resource from its context; a vtest server attaches every resource for as long as it lives."
            : null);

    /// <inheritdoc/>
    protected override IVirglConnection Connect()
    {
        try
        {
            _connection = options.Socket is { } socket ? new VtestConnection(socket) : StartServer().Connect();
        }
        catch (Exception e) when (e is DeviceException or FileNotFoundException or InvalidOperationException or TimeoutException or IOException or ArgumentException)
        {
            throw new LaneUnavailableException(
                options.Socket is null
                    ? $"{e.Message} Install the package virgl-server, or name a server that runs already with --vtest-socket."
                    : $"{e.Message} Is a {Program} listening on '{options.Socket}'?",
                e);
        }

        return Host.IsAborted ? throw new LaneUnavailableException("The run was cancelled.") : _connection;
    }

    /// <inheritdoc/>
    protected override void Disconnect()
    {
        Host.Forget();

        _connection?.Dispose();
        _server?.Dispose();
        (_connection, _server) = (null, null);
    }

    /// <inheritdoc/>
    protected override LaneStack Describe() => new()
    {
        Connection = _connection!.Name,
        Renderer = _connection.Capset.Renderer,
        CapsetId = _connection.Capset.Id,
        CapsetVersion = _connection.Capset.MaxVersion,
        Program = _server is null ? null : _program,
        ProcessId = _server?.Process.Id,
        ShaderCache = _server is null ? null : Cache!.Temperature,
    };

    /// <inheritdoc/>
    protected override PlayEvidence HostEvidence() => _server is null
        ? new PlayEvidence { Host = "vtest" }
        : new PlayEvidence { Host = "vtest", CommandLine = _server.Process.CommandLine, HostWords = File.ReadAllText(_server.ErrorFile) };

    /// <summary>Full path of the vtest server: of a program, of that of the host stack in a folder, or of the usual one.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    internal static string Locate(string? server)
    {
        var program = (Directory.Exists(server) ? HostStack.In(server)?.VtestServerCommand() : server) ?? Program;
        return ProgramPath.Find(program) ?? throw new FileNotFoundException($"There is no program '{program}' on this machine.");
    }

    private VtestServer StartServer()
    {
        _program ??= Locate(options.Server);
        Cache ??= ShaderCache.Open(_program, options.Cold);
        _server = VtestServer.Start(new VtestServerOptions { Executable = _program, ShaderCacheDirectory = Cache.Path });
        Host.Note(_server.Process.Id);

        return _server;
    }
}
