namespace Harness.Processes;

/// <summary>A process and the moment it started, since the number alone may be used again.</summary>
/// <param name="Id">Process id.</param>
/// <param name="StartTime">Clock ticks since boot at which it started.</param>
public readonly record struct ProcessIdentity(int Id, ulong StartTime)
{
    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = Of(Environment.ProcessId) ?? throw new InvalidOperationException("/proc is not mounted.");

    /// <summary>Whether that very process still runs (a zombie does not).</summary>
    public bool IsAlive => Of(Id) == this;

    /// <summary>The living process with that id; null when there is none.</summary>
    public static ProcessIdentity? Of(int id)
        => ProcessStatus.Of(id) is { IsDead: false } status ? new ProcessIdentity(id, status.StartTime) : null;

    public override string ToString() => $"{Id} {StartTime}";

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static ProcessIdentity? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length >= 2 && int.TryParse(words[0], out var id) && ulong.TryParse(words[1], out var start)
            ? new ProcessIdentity(id, start)
            : null;
    }
}
