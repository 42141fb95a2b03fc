using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Harness.Link.Framing;
using Harness.Link.Messages;
using Harness.Processes;

namespace Harness.Tests.Qemu.Guest;

/// <summary>
/// A program that is started in QEMU's place and misbehaves as a script says, a step a line:
/// <c>say TEXT</c> and <c>part TEXT</c> (with and without the line's end), <c>stderr TEXT</c>, <c>event NAME [JSON]</c>, <c>status STATE</c>,
/// <c>hello</c> (of an agent), <c>deaf</c> (the monitor does not answer any more), <c>ignore-term</c>, <c>ignore-quit</c>, <c>close-agent</c>, <c>grandchild</c> (a child in
/// a session of its own), <c>pause MILLISECONDS</c>, <c>exit CODE</c>, <c>die SIGNAL</c>, <c>stay</c>. <c>quit CODE</c> and <c>quit-by
/// SIGNAL</c> say how it ends when it is told to quit. <c>early</c> as the first line runs the rest before anything is connected.
/// </summary>
internal static partial class FakeQemu
{
    private static readonly Lock Writing = new();
    private static string _status = "running";
    private static string? _atQuit = "exit 0";
    private static bool _deaf;
    private static Socket? _monitor;

    /// <summary>A program file that behaves as the script says.</summary>
    public static string Write(string folder, params string[] script)
    {
        var (program, steps) = (Path.Combine(folder, "qemu"), Path.Combine(folder, "steps"));
        File.WriteAllLines(steps, script);
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{typeof(FakeQemu).Assembly.Location}' fake-qemu '{steps}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return program;
    }

    public static int Run(string steps, string[] arguments)
    {
        var script = File.ReadAllLines(steps);
        if (script is ["early", .. var early])
        {
            Play(early, null, null);
            return 0;
        }

        using var console = Connect(arguments, "console");
        using var agent = Connect(arguments, "agent");
        _monitor = Connect(arguments, "monitor");
        new Thread(Answer) { IsBackground = true }.Start();
        Play(script, console, agent);
        return 0;
    }

    private static void Play(string[] script, Socket? console, Socket? agent)
    {
        PosixSignalRegistration? registration = null;
        foreach (var line in script)
        {
            var (step, rest) = line.IndexOf(' ') is > 0 and var space ? (line[..space], line[(space + 1)..]) : (line, string.Empty);
            switch (step)
            {
                case "say": console!.Send(System.Text.Encoding.UTF8.GetBytes(rest + "\r\n")); break;
                case "part": console!.Send(System.Text.Encoding.UTF8.GetBytes(rest)); break;
                case "stderr": Console.Error.WriteLine(rest); break;
                case "event": Event(rest); break;
                case "status": _status = rest; break;
                case "deaf": _deaf = true; break;
                case "ignore-term": registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true); break;
                case "ignore-quit": _atQuit = null; break;
                case "quit": _atQuit = $"exit {rest}"; break;
                case "quit-by": _atQuit = $"die {rest}"; break;
                case "hello": new FrameWriter(new NetworkStream(agent!)).Send(new AgentHello([])); break;
                case "close-agent": agent!.Dispose(); break;
                case "grandchild": using (Process.Start("setsid", ["sleep", "1000"])) { break; }
                case "pause": Thread.Sleep(int.Parse(rest)); break;
                case "stay": Thread.Sleep(Timeout.Infinite); break;
                default: End(line); break;
            }
        }

        registration?.Dispose();
    }

    private static void End(string step)
    {
        switch (step.Split(' '))
        {
            case ["exit", var code]:
                Environment.Exit(int.Parse(code));
                break;
            case ["die", var signal]:
                SetHandler(int.Parse(signal), 0);
                ProcessSignals.Send(Environment.ProcessId, int.Parse(signal));
                Thread.Sleep(Timeout.Infinite);
                break;
            default:
                throw new InvalidOperationException($"No step '{step}'.");
        }
    }

    private static Socket Connect(string[] arguments, string id)
    {
        var prefix = $"socket,id={id},path=";
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(arguments.First(a => a.StartsWith(prefix, StringComparison.Ordinal))[prefix.Length..]));
        return socket;
    }

    private static void Event(string text)
    {
        var space = text.IndexOf(' ');
        var data = space > 0 ? JsonNode.Parse(text[space..]) : new JsonObject();
        Tell(new JsonObject { ["event"] = space > 0 ? text[..space] : text, ["data"] = data, ["timestamp"] = new JsonObject { ["seconds"] = 1, ["microseconds"] = 2 } });
    }

    private static void Answer()
    {
        Tell(new JsonObject { ["QMP"] = new JsonObject { ["version"] = new JsonObject { ["qemu"] = new JsonObject { ["major"] = 0, ["minor"] = 1, ["micro"] = 2 } } } });
        using var reader = new StreamReader(new NetworkStream(_monitor!));
        while (reader.ReadLine() is { } line)
        {
            var request = JsonNode.Parse(line)!;
            if (_deaf)
            {
                continue;
            }

            JsonNode answer = request["execute"]!.ToString() switch
            {
                "query-status" => new JsonObject { ["status"] = _status },
                "human-monitor-command" => JsonValue.Create("EIP=fake"),
                "trace-event-get-state" => JsonNode.Parse("""[{ "name": "virtio_notify", "state": "disabled" }, { "name": "virtqueue_pop", "state": "unavailable" }]""")!,
                _ => new JsonObject(),
            };
            Tell(new JsonObject { ["return"] = answer, ["id"] = request["id"]?.DeepClone() });
            if (request["execute"]!.ToString() == "quit" && _atQuit is { } end)
            {
                End(end);
            }
        }
    }

    private static void Tell(JsonObject message)
    {
        lock (Writing)
        {
            _monitor!.Send(System.Text.Encoding.UTF8.GetBytes(message.ToJsonString() + "\r\n"));
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);
}
