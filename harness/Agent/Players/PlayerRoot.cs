using System.Diagnostics;
using Harness.Agent.Init;

namespace Harness.Agent.Players;

/// <summary>Runs programs under the players' root folder, with an environment of their own.</summary>
internal static class PlayerRoot
{
    private const string Separator = "--";

    /// <summary>How to start a program there. Its environment is set when it starts: a library to be preloaded is not to be found before.</summary>
    public static ProcessStartInfo Command(IReadOnlyList<KeyValuePair<string, string>> environment, params IEnumerable<string> command)
    {
        var info = new ProcessStartInfo("/init", ["enter", GuestFolders.Root, .. environment.Select(variable => $"{variable.Key}={variable.Value}"), Separator, .. command]) { UseShellExecute = false };
        info.Environment.Clear();
        return info;
    }

    /// <summary>Turns this process into the program; returns only when that fails.</summary>
    /// <param name="root">The root folder.</param>
    /// <param name="words">The environment, a separator, the program and its arguments.</param>
    public static int Enter(string root, IReadOnlyList<string> words)
    {
        string[] environment = [.. words.TakeWhile(word => word != Separator)];
        string[] command = [.. words.Skip(environment.Length + 1)];

        // The program is started anew, not forked off: the loader must look for libraries, preloaded ones too, under the new root.
        Linux.ChangeRoot(root);
        Console.Error.WriteLine($"harness-agent: {command[0]} could not be started in {root}: {Linux.Execute(command, environment)}");
        return 127;
    }
}
