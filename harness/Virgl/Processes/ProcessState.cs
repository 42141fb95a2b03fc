using System.Globalization;

namespace Harness.Virgl.Processes;

/// <summary>What the kernel says of a process (proc(5), <c>/proc/PID/stat</c>).</summary>
internal static class ProcessState
{
    private const uint ExitingFlag = 0x4;

    /// <summary>Whether a process is gone, dead but not waited for, or being torn down.</summary>
    public static bool IsEnding(int id)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
        }
        catch (IOException)
        {
            return true;
        }

        // The name in parentheses may hold anything; the fields behind it: state, ppid, pgrp, session, tty, tpgid, flags.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" || (uint.Parse(fields[6], CultureInfo.InvariantCulture) & ExitingFlag) != 0;
    }
}
