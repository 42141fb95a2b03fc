namespace Harness.Imaging;

/// <summary>
/// Reference frames on disk: <c>AREA/SCENE.png</c> is the expected frame; <c>AREA/SCENE.min.png</c> and <c>AREA/SCENE.max.png</c> are its bounds
/// and exist only where they differ from it. The folder is committed, so a change of what is allowed shows up as a picture in review.
/// </summary>
public sealed class ReferenceFrameFiles(string directory)
{
    private const string ExpectedEnd = ".png";
    private const string LowerEnd = ".min.png";
    private const string UpperEnd = ".max.png";

    /// <summary>The folder that holds one folder per area.</summary>
    public string Directory { get; } = directory;

    /// <summary>Whether there is a reference frame of the scene.</summary>
    public bool Exists(string area, string scene) => File.Exists(PathOf(area, scene, ExpectedEnd));

    /// <summary>Reads a reference frame. A bound without a file of its own is the expected frame itself (the same object).</summary>
    /// <exception cref="FileNotFoundException">The scene has no reference frame.</exception>
    /// <exception cref="InvalidDataException">A file is no PNG file, or the sizes differ.</exception>
    public ReferenceFrame Load(string area, string scene)
    {
        var path = PathOf(area, scene, ExpectedEnd);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Scene {area}/{scene} has no reference frame {path}; `harness bless` writes it.", path);
        }

        var expected = PngFile.Read(path);
        return new ReferenceFrame(expected, Bound(LowerEnd), Bound(UpperEnd));

        Frame Bound(string end)
        {
            var boundPath = PathOf(area, scene, end);
            if (!File.Exists(boundPath))
            {
                return expected;
            }

            var bound = PngFile.Read(boundPath);
            return bound.Width == expected.Width && bound.Height == expected.Height
                ? bound
                : throw new InvalidDataException(
                    $"{boundPath} is {bound.Width}x{bound.Height} and {path} {expected.Width}x{expected.Height}; `harness bless` writes both anew.");
        }
    }

    /// <summary>
    /// Writes a reference frame and removes bounds that are no longer needed. Files that hold the same pixels already are left alone, so another
    /// version of the PNG encoder changes nothing in the repository.
    /// </summary>
    /// <returns>Whether any file was written or removed.</returns>
    public bool Save(string area, string scene, ReferenceFrame reference)
    {
        var changed = SaveFrame(reference.Expected, PathOf(area, scene, ExpectedEnd));
        changed |= SaveBound(reference.Lower, LowerEnd);
        changed |= SaveBound(reference.Upper, UpperEnd);
        return changed;

        bool SaveBound(Frame bound, string end)
        {
            var path = PathOf(area, scene, end);
            if (!bound.Rgba.AsSpan().SequenceEqual(reference.Expected.Rgba))
            {
                return SaveFrame(bound, path);
            }

            if (!File.Exists(path))
            {
                return false;
            }

            File.Delete(path);
            return true;
        }
    }

    /// <summary>Every scene that has a file here, also a bound without an expected frame, in ordinal order: to find frames that no scene uses.</summary>
    public IReadOnlyList<(string Area, string Scene)> List()
    {
        if (!System.IO.Directory.Exists(Directory))
        {
            return [];
        }

        return [.. System.IO.Directory.EnumerateFiles(Directory, "*" + ExpectedEnd, SearchOption.AllDirectories)
            .Select(path => (Area: Path.GetRelativePath(Directory, Path.GetDirectoryName(path)!).Replace('\\', '/'), Scene: SceneOf(Path.GetFileName(path))))
            .Distinct()
            .OrderBy(file => file.Area, StringComparer.Ordinal).ThenBy(file => file.Scene, StringComparer.Ordinal)];
    }

    private static string SceneOf(string file)
    {
        var end = new[] { LowerEnd, UpperEnd, ExpectedEnd }.First(end => file.EndsWith(end, StringComparison.Ordinal));
        return file[..^end.Length];
    }

    private static bool SaveFrame(Frame frame, string path)
    {
        if (HoldsAlready(frame, path))
        {
            return false;
        }

        PngFile.Write(frame, path);
        return true;
    }

    private static bool HoldsAlready(Frame frame, string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            var old = PngFile.Read(path);
            return old.Width == frame.Width && old.Height == frame.Height && old.Rgba.AsSpan().SequenceEqual(frame.Rgba);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private string PathOf(string area, string scene, string end)
    {
        ThrowIfUnfit(area, nameof(area));
        ThrowIfUnfit(scene, nameof(scene));
        return Path.Combine(Directory, area, scene + end);
    }

    private static void ThrowIfUnfit(string name, string parameter)
    {
        // Names come from the command line too; none may lead out of the folder, and a scene "x.min" would be taken for the bound of "x".
        if (name.Length == 0 || name.Split('/').Any(part => part is "" or "." or "..") || name.Contains('\\', StringComparison.Ordinal)
            || name.EndsWith(".min", StringComparison.Ordinal) || name.EndsWith(".max", StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' cannot name a reference frame's files.", parameter);
        }
    }
}
