using System.Diagnostics;

namespace Harness.Cli.Images;

/// <summary>
/// The terminal while what is typed there belongs to somebody else: every key passes as it is, Ctrl-C too. A small shell puts the terminal back as it was
/// when this goes, and also when this process is killed: its standard input ends then.
/// </summary>
internal sealed class RawTerminal : IDisposable
{
    /// <summary>The terminal of this process.</summary>
    public const string Device = "/dev/tty";

    private const string Keeper = $"trap '' INT TERM HUP TTOU; old=$(stty -g <{Device}) && stty raw -echo <{Device} && echo raw; cat >/dev/null; stty \"$old\" <{Device}";

    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(5);

    private readonly Process _keeper;

    /// <exception cref="IOException">There is no terminal, or it does not obey.</exception>
    public RawTerminal()
    {
        _keeper = Process.Start(new ProcessStartInfo("sh", ["-c", Keeper]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        if (_keeper.StandardOutput.ReadLine() is null)
        {
            throw new IOException($"The terminal cannot be made raw: {_keeper.StandardError.ReadToEnd().Trim()}");
        }
    }

    public void Dispose()
    {
        _keeper.StandardInput.Close();
        _keeper.WaitForExit(Allowed);
        _keeper.Dispose();
    }
}
