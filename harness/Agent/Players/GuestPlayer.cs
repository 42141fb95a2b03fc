using System.Diagnostics;
using System.Net.Sockets;
using Harness.Agent.Init;
using Harness.Link.Framing;
using Harness.Link.Messages;

namespace Harness.Agent.Players;

/// <summary>One player process of the guest, and the relay between it and the harness. Frames pass as they are; only their ends are of interest here.</summary>
internal sealed class GuestPlayer : IDisposable
{
    private static readonly TimeSpan ConnectAllowed = TimeSpan.FromSeconds(60);

    private readonly ushort _channel;
    private readonly FrameWriter _link;
    private readonly Action<long> _progressed;
    private readonly Process _process;
    private readonly TaskCompletionSource<FrameWriter> _toPlayer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _relay;

    /// <summary>Starts the player.</summary>
    /// <exception cref="IOException">It could not be started.</exception>
    public GuestPlayer(ushort channel, StartPlayer order, FrameWriter link, Action<long> progressed)
    {
        (_channel, _link, _progressed) = (channel, link, progressed);
        var address = $"@harness-player-{channel}";
        var listener = PlayerSocket.Listen(address);
        try
        {
            _process = PlayerRoot.Start(PlayerRoot.Command(order.Environment, GuestFolders.AgentInRoot, ["play", .. order.Arguments, "--connect", address]));
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            listener.Dispose();
            throw new IOException($"The player could not be started: {e.Message}", e);
        }

        _relay = new Thread(() => Relay(listener)) { IsBackground = true };
        _relay.Start();
    }

    /// <summary>Grows while the player works, also where it does not say anything: the processor time it has used. One that waits for something does not.</summary>
    public long Work
    {
        get
        {
            try
            {
                return _process.TotalProcessorTime.Ticks;
            }
            catch (InvalidOperationException)
            {
                // It has ended, which is told on its own.
                return 0;
            }
        }
    }

    /// <summary>Passes a frame to the player; one that the player does not live to read is dropped, its end is told anyway.</summary>
    public void Pass(LinkFrame frame)
    {
        try
        {
            // The harness may speak before the player has connected.
            if (_toPlayer.Task.Wait(ConnectAllowed))
            {
                _toPlayer.Task.Result.Send(frame with { Channel = 0 });
            }
        }
        catch (Exception e) when (e is AggregateException or LinkException)
        {
            // It is ending.
        }
    }

    /// <summary>Kills the player; its end is told as any other.</summary>
    public void End() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _relay.Join(ConnectAllowed);
        _process.Dispose();
    }

    private void Relay(Socket listener)
    {
        try
        {
            using (listener)
            using (var stream = PlayerSocket.Accept(listener, _process, ConnectAllowed))
            {
                _toPlayer.SetResult(new FrameWriter(stream));
                var reader = new FrameReader(stream);
                while (true)
                {
                    _link.Send(reader.Receive() with { Channel = _channel });
                    _progressed(1);
                }
            }
        }
        catch (Exception e) when (e is LinkException or IOException or SocketException)
        {
            _toPlayer.TrySetException(e);
        }

        TellEnd();
    }

    private void TellEnd()
    {
        if (!_process.WaitForExit(ConnectAllowed))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        var report = Path.Combine(GuestFolders.CoreReports, _process.Id.ToString());
        try
        {
            _link.Send(new PlayerEnded(_process.ExitCode, File.Exists(report) ? File.ReadAllText(report) : string.Empty), _channel);
            _progressed(1);
        }
        catch (LinkException)
        {
            // The harness is gone, and the guest with it.
        }
    }
}
