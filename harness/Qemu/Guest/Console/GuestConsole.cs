using System.Net.Sockets;

namespace Harness.Qemu.Guest.Console;

/// <summary>
/// The guest's serial console: everything it says goes to a file from the first byte on and is scanned as it comes. It ends when QEMU does.
/// </summary>
public sealed class GuestConsole : IDisposable
{
    private readonly Socket _socket;
    private readonly FileStream _log;
    private readonly Action _onNews;
    private readonly ConsoleScanner _scanner;
    private readonly List<(string Text, TaskCompletionSource Said)> _awaited = [];
    private readonly Lock _scanning = new();
    private readonly TaskCompletionSource _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;

    internal GuestConsole(Socket socket, string log, Action onNews)
    {
        (_socket, _onNews) = (socket, onNews);
        _scanner = new ConsoleScanner(Heard);
        _log = new FileStream(log, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Closed = Task.Run(ReadAsync);
    }

    /// <summary>Full path of the file that takes all the guest says; it goes with the machine.</summary>
    public string LogPath => _log.Name;

    /// <summary>Bytes that the guest has written.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Completes when the console has ended and all of it has been read.</summary>
    public Task Closed { get; }

    /// <summary>Gets what the guest writes, piece by piece, on the reading thread; null for nobody.</summary>
    public Action<ReadOnlyMemory<byte>>? Listener { get; set; }

    /// <summary>Completes when the kernel has told of a fault of its own.</summary>
    public Task Faulted => _faulted.Task;

    /// <summary>Why the file could not be written any further; null while it can.</summary>
    public string? LogFailure { get; private set; }

    /// <summary>Whether a kernel has spoken.</summary>
    public bool SawKernel => Scan(scanner => scanner.SawKernel);

    /// <summary>The worst that is wrong by the console; null when nothing is.</summary>
    public ConsoleFindingKind? Worst => Scan(scanner => scanner.Worst);

    /// <summary>What is wrong by the console, oldest first.</summary>
    public IReadOnlyList<ConsoleFinding> Findings => Scan(scanner => (IReadOnlyList<ConsoleFinding>)[.. scanner.Findings]);

    /// <summary>The console as text; very long ones without their middle.</summary>
    public string Text => Scan(scanner => scanner.Text());

    /// <summary>The lines about a finding, or the last ones.</summary>
    public string Excerpt(ConsoleFinding? about) => Scan(scanner => scanner.Excerpt(about));

    /// <summary>Completes when a line with this text has ended; at once when one has before. Whoever waits has a deadline of his own.</summary>
    public Task Said(string text) => Scan(scanner =>
    {
        if (scanner.Text().Contains(text, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Add((text, said));
        return said.Task;
    });

    /// <summary>Types into the console.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _socket.Send(bytes);

    /// <summary>Reads the last line as if it had ended: nothing more is awaited.</summary>
    internal void Finish() => Scan(scanner =>
    {
        scanner.Finish();
        return true;
    });

    public void Dispose()
    {
        _socket.Dispose();
        Closed.Wait();
        _log.Dispose();
    }

    private T Scan<T>(Func<ConsoleScanner, T> use)
    {
        lock (_scanning)
        {
            return use(_scanner);
        }
    }

    private void Heard(string line) => _awaited.RemoveAll(awaited => line.Contains(awaited.Text, StringComparison.Ordinal) && awaited.Said.TrySetResult());

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                Keep(buffer.AsSpan(0, count));
                lock (_scanning)
                {
                    _scanner.Take(buffer.AsSpan(0, count));
                    if (_scanner.Worst >= ConsoleFindingKind.Oops)
                    {
                        _faulted.TrySetResult();
                    }
                }

                Interlocked.Add(ref _bytes, count);
                Listener?.Invoke(buffer.AsMemory(0, count));
                _onNews();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // QEMU was killed, or the machine is being disposed of: the end, either way.
        }

        Finish();
        _onNews();
    }

    /// <summary>A full disk must not stop the reading: a guest whose console nobody reads stands still.</summary>
    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (LogFailure is not null)
        {
            return;
        }

        try
        {
            _log.Write(bytes);
        }
        catch (IOException e)
        {
            LogFailure = $"'{_log.Name}' cannot be written: {e.Message}";
        }
    }
}
