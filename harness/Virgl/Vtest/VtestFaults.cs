using System.Text;
using Harness.Processes;

namespace Harness.Virgl.Vtest;

/// <summary>Finds out what the failure of a vtest socket means, from the server's process and its words where they are at hand.</summary>
internal sealed class VtestFaults(string socketPath, VtestServer? server) : IDisposable
{
    /// <summary>What the server says when it closes a connection of its own will. A process that crashes has no time for it.</summary>
    private const string ClosedOnPurpose = "client failed:";

    /// <summary>Characters of remarks that are kept for whoever may ask; a renderer can say the same of every draw.</summary>
    private const int MostRemarks = 1 << 16;

    private static readonly TimeSpan ExitDeadline = TimeSpan.FromSeconds(10);

    private readonly RendererLog? _log = server is null ? null : new RendererLog(server.ErrorFile);
    private readonly StringBuilder _remarks = new();
    private bool _restartServer;

    /// <summary>A server that was reported crashed or hanging is restarted before the next connection; one that died unseen is reported first.</summary>
    public void BeforeConnecting()
    {
        if (server is null)
        {
            return;
        }

        if (_restartServer)
        {
            server.Restart();
            _restartServer = false;
        }
        else if (server.Process.Exit is not null)
        {
            throw Crashed("connecting");
        }
    }

    /// <summary>The words since the last look, on lines of their own behind a colon; empty without words.</summary>
    public string TakeWords() => _log?.TakeWords() is { Length: > 0 } words ? ":\n" + words : "";

    /// <summary>Puts the words aside that lost nobody a context.</summary>
    public void KeepRemarks()
    {
        if (_log is { HasMore: true } && _log.TakeWords() is { Length: > 0 } words && _remarks.Length < MostRemarks)
        {
            _remarks.Append(words).Append('\n');
        }
    }

    public string TakeRemarks()
    {
        KeepRemarks();
        var remarks = _remarks.ToString();
        _remarks.Clear();
        return remarks;
    }

    public DeviceException Explain(string during, VtestLinkException cause) => cause.Fault switch
    {
        VtestLinkFault.Deadline => Hanging(during, cause),
        VtestLinkFault.Refused => server is null
            ? new DeviceException(DeviceFault.HostCrash, $"{during}: nobody listens on {socketPath}", cause)
            : Crashed(during),
        VtestLinkFault.Closed when server is null => StrangersClosed(during, cause),
        VtestLinkFault.Closed when server!.Process.IsEnding => Crashed(during),
        VtestLinkFault.Closed => ClosedAlive(during, cause),
        _ => new DeviceException(DeviceFault.ErrorResponse, $"{during}: {cause.Message}{TakeWords()}", cause),
    };

    public void Dispose() => _log?.Dispose();

    private DeviceException Hanging(string during, VtestLinkException cause)
    {
        _restartServer = server is not null;
        return new DeviceException(DeviceFault.Hang, $"{during}: {cause.Message} from the server on {socketPath}{TakeWords()}", cause);
    }

    private DeviceException Crashed(string during)
    {
        _restartServer = true;
        var exit = server!.Process.WaitForExit(ExitDeadline);
        var how = exit is { } ended ? ended.ToString() : $"is ending, but still there after {ExitDeadline.TotalSeconds} s";
        return new DeviceException(DeviceFault.HostCrash, $"{during}: {server.Process} {how}{TakeWords()}");
    }

    private DeviceException ClosedAlive(string during, VtestLinkException cause)
    {
        var words = TakeWords();
        return !server!.ForksPerClient || words.Contains(ClosedOnPurpose, StringComparison.Ordinal)
            ? new DeviceException(DeviceFault.ContextLost, $"{during}: the renderer refused a command and dropped the connection{words}", cause)
            : new DeviceException(DeviceFault.HostCrash, $"{during}: the process that served this connection died without a last word{words}", cause);
    }

    /// <summary>Somebody else's server: its words cannot be read, but the socket knows its process.</summary>
    private DeviceException StrangersClosed(string during, VtestLinkException cause) => cause.Server != 0 && ProcessStatus.IsEnding(cause.Server)
        ? new DeviceException(DeviceFault.HostCrash, $"{during}: the server on {socketPath} (process {cause.Server}) is gone", cause)
        : new DeviceException(
            DeviceFault.ContextLost, $"{during}: the server on {socketPath} dropped the connection; its words are on its own standard error", cause);
}
