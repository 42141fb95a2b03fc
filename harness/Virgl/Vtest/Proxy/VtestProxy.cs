using System.Collections.Concurrent;
using System.Net.Sockets;
using Harness.Virgl.Mutants;

namespace Harness.Virgl.Vtest.Proxy;

/// <summary>How a <see cref="VtestProxy"/> works.</summary>
public sealed record VtestProxyOptions
{
    /// <summary>Where to listen; a file that is there already is replaced.</summary>
    public required string SocketPath { get; init; }

    /// <summary>Where the server listens.</summary>
    public required string ServerPath { get; init; }

    /// <summary>Makes the mutation of a client's streams and resources, called once for each client; null to change nothing. Transfers and what the decoder does not know pass unchanged.</summary>
    public Func<Mutation>? Mutation { get; init; }

    /// <summary>The longest wait for the rest of a packet that has begun, and for a side to take what it is sent.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest silence between two packets; then the connection is ended.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>
/// Stands between vtest clients and their server, on a socket of its own, and passes everything on, descriptors too. A mutation makes of it a renderer with a
/// defect, for clients that know nothing of it, like Mesa's virpipe.
/// </summary>
public sealed class VtestProxy : IDisposable
{
    private const int Backlog = 16;

    private readonly VtestProxyOptions _options;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<ProxiedClient, bool> _clients = [];
    private readonly ConcurrentQueue<string> _troubles = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    private VtestProxy(VtestProxyOptions options)
    {
        _options = options;
        try
        {
            File.Delete(options.SocketPath);
            _listener.Bind(new UnixDomainSocketEndPoint(options.SocketPath));
            _listener.Listen(Backlog);
        }
        catch (Exception e)
        {
            _listener.Dispose();
            throw e is SocketException or ArgumentException ? new IOException($"No socket can be made at '{options.SocketPath}': {e.Message}", e) : e;
        }

        _accepting = AcceptAll();
    }

    /// <summary>Where clients connect.</summary>
    public string SocketPath => _options.SocketPath;

    /// <summary>Clients that are connected.</summary>
    public int Clients => _clients.Count;

    /// <summary>Why connections ended other than by one side closing them.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    /// <summary>Begins to listen; clients can connect at once.</summary>
    /// <exception cref="IOException">The socket cannot be made.</exception>
    public static VtestProxy Start(VtestProxyOptions options) => new(options);

    /// <summary>Ends all connections, waits for them, and removes the socket.</summary>
    public void Dispose()
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        _ending.Cancel();
        _listener.Dispose();
        _accepting.GetAwaiter().GetResult();
        foreach (var client in _clients.Keys)
        {
            client.Dispose();
        }

        _ending.Dispose();
        File.Delete(SocketPath);
    }

    private async Task AcceptAll()
    {
        try
        {
            while (true)
            {
                Serve(await _listener.AcceptAsync(_ending.Token).ConfigureAwait(false));
            }
        }
        catch (Exception e) when (_ending.IsCancellationRequested && e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The owner has had enough.
        }
    }

    private void Serve(Socket client)
    {
        var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            server.Connect(new UnixDomainSocketEndPoint(_options.ServerPath));
        }
        catch (SocketException e)
        {
            // The client sees what it would see of a server that is gone.
            _troubles.Enqueue($"the server on {_options.ServerPath} could not be reached: {e.Message}");
            server.Dispose();
            client.Dispose();
            return;
        }

        var proxied = new ProxiedClient(client, server, _options.Mutation?.Invoke(), _options);
        _clients.TryAdd(proxied, true);
        _ = Forget(proxied);
    }

    private async Task Forget(ProxiedClient client)
    {
        await client.Completion.ConfigureAwait(false);
        if (client.Trouble is { } trouble)
        {
            _troubles.Enqueue(trouble);
        }

        // An owner that is ending waits for those that are still listed.
        if (!_ending.IsCancellationRequested && _clients.TryRemove(client, out _))
        {
            client.Dispose();
        }
    }
}
