namespace Harness.Qemu.Tracing;

/// <summary>What a QEMU traces, if its build has the log backend, as those of distributions do.</summary>
/// <param name="folder">Full path of the state folder that it works in; the file goes with that.</param>
public sealed class QemuTrace(string folder)
{
    private const string FileName = "trace";

    private readonly string _path = Path.Combine(folder, FileName);

    /// <summary>Whether the build has the log backend: then QEMU makes the file when it starts.</summary>
    public bool IsKept => File.Exists(_path);

    /// <summary>Bytes that were written so far. QEMU writes an event at once, and whole.</summary>
    public long Length => new FileInfo(_path) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>What QEMU has to be started with.</summary>
    /// <param name="events">Names of events that are traced from the start; one that a QEMU does not know is a warning of it and no more.</param>
    public static IReadOnlyList<string> Arguments(params IEnumerable<string> events)
        => [.. events.SelectMany(name => (string[])["-trace", $"enable={name}"]), "-msg", "timestamp=on", "-D", FileName];

    /// <summary>What was traced so far, in order.</summary>
    /// <param name="from">Of a <see cref="Length"/> on.</param>
    public IEnumerable<TraceEvent> Events(long from = 0)
    {
        if (!IsKept)
        {
            yield break;
        }

        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = from;
        using var lines = new StreamReader(file);
        while (lines.ReadLine() is { } line)
        {
            if (TraceEvent.Read(line) is { } traced)
            {
                yield return traced;
            }
        }
    }
}
