namespace Harness.Guests.Images;

/// <summary>What a root disk has besides packages.</summary>
internal static class RootTree
{
    // Mount points of the agent, and folders that programs expect.
    private static readonly string[] Folders = ["dev", "proc", "sys", "run", "tmp", "driver", "etc", "root", "var"];

    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Program = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Adds folders and the recipe's own files to an unpacked tree.</summary>
    public static void Complete(string tree, IReadOnlyList<RecipeExtra> files)
    {
        foreach (var folder in Folders)
        {
            Directory.CreateDirectory(Path.Combine(tree, folder));
        }

        foreach (var file in files)
        {
            var path = Path.Combine(tree, file.Path.TrimStart('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
            File.SetUnixFileMode(path, file.Executable ? Program : Plain);
        }
    }
}
