using Harness.Agent.Init;

namespace Harness.Agent.Players;

/// <summary>Runs a program with another root folder.</summary>
internal static class PlayerRoot
{
    /// <summary>Turns this process into the program; returns only when that fails.</summary>
    public static int Enter(string root, IReadOnlyList<string> command)
    {
        // The program is started anew, not forked off: the loader must look for libraries, preloaded ones too, under the new root.
        Linux.ChangeRoot(root);
        Console.Error.WriteLine($"harness-agent: {command[0]} could not be started in {root}: {Linux.Execute(command)}");
        return 127;
    }
}
