using System.Globalization;

namespace Harness.Processes;

/// <summary>What the kernel says of a process (proc(5), <c>/proc/ID/stat</c>).</summary>
/// <param name="State">The state's letter, field 3.</param>
/// <param name="Flags">PF_ flags, field 9.</param>
/// <param name="StartTime">Clock ticks since boot at which it started, field 22.</param>
public readonly record struct ProcessStatus(char State, uint Flags, ulong StartTime)
{
    private const uint ExitingFlag = 0x4;
    private const int FirstField = 3;

    /// <summary>Whether it has ended and only waits for its parent to notice.</summary>
    public bool IsDead => State is 'Z' or 'X';

    /// <summary>The state as a word that follows <c>is</c>.</summary>
    public string Word => State switch
    {
        'R' => "running",
        'S' => "asleep",
        'D' => "waiting for the disk",
        'T' or 't' => "stopped",
        'Z' or 'X' => "dead",
        _ => $"in state {State}",
    };

    /// <summary>The status of the process with that id; null when there is none.</summary>
    public static ProcessStatus? Of(int id)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // The name in parentheses may hold anything, also spaces and parentheses; field 3 follows the last one.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcessStatus(
            fields[0][0],
            uint.Parse(fields[9 - FirstField], CultureInfo.InvariantCulture),
            ulong.Parse(fields[22 - FirstField], CultureInfo.InvariantCulture));
    }

    /// <summary>Whether a process is gone, dead but not waited for, or being torn down.</summary>
    public static bool IsEnding(int id) => Of(id) is not { } status || status.IsDead || (status.Flags & ExitingFlag) != 0;
}
