using System.Collections.Concurrent;
using Harness.Link.Framing;
using Harness.Link.Messages;

namespace Harness.Agent.Players;

/// <summary>Serves the harness: starts and ends players, passes frames to them, and tells every second that the guest lives.</summary>
/// <param name="root">Completes when the GPU's driver has been loaded and the players' root is there.</param>
internal sealed class GuestSession(FrameReader fromHarness, FrameWriter toHarness, Task root)
{
    private readonly ConcurrentDictionary<ushort, GuestPlayer> _players = [];
    private long _progress;

    /// <summary>Returns when the harness wants the guest to end.</summary>
    /// <exception cref="LinkException">The link is broken.</exception>
    public void Serve()
    {
        using var heart = new Timer(_ => Beat(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        while (true)
        {
            var frame = fromHarness.Receive();
            Progressed(1);
            switch (frame.Type)
            {
                case MessageType.PowerOff:
                    foreach (var player in _players.Values)
                    {
                        player.Dispose();
                    }

                    return;
                case MessageType.StartPlayer:
                    Start(frame.Channel, StartPlayer.Read(new MessageReader(frame.Payload)));
                    break;
                case MessageType.StartShell:
                    root.GetAwaiter().GetResult();
                    GuestShell.Start(frame.Channel, StartShell.Read(new MessageReader(frame.Payload)), toHarness);
                    break;
                case MessageType.EndPlayer:
                    Find(frame)?.End();
                    break;
                default:
                    Find(frame)?.Pass(frame);
                    break;
            }
        }
    }

    private void Start(ushort channel, StartPlayer order)
    {
        if (_players.TryRemove(channel, out var old))
        {
            old.Dispose();
        }

        root.GetAwaiter().GetResult();
        try
        {
            _players[channel] = new GuestPlayer(channel, order, toHarness, Progressed);
        }
        catch (IOException e)
        {
            toHarness.Send(new PlayerFailed(e.Message), channel);
            toHarness.Send(new PlayerEnded(127, string.Empty), channel);
        }
    }

    private GuestPlayer? Find(LinkFrame frame) => _players.GetValueOrDefault(frame.Channel);

    private void Progressed(long steps) => Interlocked.Add(ref _progress, steps);

    private void Beat()
    {
        try
        {
            toHarness.Send(new Heartbeat(Interlocked.Read(ref _progress) + _players.Values.Sum(player => player.Work)));
        }
        catch (LinkException)
        {
            // The reader meets the same end.
        }
    }
}
