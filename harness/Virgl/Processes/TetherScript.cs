namespace Harness.Virgl.Processes;

/// <summary>The shell script between an owner and its process.</summary>
/// <remarks>
/// A parent-death signal would follow the thread that forked, which for a pool thread ends long before the process does; a pipe ends with the
/// process. The script keeps the read end of a pipe as file 3 and runs the program in a session of its own. End of file there means that the
/// owner died, however it died: the program's whole group is killed. A line there is the owner's wish to kill it. The program's exit code is
/// passed through, and what is left of its group when it ended by itself is swept. A program that is killed before it has made its session
/// has no group yet: it is killed by its own number.
/// </remarks>
internal static class TetherScript
{
    /// <summary>Arguments: standard output file, standard error file, folder to remove or empty, the program and its arguments. Prints the program's id.</summary>
    public const string Text =
        """
        out=$1 err=$2 dir=$3
        shift 3
        exec 3<&0 </dev/null
        setsid "$@" >>"$out" 2>>"$err" 3<&- &
        child=$!
        exec 2>/dev/null
        (
            exec >/dev/null
            if read -r _ <&3; then dir=; fi
            trap '' TERM
            kill -s KILL -- "-$child" || { kill -s KILL "$child"; kill -s KILL -- "-$child"; }
            if [ -n "$dir" ]; then rm -rf -- "$dir"; fi
        ) &
        watcher=$!
        exec 3<&-
        echo "$child"
        exec >/dev/null
        wait "$child"
        code=$?
        kill -s KILL -- "-$child"
        kill "$watcher"
        exit "$code"
        """;
}
