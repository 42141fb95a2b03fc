using System.Net.Sockets;
using System.Text;

namespace Harness.Processes;

/// <summary>A Unix socket that a program connects to: it is there before the program starts, so nobody has to wait for it to appear.</summary>
public sealed class UnixListener : IDisposable
{
    // sun_path of sockaddr_un, unix(7), with its terminating zero.
    private const int PathBytes = 108;

    private readonly Socket _socket;

    private UnixListener(Socket socket, string path) => (_socket, Path) = (socket, path);

    /// <summary>Full path of the socket.</summary>
    public string Path { get; }

    /// <summary>Listens for one program.</summary>
    /// <exception cref="PathTooLongException">The path is longer than a socket's may be.</exception>
    /// <exception cref="SocketException">There is a file of that name, or the folder cannot be written.</exception>
    public static UnixListener On(string path)
    {
        var bytes = Encoding.UTF8.GetByteCount(path);
        if (bytes >= PathBytes)
        {
            throw new PathTooLongException(
                $"The socket '{path}' would have a path of {bytes} bytes, and {PathBytes - 1} is the most: choose a folder with a shorter path.");
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen(1);
            return new UnixListener(socket, path);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The connection of <paramref name="program"/>; null when it ended first or the time has passed.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Socket? Accept(TetheredProcess program, TimeSpan atMost, CancellationToken cancellation = default)
    {
        var accepted = _socket.AcceptAsync(cancellation).AsTask();
        return Task.WaitAny([accepted, program.Completion], (int)atMost.TotalMilliseconds, cancellation) == 0 ? accepted.Result : null;
    }

    public void Dispose() => _socket.Dispose();
}
