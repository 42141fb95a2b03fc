using Harness.Processes;

namespace Harness.Virgl.Vtest;

/// <summary>A private virgl_test_server: surfaceless EGL, a socket of its own, its words in a file of its own; it dies with its owner.</summary>
public sealed class VtestServer : IDisposable
{
    private readonly VtestServerOptions _options;
    private readonly string _directory;

    private VtestServer(VtestServerOptions options)
    {
        _options = options;
        _directory = options.Directory ?? Directory.CreateTempSubdirectory("vtest-").FullName;
        SocketPath = Path.Combine(_directory, "vtest.sock");
        ErrorFile = Path.Combine(_directory, "vtest.stderr");
        try
        {
            Process = Launch();
        }
        catch
        {
            RemoveOwnDirectory();
            throw;
        }
    }

    /// <summary>Where to connect.</summary>
    public string SocketPath { get; }

    /// <summary>What server and renderer write to standard error, over all restarts.</summary>
    public string ErrorFile { get; }

    /// <summary>Whether each client has a process of its own.</summary>
    public bool ForksPerClient => _options.ForkPerClient;

    /// <summary>The process that runs now, or ran last.</summary>
    public TetheredProcess Process { get; private set; }

    /// <summary>
    /// Starts a server and waits until it listens. Throws <see cref="FileNotFoundException"/> without such a program,
    /// <see cref="InvalidOperationException"/> when it ends at once and <see cref="TimeoutException"/> when it does not listen in time.
    /// </summary>
    public static VtestServer Start(VtestServerOptions? options = null) => new(options ?? new VtestServerOptions());

    /// <summary>A connection that can tell a crash of this server from a lost context, and quotes its words.</summary>
    public VtestConnection Connect(VtestConnectionOptions? options = null) => new(this, options);

    /// <summary>Kills what runs and starts anew on the same socket path.</summary>
    public void Restart()
    {
        Process.Dispose();
        File.Delete(SocketPath);
        Process = Launch();
    }

    public void Dispose()
    {
        Process.Dispose();
        RemoveOwnDirectory();
    }

    private TetheredProcess Launch()
    {
        List<string> arguments = ["--use-egl-surfaceless", $"--socket-path={SocketPath}"];
        if (!_options.ForkPerClient)
        {
            arguments.Add("--no-fork");
        }

        var environment = new Dictionary<string, string?>(_options.Environment) { ["EGL_PLATFORM"] = "surfaceless" };
        if (_options.SoftwareRendering)
        {
            environment["LIBGL_ALWAYS_SOFTWARE"] = "1";
        }

        if (_options.ShaderCacheDirectory is { } cache)
        {
            environment["MESA_SHADER_CACHE_DIR"] = Path.GetFullPath(cache);
        }

        var process = TetheredProcess.Start(new TetheredCommand(_options.Executable, arguments, ErrorFile)
        {
            OutputFile = Path.Combine(_directory, "vtest.stdout"),
            Environment = environment,
            DirectoryToRemove = _options.Directory is null ? _directory : null,
        });
        try
        {
            UnixSocketReadiness.Wait(SocketPath, process, _options.StartDeadline);
            return process;
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            process.Dispose();
            throw new InvalidOperationException($"{e.Message}\n{File.ReadAllText(ErrorFile)}".TrimEnd(), e);
        }
    }

    private void RemoveOwnDirectory()
    {
        if (_options.Directory is null)
        {
            Directory.Delete(_directory, recursive: true);
        }
    }
}
