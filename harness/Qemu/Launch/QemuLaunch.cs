using Harness.Processes;
using Harness.Qemu.Displays;
using Harness.Qemu.State;

namespace Harness.Qemu.Launch;

/// <summary>Starts QEMU in a state folder, with the environment that its display and its OpenGL need.</summary>
internal static class QemuLaunch
{
    /// <summary>Starts it; it dies with this process, and the folder goes then.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="folder">Where it works and what is removed with it.</param>
    /// <param name="output">Full path of the file for what it prints on standard output.</param>
    /// <param name="errors">Full path of the file for what it prints on standard error.</param>
    /// <param name="display">Its display.</param>
    /// <param name="gl">The OpenGL behind its renderer.</param>
    public static TetheredProcess Start(
        IReadOnlyList<string> command, StateFolder folder, string output, string errors, IRunningDisplay display, GlHost gl)
    {
        var environment = new Dictionary<string, string?>(gl.Environment);
        foreach (var (name, value) in display.Environment)
        {
            environment[name] = value;
        }

        var process = TetheredProcess.Start(new TetheredCommand(command[0], [.. command.Skip(1)], errors)
        {
            OutputFile = output,
            Environment = environment,
            WorkingDirectory = folder.Path,
            DirectoryToRemove = folder.Path,
        });
        folder.Note(process);
        return process;
    }
}
