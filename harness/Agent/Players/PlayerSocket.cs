using System.Diagnostics;
using System.Net.Sockets;

namespace Harness.Agent.Players;

/// <summary>The socket between agent and player. Its name is an abstract one (a leading <c>@</c>), which is the same under every root folder.</summary>
internal static class PlayerSocket
{
    /// <summary>Listens; a child that is started afterwards can connect at once.</summary>
    public static Socket Listen(string address)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(EndPoint(address));
        socket.Listen(1);
        return socket;
    }

    /// <summary>Waits for the player to connect, or to end.</summary>
    /// <exception cref="IOException">It ended, or did not connect in time.</exception>
    public static NetworkStream Accept(Socket listener, Process player, TimeSpan atMost)
    {
        // Not disposed of: the player may end at any moment, long after it has connected.
        var over = new CancellationTokenSource(atMost);
        player.Exited += (_, _) => over.Cancel();
        player.EnableRaisingEvents = true;
        try
        {
            return new NetworkStream(listener.AcceptAsync(over.Token).AsTask().GetAwaiter().GetResult(), ownsSocket: true);
        }
        catch (OperationCanceledException e)
        {
            throw new IOException("The player ended, or did not connect in time.", e);
        }
    }

    /// <summary>Connects to whoever listens.</summary>
    /// <exception cref="SocketException">Nobody does.</exception>
    public static NetworkStream Connect(string address)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(EndPoint(address));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static UnixDomainSocketEndPoint EndPoint(string address) => new(address.StartsWith('@') ? '\0' + address[1..] : address);
}
