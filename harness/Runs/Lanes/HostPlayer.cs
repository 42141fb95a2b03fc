using System.Net.Sockets;
using Harness.Link.Clients;
using Harness.Processes;
using Harness.Qemu.State;

namespace Harness.Runs.Lanes;

/// <summary>A player process on this machine, and the link to it.</summary>
internal sealed class HostPlayer : IDisposable
{
    private static readonly TimeSpan ConnectAllowed = TimeSpan.FromSeconds(20);

    private readonly StateFolder _folder;
    private readonly TetheredProcess _process;
    private readonly LinkHub _hub;

    private HostPlayer(StateFolder folder, TetheredProcess process, LinkHub hub)
    {
        (_folder, _process, _hub) = (folder, process, hub);
        Client = new PlayerClient(hub);
    }

    /// <summary>What it is asked through.</summary>
    public PlayerClient Client { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string> CommandLine => _process.CommandLine;

    /// <summary>What the driver printed.</summary>
    public string Words => File.ReadAllText(ErrorsIn(_folder));

    /// <summary>Starts a player that plays through OpenGL.</summary>
    /// <param name="agent">Full path of the agent's program.</param>
    /// <param name="environment">Changes to this process' environment.</param>
    /// <param name="wrap">Words before the program's path: a command that starts it in other surroundings.</param>
    /// <exception cref="LaneUnavailableException">It could not be started.</exception>
    public static HostPlayer Start(string agent, IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> wrap)
    {
        var folder = StateFolder.Create(1 << 20);
        TetheredProcess? process = null;
        try
        {
            using var listener = UnixListener.On(folder.FileAt("player"));
            string[] command = [.. wrap, agent, "play", "gl", "--connect", listener.Path];
            process = TetheredProcess.Start(new TetheredCommand(command[0], command[1..], ErrorsIn(folder))
            {
                OutputFile = ErrorsIn(folder),
                Environment = environment,
                DirectoryToRemove = folder.Path,
            });
            folder.Note(process);
            return new HostPlayer(folder, process, new LinkHub(Accept(listener, process, folder)));
        }
        catch (Exception e)
        {
            process?.Dispose();
            folder.Dispose();
            if (e is IOException or InvalidOperationException or SocketException or FileNotFoundException)
            {
                throw new LaneUnavailableException($"The player could not be started: {e.Message}", e);
            }

            throw;
        }
    }

    /// <summary>Waits for the process that has gone to be gone, and says how it ended; null when it still runs.</summary>
    public ProcessExit? WaitForEnd() => _process.WaitForExit(TimeSpan.FromSeconds(5));

    public void Dispose()
    {
        _hub.Dispose();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string ErrorsIn(StateFolder folder) => folder.FileAt("player.err");

    private static NetworkStream Accept(UnixListener listener, TetheredProcess process, StateFolder folder)
    {
        if (listener.Accept(process, ConnectAllowed) is { } socket)
        {
            return new NetworkStream(socket, ownsSocket: true);
        }

        var how = process.Exit is { } exit ? $"it {exit}" : $"it did not connect within {ConnectAllowed.TotalSeconds} s";
        throw new IOException($"{how}. {File.ReadAllText(ErrorsIn(folder)).Trim()}");
    }
}
