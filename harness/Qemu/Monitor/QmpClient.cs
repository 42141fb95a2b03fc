using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Processes;

namespace Harness.Qemu.Monitor;

/// <summary>QEMU's machine protocol, as much of it as a harness needs: one command at a time, events kept as they come.</summary>
public sealed class QmpClient : IDisposable
{
    private readonly Socket _socket;
    private readonly List<JsonObject> _events = [];
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    private QmpClient(Socket socket) => _socket = socket;

    /// <summary>QEMU's version as the greeting gives it, like <c>7.2.22</c>.</summary>
    public string Version { get; private set; } = string.Empty;

    /// <summary>Events received so far, oldest first.</summary>
    public IReadOnlyList<JsonObject> Events => _events;

    /// <summary>Takes over a connected socket: reads the greeting and enters command mode.</summary>
    public static QmpClient Open(Socket connected, TimeSpan atMost)
    {
        var client = new QmpClient(connected);
        var deadline = Deadline.In(atMost);
        var greeting = client.Read(deadline, "its greeting");
        var version = greeting["QMP"]?["version"]?["qemu"] ?? throw new QmpException($"The monitor greeted with {greeting.ToJsonString()}.");
        client.Version = $"{version["major"]}.{version["minor"]}.{version["micro"]}";
        client.Execute("qmp_capabilities", null, deadline.Remaining);
        return client;
    }

    /// <summary>Runs a command and returns what it returned.</summary>
    /// <exception cref="QmpException">QEMU refused it, closed the connection, or did not answer in time.</exception>
    public JsonNode? Execute(string command, JsonObject? arguments = null, TimeSpan? atMost = null)
    {
        var request = new JsonObject { ["execute"] = command };
        if (arguments is not null)
        {
            request["arguments"] = arguments;
        }

        try
        {
            _socket.Send(Encoding.UTF8.GetBytes(request.ToJsonString() + "\n"));
        }
        catch (SocketException e)
        {
            throw new QmpException($"'{command}' could not be sent: {e.Message}", e);
        }

        var deadline = Deadline.In(atMost ?? TimeSpan.FromSeconds(5));
        while (true)
        {
            var answer = Read(deadline, $"an answer to '{command}'");
            if (answer.ContainsKey("event"))
            {
                _events.Add(answer);
            }
            else
            {
                return answer["error"] is { } error ? throw new QmpException($"QEMU refused '{command}': {error["desc"]}") : answer["return"];
            }
        }
    }

    /// <summary><c>running</c>, <c>paused</c>, <c>internal-error</c>, ...</summary>
    public string QueryStatus(TimeSpan? atMost = null) => Execute("query-status", null, atMost)?["status"]?.ToString() ?? "unknown";

    /// <summary>Asks QEMU to end.</summary>
    public void Quit() => Execute("quit");

    public void Dispose() => _socket.Dispose();

    private JsonObject Read(Deadline deadline, string what)
    {
        while (true)
        {
            var end = _buffer.AsSpan(0, _filled).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var message = JsonNode.Parse(_buffer.AsSpan(0, end)) as JsonObject;
                _buffer.AsSpan(end + 1, _filled - end - 1).CopyTo(_buffer);
                _filled -= end + 1;
                return message ?? throw new QmpException("The monitor sent something that is no JSON object.");
            }

            if (_filled == _buffer.Length)
            {
                throw new QmpException($"The monitor sent a line of more than {_buffer.Length} bytes.");
            }

            if (!_socket.Poll(deadline.Remaining, SelectMode.SelectRead))
            {
                throw new QmpException($"The monitor did not send {what} within {deadline.Allowed.TotalSeconds:0.###} s.");
            }

            var count = Receive();
            _filled += count > 0 ? count : throw new QmpException($"The monitor closed the connection instead of sending {what}.");
        }
    }

    private int Receive()
    {
        try
        {
            return _socket.Receive(_buffer, _filled, _buffer.Length - _filled, SocketFlags.None);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}

/// <summary>The monitor did not do what it was asked.</summary>
public sealed class QmpException(string message, Exception? inner = null) : Exception(message, inner);
