using Harness.Link.Clients;
using Harness.Link.Messages;
using Harness.Processes;
using Harness.Qemu.State;
using Harness.Runs.Mutation.Layers;
using Harness.Virgl.Vtest;
using Harness.Virgl.Vtest.Proxy;

namespace Harness.Runs.Lanes;

/// <summary>How to bring up a <see cref="VirpipeLane"/>.</summary>
public sealed record VirpipeLaneOptions
{
    /// <summary>The vtest server to start, or a host stack's folder; null for the usual one.</summary>
    public string? Server { get; init; }

    /// <summary>Whether to start with empty shader caches.</summary>
    public bool Cold { get; init; }

    /// <summary>The defect that lanes have in them at the moment; null where none is ever planted.</summary>
    public PlantedMutant? Planted { get; init; }
}

/// <summary>
/// The lane <c>virpipe</c>: OpenGL calls to Mesa's VirGL driver, which sends its streams to a virgl_test_server: the driver that guests use, without a guest.
/// </summary>
public sealed class VirpipeLane(VirpipeLaneOptions options) : GlHostLane(options.Planted)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "virpipe";

    /// <summary>Where Mesa before 23.1 looks for the server, whatever it is told; newer ones are told.</summary>
    private const string FixedSocket = ".virgl_test";

    // The mount is seen by the player alone. Its folder holds the server's socket under the name that Mesa looks for.
    private const string MountScript = $"mount --bind /tmp \"$1/{Outer}\" && mount --rbind \"$1\" /tmp && shift && exec \"$@\"";

    /// <summary>Where the player still finds the /tmp of everybody else.</summary>
    private const string Outer = "outer";

    private StateFolder? _folder;
    private VtestServer? _server;
    private VtestProxy? _proxy;

    /// <inheritdoc/>
    public override string Name => LaneName;

    /// <inheritdoc/>
    protected override int? RendererProcess => _server?.Process.Id;

    /// <inheritdoc/>
    protected override PlayerClient Connect()
    {
        var agent = AgentProgram.Find();
        var unshare = ProgramPath.Find("unshare")
            ?? throw new LaneUnavailableException("There is no program 'unshare', which gives Mesa a /tmp of its own: install util-linux.");
        var socket = StartServer();
        string[] wrap = [unshare, .. (string[])(Environment.IsPrivilegedProcess ? ["--mount"] : ["--mount", "--map-root-user"]), "sh", "-c", MountScript, "virpipe", _folder!.Path];
        Directory.CreateDirectory(_folder!.FileAt(Outer));
        foreach (var path in (string[])[agent, Cache!.Path])
        {
            LinkOuter(path);
        }

        return Start(HostPlayer.Start(agent, PlayerEnvironment(socket), wrap));
    }

    /// <inheritdoc/>
    protected override void TakeDown()
    {
        base.TakeDown();
        _proxy?.Dispose();
        _server?.Dispose();
        _folder?.Dispose();
        (_proxy, _server, _folder) = (null, null, null);
    }

    /// <inheritdoc/>
    protected override string? Unfit(PlayerHello hello)
        => hello.Facts.Find("renderer") is { } renderer && renderer.StartsWith("virgl", StringComparison.Ordinal)
            ? null
            : $"Mesa did not use its VirGL driver but '{hello.Facts.Find("renderer")}': this Mesa has no virpipe (Debian has it in libgl1-mesa-dri), or it did not reach the server.";

    /// <inheritdoc/>
    protected override LaneFault FaultOf(PlayerGoneException end) => _server is { Process.Exit: { } exit } server
        ? new LaneFault(Verdict.HostCrash, $"virgl_test_server {exit}. {File.ReadAllText(server.ErrorFile).Trim()}")
        : base.FaultOf(end);

    /// <summary>What the player needs and lies under /tmp is there for it as well, by its first folder.</summary>
    private void LinkOuter(string path)
    {
        const string Hidden = "/tmp/";
        if (path.StartsWith(Hidden, StringComparison.Ordinal) && path[Hidden.Length..].Split('/')[0] is var first && !Path.Exists(_folder!.FileAt(first)))
        {
            File.CreateSymbolicLink(_folder.FileAt(first), Path.Combine(Outer, first));
        }
    }

    private string StartServer()
    {
        try
        {
            _folder = StateFolder.Create(1 << 20);
            var program = VtestLane.Locate(options.Server);
            Cache ??= ShaderCache.Open(program, options.Cold);
            _server = VtestServer.Start(new VtestServerOptions { Executable = program, ShaderCacheDirectory = Cache.Path, Directory = _folder.Path });
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidOperationException or TimeoutException or IOException)
        {
            throw new LaneUnavailableException($"{e.Message} Install the package virgl-server.", e);
        }

        var socket = WithDefects(_server.SocketPath);
        File.CreateSymbolicLink(_folder.FileAt(FixedSocket), Path.GetFileName(socket));
        return socket;
    }

    /// <summary>Mesa knows nothing of defects in its server: they are planted on the way there.</summary>
    private string WithDefects(string server)
    {
        if (options.Planted is not { } planted)
        {
            return server;
        }

        _proxy = VtestProxy.Start(new VtestProxyOptions
        {
            SocketPath = _folder!.FileAt("proxy.sock"),
            ServerPath = server,
            Mutation = () => new PlantedStreamMutation(planted, LaneName),
        });
        return _proxy.SocketPath;
    }

    private Dictionary<string, string?> PlayerEnvironment(string socket) => new()
    {
        ["EGL_PLATFORM"] = "surfaceless",
        ["LIBGL_ALWAYS_SOFTWARE"] = "1",
        ["GALLIUM_DRIVER"] = "virpipe",
        ["VTEST_SOCKET_NAME"] = socket,
        ["MESA_SHADER_CACHE_DIR"] = Cache!.Path,
    };
}
