namespace Harness.Runs;

/// <summary>Places of the repository that this program was built in: committed reference frames and the list of expected fails.</summary>
public sealed record RepositoryFolder(string Path)
{
    private const string Mark = "Harness.sln";

    /// <summary>Committed reference frames.</summary>
    public string ReferenceFrames => System.IO.Path.Combine(Path, "reference-frames");

    /// <summary>Which scene each reference frame was made from.</summary>
    public string ReferenceIndex => System.IO.Path.Combine(ReferenceFrames, "index.json");

    /// <summary>Cells known to fail.</summary>
    public string ExpectedFails => System.IO.Path.Combine(Path, "lists", "expected-fails.txt");

    /// <summary>Changes of speed that are accepted.</summary>
    public string Changes => System.IO.Path.Combine(Path, "perf", "changes.json");

    /// <summary>Recipes of guest images.</summary>
    public string GuestRecipes => System.IO.Path.Combine(Path, "images", "guests");

    /// <summary>The folder above this program that holds the solution; null when it was copied elsewhere.</summary>
    public static RepositoryFolder? Find(string? from = null)
    {
        for (var folder = new DirectoryInfo(from ?? AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Mark)))
            {
                return new RepositoryFolder(folder.FullName);
            }
        }

        return null;
    }
}
