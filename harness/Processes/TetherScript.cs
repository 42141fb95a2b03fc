namespace Harness.Processes;

/// <summary>The shell script between an owner and its program.</summary>
/// <remarks>
/// <para>A parent-death signal would follow the thread that forked, which for a pool thread ends long before the process does; a pipe ends
/// with the process. The script keeps the read end of a pipe as file 3. End of file there means that the owner died, however it died: the
/// program's whole group is killed, and the folder goes. A line there says that the owner lives and sees to the folder itself.</para>
/// <para>The program has a session of its own, so its group can be killed as a whole; one that is killed before it has made its session has
/// no group yet and is killed by its own number. The program's exit code is passed through, and what is left of its group when it ended by
/// itself is swept. From then on only the folder is watched, by a shell that the end of the pipe ends.</para>
/// </remarks>
internal static class TetherScript
{
    /// <summary>
    /// Arguments: standard output file or <c>-</c>, standard error file, folder to remove or empty, <c>gently</c> or empty, the program and its
    /// arguments. Says the program's id on standard error; standard output is the program's when it has no file for it.
    /// </summary>
    public const string Text =
        """
        out=$1 err=$2 dir=$3 gently=$4
        shift 4
        exec 3<&0 </dev/null
        if [ "$out" = - ]; then setsid "$@" 2>>"$err" 3<&- & else setsid "$@" >>"$out" 2>>"$err" 3<&- & fi
        child=$!
        echo "$child" >&2
        exec >/dev/null 2>&1
        (
            if read -r _ <&3; then exit; fi
            if [ -n "$gently" ]; then
                kill -s TERM -- "-$child" || kill -s TERM "$child"
                sleep 1 &
                rest=$!
                trap 'kill "$rest"' TERM
                wait "$rest"
            fi
            trap '' TERM
            kill -s KILL -- "-$child" || { kill -s KILL "$child"; kill -s KILL -- "-$child"; }
            if [ -n "$dir" ]; then rm -rf -- "$dir"; fi
        ) &
        watcher=$!
        wait "$child"
        code=$?
        kill -s KILL -- "-$child"
        kill "$watcher"
        if [ -n "$dir" ]; then (read -r _ <&3 || rm -rf -- "$dir") & fi
        exit "$code"
        """;
}
