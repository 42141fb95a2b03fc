using Harness.Guests.Debian;
using Harness.Guests.Host;

namespace Harness.Guests.Images;

/// <summary>
/// The built guest images of a cache. An image is named by what it is made of and never changes, so that one that is there can be used
/// without asking anybody. Processes may build, use and remove images at the same time.
/// </summary>
/// <param name="cache">Where they are.</param>
public sealed class GuestImages(HarnessCache cache)
{
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(30);

    /// <summary>Those of the user's cache.</summary>
    public GuestImages() : this(HarnessCache.OfUser)
    {
    }

    /// <summary>Where packages come from, asked for when something is built. Default: this machine's mirror.</summary>
    public Func<DebianMirror> Mirror { get; init; } = () => DebianMirror.OfMachine();

    /// <summary>The built image of a recipe, the newest if there are several; null when there is none that is whole.</summary>
    public GuestImage? Find(GuestRecipe recipe) => Find(recipe, damaged: null);

    /// <summary>The built image of a recipe; builds it when there is none. Of two processes that want the same, one builds and the other waits.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="progress">Told what the build is at, on any thread.</param>
    /// <param name="cancellation">Ends the build; nothing of it is left then.</param>
    /// <exception cref="UnknownPackageException">The recipe names a package that the archive does not offer.</exception>
    /// <exception cref="DiskFullException">There is no room for it.</exception>
    /// <exception cref="InvalidDataException">There is no mirror of Debian's archive, or the packages cannot make a guest.</exception>
    /// <exception cref="ToolFailedException">A program that is needed failed or is missing.</exception>
    public GuestImage Ensure(GuestRecipe recipe, IProgress<BuildProgress>? progress = null, CancellationToken cancellation = default)
        => Find(recipe) ?? Locked(recipe, progress, () => Find(recipe, damage => Report(progress, recipe, damage)) ?? Builder(recipe, progress).Build(cancellation), cancellation);

    /// <summary>Builds the image of a recipe from what the archive offers today, unless just that is built already. For the rest see <see cref="Ensure"/>.</summary>
    public GuestImage Refresh(GuestRecipe recipe, IProgress<BuildProgress>? progress = null, CancellationToken cancellation = default)
        => Locked(recipe, progress, () => Builder(recipe, progress).Build(cancellation), cancellation);

    /// <summary>All images that are whole, by name and age.</summary>
    public IReadOnlyList<GuestImage> List()
        => [.. Folders("*").Select(folder => Open(folder, damaged: null)).OfType<GuestImage>().OrderBy(image => image.Name, StringComparer.Ordinal).ThenByDescending(image => image.Built)];

    /// <summary>Removes an image. Guests that have its disk open keep it until they end.</summary>
    public void Remove(GuestImage image)
    {
        image.Remove();
        Forget();
    }

    /// <summary>Removes images that nobody has used for a month.</summary>
    public void Forget()
    {
        foreach (var folder in Folders("*"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(Path.Combine(folder, ImageManifest.FileName)) > KeptUnused)
            {
                Discarded.Remove(cache, folder);
            }
        }
    }

    private GuestImage? Find(GuestRecipe recipe, Action<DamagedImageException>? damaged)
    {
        var image = Folders($"{recipe.Name}-{recipe.Hash}-*").Select(folder => Open(folder, damaged)).OfType<GuestImage>().MaxBy(image => image.Built);
        image?.Touch();
        return image;
    }

    /// <summary>Opens an image; null when it is damaged, and then it is removed if anybody is told.</summary>
    private GuestImage? Open(string folder, Action<DamagedImageException>? damaged)
    {
        try
        {
            return GuestImage.Open(cache, folder);
        }
        catch (Exception e) when (e is DamagedImageException or IOException or InvalidDataException)
        {
            if (damaged is not null && e is DamagedImageException damage)
            {
                damaged(damage);
                Discarded.Remove(cache, folder);
            }

            return null;
        }
    }

    /// <summary>Folders that have been images at least, whole or not.</summary>
    private IEnumerable<string> Folders(string pattern) => Directory.Exists(cache.Images)
        ? Directory.EnumerateDirectories(cache.Images, pattern).Where(folder => File.Exists(Path.Combine(folder, ImageManifest.FileName)))
        : [];

    private ImageBuilder Builder(GuestRecipe recipe, IProgress<BuildProgress>? progress)
        => new(recipe, cache, Mirror(), step => progress?.Report(new BuildProgress(recipe.Name, step)));

    private GuestImage Locked(GuestRecipe recipe, IProgress<BuildProgress>? progress, Func<GuestImage> make, CancellationToken cancellation)
    {
        void Waiting() => progress?.Report(new BuildProgress(recipe.Name, "another process builds it; waiting"));
        using var held = FileLock.Take(cache.LockFile($"image-{recipe.Name}"), Waiting, cancellation);
        var image = make();
        image.Touch();
        Forget();
        return image;
    }

    private static void Report(IProgress<BuildProgress>? progress, GuestRecipe recipe, DamagedImageException damage)
        => progress?.Report(new BuildProgress(recipe.Name, damage.Message));
}
