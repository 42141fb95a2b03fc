using System.Runtime.InteropServices;

namespace Harness.Cli;

/// <summary>
/// Ctrl-C and its kin. The first asks for an orderly end; the second ends the process at once, and with it its children, which are tethered to it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Action<string> _say;
    private readonly string _sentence;
    private int _count;

    private Interruption(Action<string> say, string sentence)
    {
        (_say, _sentence) = (say, sentence);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Begins to listen.</summary>
    /// <param name="say">Tells the user what happens now.</param>
    /// <param name="sentence">What it is told.</param>
    public static Interruption Listen(Action<string> say, string sentence = "Interrupted: finishing the scenes in progress; once more ends at once.")
        => new(say, sentence);

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) == 1)
        {
            _say(_sentence);
            _source.Cancel();
        }
        else
        {
            Environment.Exit(ExitCode.HarnessFailed);
        }
    }
}
