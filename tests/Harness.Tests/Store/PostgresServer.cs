using System.Net.Sockets;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Harness.Processes;
using Harness.Runs.Plan;
using Npgsql;
using NUnit.Framework;

namespace Harness.Tests.Store;

/// <summary>
/// A PostgreSQL server of the tests' own: Debian's programs, a new data folder, a Unix socket and no network. It ends with the tests, and with the test process
/// however that ends.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const int Interrupt = 2;
    private const string Nobody = "65534";

    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(1);
    private static readonly Lazy<PostgresServer> One = new(Start);

    private readonly string _folder;
    private readonly TetheredProcess _process;

    private PostgresServer(string folder, TetheredProcess process) => (_folder, _process) = (folder, process);

    /// <summary>The server of all tests, started at first use. Where PostgreSQL is not installed the test is ignored, and fails in a pipeline.</summary>
    public static PostgresServer Shared => One.Value;

    public string ConnectionString => $"Host={_folder};Username=harness;Database=postgres";

    /// <summary>Ends the server if it was started.</summary>
    public static void EndShared()
    {
        if (One.IsValueCreated)
        {
            One.Value.Dispose();
        }
    }

    public NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        // A fast shutdown: sessions are ended, and nothing is left in the system's shared memory.
        ProcessSignals.Send(_process.Id, Interrupt);
        _process.WaitForExit(Allowed);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static PostgresServer Start()
    {
        var programs = Programs();
        if (programs is null)
        {
            const string Missing = "PostgreSQL is not installed (Debian: postgresql).";
            if (Surroundings.Read().InPipeline)
            {
                Assert.Fail(Missing);
            }

            Assert.Ignore(Missing);
        }

        var folder = Directory.CreateTempSubdirectory("harness-pg-").FullName;
        var (data, log, ready) = (Path.Combine(folder, "data"), Path.Combine(folder, "log"), Path.Combine(folder, "ready"));
        // The server refuses to run as root.
        string[] asNobody = Environment.UserName == "root" ? ["setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--"] : [];
        if (asNobody.Length > 0)
        {
            Run(["chown", $"{Nobody}:{Nobody}", folder]);
        }

        Run([.. asNobody, Path.Combine(programs!, "initdb"), "-D", data, "-U", "harness", "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"]);
        // It tells when it is ready, by the protocol of systemd (sd_notify(3)).
        using var notified = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        notified.Bind(new UnixDomainSocketEndPoint(ready));
        File.SetUnixFileMode(ready, (UnixFileMode)0b110_110_110);
        notified.ReceiveTimeout = (int)Allowed.TotalMilliseconds;
        string[] command =
        [
            .. asNobody, Path.Combine(programs!, "postgres"), "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "dynamic_shared_memory_type=mmap",
        ];
        var process = TetheredProcess.Start(new TetheredCommand(command[0], command[1..], log)
        {
            OutputFile = log,
            DirectoryToRemove = folder,
            EndsGently = true,
            Environment = new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = ready },
        });
        try
        {
            var message = new byte[256];
            string told;
            do
            {
                told = Encoding.UTF8.GetString(message, 0, notified.Receive(message));
            }
            while (!told.Contains("READY=1", StringComparison.Ordinal));
            return new PostgresServer(folder, process);
        }
        catch (SocketException e)
        {
            var words = File.ReadAllText(log);
            process.Dispose();
            throw new InvalidOperationException($"PostgreSQL was not ready within {Allowed.TotalSeconds} s: {words}", e);
        }
    }

    /// <summary>The folder of initdb and postgres: Debian's newest, or that of PATH.</summary>
    private static string? Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        var newest = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb"))).MaxBy(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            : null;
        return newest is not null ? Path.Combine(newest, "bin") : Path.GetDirectoryName(ProgramPath.Find("initdb"));
    }

    private static void Run(string[] command)
    {
        using var deadline = new CancellationTokenSource(Allowed);
        var result = CliWrap.Cli.Wrap(command[0]).WithArguments(command[1..]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(deadline.Token).GetAwaiter().GetResult();
        Assert.That(result.ExitCode, Is.Zero, $"{string.Join(' ', command)}: {result.StandardError}");
    }
}

/// <summary>Ends what the tests of stores share.</summary>
[SetUpFixture]
public sealed class StoreTestsEnd
{
    [OneTimeTearDown]
    public void End() => PostgresServer.EndShared();
}
