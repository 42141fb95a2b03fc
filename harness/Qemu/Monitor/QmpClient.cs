using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Harness.Processes;

namespace Harness.Qemu.Monitor;

/// <summary>
/// QEMU's machine protocol, as much of it as a harness needs: one command at a time, and events as they come. May be used by many threads.
/// </summary>
public sealed class QmpClient : IDisposable
{
    private const int LongestLine = 1 << 20;
    private static readonly TimeSpan AnswerAllowed = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly Action<QmpEvent>? _onEvent;
    private readonly List<QmpEvent> _events = [];
    private readonly Lock _commands = new();
    private readonly Channel<JsonObject> _answers = Channel.CreateUnbounded<JsonObject>();
    private readonly Task _reading;
    private int _asked;

    private QmpClient(Socket socket, Action<QmpEvent>? onEvent)
    {
        (_socket, _onEvent) = (socket, onEvent);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>QEMU's version as the greeting gives it, like <c>7.2.22</c>.</summary>
    public string Version { get; private set; } = string.Empty;

    /// <summary>Events received so far, oldest first.</summary>
    public IReadOnlyList<QmpEvent> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Completes when the connection has ended; all events have been told by then.</summary>
    public Task Closed => _reading;

    /// <summary>Takes over a connected socket: reads the greeting and enters command mode.</summary>
    /// <param name="connected">A stream socket whose far side speaks QMP.</param>
    /// <param name="atMost">The longest wait for greeting and command mode together.</param>
    /// <param name="onEvent">Told each event, one after the other, on a thread of the pool. It must not wait for a command.</param>
    /// <exception cref="QmpException">It did not greet in time, or not as QEMU does.</exception>
    public static QmpClient Open(Socket connected, TimeSpan atMost, Action<QmpEvent>? onEvent = null)
    {
        var client = new QmpClient(connected, onEvent);
        try
        {
            var deadline = Deadline.In(atMost);
            var greeting = client.Receive(deadline, "its greeting");
            var version = greeting["QMP"]?["version"]?["qemu"] ?? throw new QmpException($"The monitor greeted with {greeting.ToJsonString()}.");
            client.Version = $"{version["major"]}.{version["minor"]}.{version["micro"]}";
            client.Execute("qmp_capabilities", null, deadline.Remaining);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Runs a command and returns what it returned.</summary>
    /// <exception cref="QmpException">QEMU refused it, closed the connection, or did not answer in time.</exception>
    public JsonNode? Execute(string command, JsonObject? arguments = null, TimeSpan? atMost = null)
    {
        lock (_commands)
        {
            var id = ++_asked;
            Send(command, arguments, id);
            var deadline = Deadline.In(atMost ?? AnswerAllowed);
            while (true)
            {
                // A late answer to a command that was given up has another id.
                var answer = Receive(deadline, $"an answer to '{command}'");
                if (answer["id"] is not JsonValue number || !number.TryGetValue(out int answered) || answered == id)
                {
                    return answer["error"] is { } error ? throw new QmpException($"QEMU refused '{command}': {error["desc"]}") : answer["return"];
                }
            }
        }
    }

    /// <summary><c>running</c>, <c>paused</c>, <c>internal-error</c>, ...</summary>
    public string QueryStatus(TimeSpan? atMost = null) => Execute("query-status", null, atMost)?["status"]?.ToString() ?? "unknown";

    /// <summary>What the human monitor says to a command line, like <c>info registers</c>.</summary>
    public string AskHuman(string line, TimeSpan? atMost = null)
        => Execute("human-monitor-command", new JsonObject { ["command-line"] = line }, atMost)?.ToString() ?? string.Empty;

    /// <summary>Asks QEMU to end.</summary>
    public void Quit() => Execute("quit");

    public void Dispose() => _socket.Dispose();

    private void Send(string command, JsonObject? arguments, int id)
    {
        var request = new JsonObject { ["execute"] = command, ["id"] = id };
        if (arguments is not null)
        {
            request["arguments"] = arguments;
        }

        try
        {
            _socket.Send(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new QmpException($"'{command}' could not be sent: {e.Message}", e);
        }
    }

    private JsonObject Receive(Deadline deadline, string what)
    {
        try
        {
            using var limit = new CancellationTokenSource(deadline.Remaining);
            return _answers.Reader.ReadAsync(limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new QmpException($"The monitor did not send {what} within {deadline.Allowed.TotalSeconds:0.###} s.");
        }
        catch (ChannelClosedException e)
        {
            throw new QmpException(e.InnerException is QmpException said ? said.Message : $"The monitor closed the connection instead of sending {what}.", e);
        }
    }

    private async Task ReadAsync()
    {
        Exception? failure = null;
        try
        {
            var stream = new NetworkStream(_socket);
            await using (stream.ConfigureAwait(false))
            {
                await ReadLinesAsync(stream).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or QmpException)
        {
            failure = e;
        }
        finally
        {
            _answers.Writer.Complete(failure);
        }
    }

    private async Task ReadLinesAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var filled = 0;
        while (await stream.ReadAsync(buffer.AsMemory(filled)).ConfigureAwait(false) is > 0 and var count)
        {
            filled += count;
            int end;
            while ((end = buffer.AsSpan(0, filled).IndexOf((byte)'\n')) >= 0)
            {
                Take(buffer.AsSpan(0, end));
                buffer.AsSpan(end + 1, filled - end - 1).CopyTo(buffer);
                filled -= end + 1;
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, filled < LongestLine ? filled * 2 : throw new QmpException($"The monitor sent a line of more than {LongestLine} bytes."));
            }
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        JsonObject? message;
        try
        {
            message = JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException e)
        {
            throw new QmpException($"The monitor sent something that is no JSON: {Encoding.UTF8.GetString(line[..int.Min(line.Length, 200)])}", e);
        }

        if (message is null)
        {
            throw new QmpException("The monitor sent something that is no JSON object.");
        }

        if (message["event"]?.ToString() is not { } name)
        {
            _answers.Writer.TryWrite(message);
            return;
        }

        var told = new QmpEvent(name, message["data"] as JsonObject ?? []);
        lock (_events)
        {
            _events.Add(told);
        }

        _onEvent?.Invoke(told);
    }
}
