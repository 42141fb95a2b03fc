using Harness.Qemu.State;

namespace Harness.Qemu.Tracing;

/// <summary>Where a QEMU writes its trace events, if its build has the log backend, as those of distributions do; the file goes when this is disposed.</summary>
public sealed class QemuTrace : IDisposable
{
    private const long RoomForEvents = 64L << 20;

    private readonly StateFolder _folder = StateFolder.Create(RoomForEvents);

    /// <param name="events">Names of events; one that a QEMU does not know is a warning of it and no more.</param>
    public QemuTrace(IEnumerable<string> events)
        => Arguments = [.. events.SelectMany(name => (string[])["-trace", $"enable={name}"]), "-msg", "timestamp=on", "-D", Path];

    /// <summary>What QEMU has to be started with.</summary>
    public IReadOnlyList<string> Arguments { get; }

    private string Path => _folder.FileAt("trace");

    /// <summary>What was traced so far, in order.</summary>
    public IEnumerable<TraceEvent> Events()
    {
        if (!File.Exists(Path))
        {
            yield break;
        }

        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var lines = new StreamReader(file);
        while (lines.ReadLine() is { } line)
        {
            if (TraceEvent.Read(line) is { } traced)
            {
                yield return traced;
            }
        }
    }

    public void Dispose() => _folder.Dispose();
}
