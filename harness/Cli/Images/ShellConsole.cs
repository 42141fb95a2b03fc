using System.Net.Sockets;
using Harness.Link.Messages;
using Harness.Qemu.Guest.Console;

namespace Harness.Cli.Images;

/// <summary>Passes between a guest's console and this process' standard input and output, while a shell runs there.</summary>
/// <param name="console">The guest's console.</param>
/// <param name="plain">Whether lines end as in files, without the carriage returns of a terminal.</param>
internal sealed class ShellConsole(GuestConsole console, bool plain) : IDisposable
{
    private const byte Escape = 0x1d;

    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _begun;

    /// <summary>Completes when all that the shell printed has been passed on.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Completes when the person wants to leave, by Ctrl-].</summary>
    public Task Left => _left.Task;

    /// <summary>Passes on what the shell prints.</summary>
    public void Show() => console.Listener = Pass;

    /// <summary>Passes on what is typed.</summary>
    public void Type() => new Thread(TypeAll) { IsBackground = true, Name = "typing" }.Start();

    public void Dispose() => console.Listener = null;

    private void Pass(ReadOnlyMemory<byte> bytes)
    {
        var rest = bytes.Span;
        if (!_begun && rest.IndexOf(StartShell.Begin) is >= 0 and var begin)
        {
            _begun = true;
            rest = rest[(begin + 1)..];
        }

        if (!_begun || _ended.Task.IsCompleted)
        {
            return;
        }

        var end = rest.IndexOf(StartShell.End);
        rest = end < 0 ? rest : rest[..end];
        try
        {
            foreach (var part in rest.Split(plain ? (byte)'\r' : StartShell.Begin))
            {
                _output.Write(rest[part]);
            }
        }
        catch (IOException)
        {
            // Nobody reads what it prints any more.
            end = 0;
        }

        if (end >= 0)
        {
            _ended.SetResult();
        }
    }

    private void TypeAll()
    {
        // Not the console's own stream: that reads by line, and sets the terminal as it likes.
        using var input = new FileStream(RawTerminal.Device, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var buffer = new byte[256];
        try
        {
            while (input.Read(buffer) is > 0 and var count && !buffer.AsSpan(0, count).Contains(Escape))
            {
                console.Write(buffer.AsSpan(0, count));
            }
        }
        catch (SocketException)
        {
            // The guest has gone.
        }

        _left.TrySetResult();
    }
}
