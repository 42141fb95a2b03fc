using System.Net.Sockets;
using Harness.Processes;
using Harness.Virgl.Mutants;

namespace Harness.Virgl.Vtest.Proxy;

/// <summary>One client and its own connection to the server: a thread takes packets there, another one replies back. It ends with either side.</summary>
internal sealed class ProxiedClient : IDisposable
{
    private const int ReplyBytes = 64 * 1024;

    private readonly ProxySocket _client;
    private readonly ProxySocket _server;
    private readonly VtestProxyOptions _options;
    private readonly Task _requests;
    private readonly Task _replies;
    private string? _trouble;

    public ProxiedClient(Socket client, Socket server, Mutation? mutation, VtestProxyOptions options)
    {
        (_client, _server, _options) = (new ProxySocket(client, options.Deadline), new ProxySocket(server, options.Deadline), options);
        _requests = Start(() => TakeRequests(mutation));
        _replies = Start(TakeReplies);
    }

    /// <summary>Completes when both directions have ended.</summary>
    public Task Completion => Task.WhenAll(_requests, _replies);

    /// <summary>Why it ended other than by one side closing it; null otherwise.</summary>
    public string? Trouble => _trouble;

    /// <summary>Ends both connections and waits for both threads.</summary>
    public void Dispose()
    {
        Shut();
        Completion.GetAwaiter().GetResult();
        _client.Dispose();
        _server.Dispose();
    }

    private Task Start(Action work) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                work();
            }
            catch (ProxyException e)
            {
                _trouble ??= e.Message;
            }
            finally
            {
                // One end closed is the other end closed, as without anybody in between.
                Shut();
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Shut()
    {
        _client.Shut();
        _server.Shut();
    }

    private void TakeRequests(Mutation? mutation)
    {
        var framing = new VtestFraming(_client, _options.Deadline, _options.Idle);
        var change = mutation is null ? null : new StreamChange(mutation);
        while (framing.Next())
        {
            var descriptors = _client.TakeDescriptors();
            var sent = _server.Send(change is null ? framing.Bytes : change.Apply(framing), descriptors);
            ProxySocket.Close(descriptors);
            if (!sent)
            {
                return;
            }
        }
    }

    private void TakeReplies()
    {
        var buffer = new byte[ReplyBytes];
        while (true)
        {
            var count = _server.ReceiveSome(buffer, Deadline.In(_options.Idle));
            if (count == 0)
            {
                return;
            }

            var descriptors = _server.TakeDescriptors();
            var sent = Reply(buffer.AsSpan(0, count), descriptors);
            ProxySocket.Close(descriptors);
            if (!sent)
            {
                return;
            }
        }
    }

    /// <summary>
    /// A descriptor comes with a byte of its own, which what was read ends with. A client reads the bytes before it without an eye for descriptors, so they must
    /// not be sent together.
    /// </summary>
    private bool Reply(ReadOnlySpan<byte> bytes, int[] descriptors) => descriptors.Length == 0
        ? _client.Send(bytes)
        : _client.Send(bytes[..^1]) && _client.Send(bytes[^1..], descriptors);
}
