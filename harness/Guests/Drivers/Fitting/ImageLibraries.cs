using Harness.Guests.Host;
using Harness.Guests.Images;

namespace Harness.Guests.Drivers.Fitting;

/// <summary>The shared libraries of a guest image, read from its disk without mounting it.</summary>
internal sealed class ImageLibraries
{
    private static readonly string[] Folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"];

    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly GuestImage _image;
    private readonly HostTools _tools;

    /// <param name="image">The image.</param>
    /// <param name="tools">Runs debugfs.</param>
    /// <param name="cancellation">Ends the work.</param>
    public ImageLibraries(GuestImage image, HostTools tools, CancellationToken cancellation)
    {
        (_image, _tools) = (image, tools);
        foreach (var folder in Folders)
        {
            // "/INODE/MODE/OWNER/GROUP/NAME/SIZE/"
            foreach (var line in Ask([$"ls -p {folder}"], cancellation).Split('\n'))
            {
                if (line.Split('/') is [_, _, _, _, _, var name, ..] && name.Contains(".so", StringComparison.Ordinal))
                {
                    _paths.TryAdd(name, $"{folder}/{name}");
                }
            }
        }
    }

    /// <summary>Whether the image has a library.</summary>
    public bool Has(string name) => _paths.ContainsKey(name);

    /// <summary>The versions of symbols that libraries of the image have, by library; those that it does not have are left out.</summary>
    public Dictionary<string, IReadOnlySet<string>> VersionsOf(IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        var found = names.Where(Has).ToArray();
        var targets = Targets([.. found.Select(name => _paths[name])], cancellation);
        var copies = found.Select((name, index) => (Name: name, Path: _tools.FileAt($"library-{index}-{name}"), From: targets[index])).ToArray();
        Ask([.. copies.Select(copy => $"dump \"{copy.From}\" \"{copy.Path}\"")], cancellation);
        var versions = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var copy in copies.Where(copy => File.Exists(copy.Path)))
        {
            if (SharedLibrary.Read(copy.Path) is { } library)
            {
                versions.Add(copy.Name, library.Defines);
            }

            File.Delete(copy.Path);
        }

        return versions;
    }

    /// <summary>Where links lead; names of libraries are links to files beside them.</summary>
    private string[] Targets(string[] paths, CancellationToken cancellation)
    {
        const string Mark = "link dest: \"";
        var targets = new string[paths.Length];
        var answers = Ask([.. paths.Select(path => $"stat \"{path}\"")], cancellation).Split("Inode: ")[1..];
        for (var index = 0; index < paths.Length; index++)
        {
            var answer = index < answers.Length ? answers[index] : string.Empty;
            var start = answer.IndexOf(Mark, StringComparison.Ordinal);
            targets[index] = start < 0 ? paths[index] : $"{Path.GetDirectoryName(paths[index])}/{answer[(start + Mark.Length)..].Split('"')[0]}";
        }

        return targets;
    }

    private string Ask(IReadOnlyList<string> requests, CancellationToken cancellation)
    {
        var file = _tools.FileAt($"requests-{Guid.NewGuid():n}");
        File.WriteAllLines(file, requests);
        return _tools.Ask("read the image's disk", "debugfs", ["-f", file, _image.RootDisk], cancellation);
    }
}
