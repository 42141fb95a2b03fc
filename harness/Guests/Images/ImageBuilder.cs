using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Harness.Guests.Debian;
using Harness.Guests.Host;
using Harness.Guests.Kernels;
using Harness.Qemu.State;

namespace Harness.Guests.Images;

/// <summary>
/// Builds an image in a folder of its own and gives it its name when it is whole, so that an interrupted build leaves nothing that could be
/// taken for an image. What a killed build leaves is removed by its tether, or by the next build.
/// </summary>
internal sealed class ImageBuilder(GuestRecipe recipe, HarnessCache cache, DebianMirror mirror, Action<string> say)
{
    /// <summary>Goes up with every change of what an image holds, so that images of older builders are not taken for current ones.</summary>
    public const int Version = 1;

    private const long WithoutEstimate = 1L << 30;
    private const long Margin = 64L << 20;

    // What the agent needs before the root disk is there: it is linked dynamically, against these only.
    private static readonly string[] Runtime = ["ld-linux-x86-64.so.2", "libc.so.6", "libm.so.6"];

    private static readonly TimeSpan PackagesKept = TimeSpan.FromDays(30);

    private readonly string _purpose = $"building the image {recipe.Name}";
    private long _needed = WithoutEstimate;

    /// <summary>Builds the image from what the archive offers today, or returns it when it is there.</summary>
    public GuestImage Build(CancellationToken cancellation)
    {
        Directory.CreateDirectory(cache.Folder);
        var started = Stopwatch.GetTimestamp();
        using var work = StateFolder.Create(0, cache.Building($"image-{recipe.Name}"));
        try
        {
            var image = Build(work, cancellation);
            say($"ready after {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s: {image.Folder}");
            return image;
        }
        catch (Exception e) when (DiskFullException.IsCauseOf(e, cache.Folder))
        {
            throw new DiskFullException(_purpose, cache.Folder, DiskFullException.FreeIn(cache.Folder), _needed, e);
        }
    }

    private GuestImage Build(StateFolder work, CancellationToken cancellation)
    {
        var tools = new HostTools(work);
        IReadOnlyList<DebianPackage> root, kernel;
        IReadOnlyList<string> files;
        string target;
        using (var archive = DebianArchive.Open(cache, mirror, recipe.Suites, recipe.Components, tools, say, cancellation))
        {
            say("reading package lists");
            archive.Refresh(say, cancellation);
            say("choosing package versions");
            (root, kernel) = Resolve(archive, cancellation);
            target = Path.Combine(cache.Images, NameOf([.. root, .. kernel]));
            if (Existing(target) is { } there)
            {
                return there;
            }

            CheckRoom(root, kernel);
            files = archive.Fetch([.. root, .. kernel], (there, total) => say($"downloading packages: {there >> 20} of {total >> 20} MiB"), cancellation);
            archive.Forget(PackagesKept);
        }

        var image = Directory.CreateDirectory(work.FileAt("image")).FullName;
        Both(
            token => MakeRoot([.. files.Take(root.Count)], work.FileAt("root"), image, tools, token),
            token => MakeKernel([.. files.Skip(root.Count)], work.FileAt("kernel"), image, tools, token),
            cancellation);

        say("computing hashes");
        var release = File.ReadAllText(Path.Combine(image, GuestImage.KernelFolder, KernelBundle.ReleaseFile)).Trim();
        var packages = root.Concat(kernel).OrderBy(package => package.Name, StringComparer.Ordinal).Select(package => new ImagePackage(package.Name, package.Version, package.Architecture));
        new ImageManifest(recipe.Name, recipe.Hash, Version, release, [.. packages], FilesOf(image, cancellation)).Write(image);
        Publish(image, target);
        return GuestImage.Open(cache, target);
    }

    private (IReadOnlyList<DebianPackage> Root, IReadOnlyList<DebianPackage> Kernel) Resolve(DebianArchive archive, CancellationToken cancellation)
    {
        try
        {
            return (archive.Resolve(recipe.Packages, cancellation), archive.ResolveKernel(recipe.KernelPackage, cancellation));
        }
        catch (UnknownPackageException e) when (recipe.Lines.TryGetValue(e.Package, out var line))
        {
            throw new InvalidDataException($"{recipe.File}:{line}: {e.Message}", e);
        }
        catch (UnknownPackageException e)
        {
            throw new InvalidDataException($"{recipe.File}: {e.Message}", e);
        }
    }

    private GuestImage? Existing(string target)
    {
        try
        {
            return Directory.Exists(target) ? GuestImage.Open(cache, target) : null;
        }
        catch (DamagedImageException e)
        {
            say(e.Message);
            return null;
        }
    }

    private string NameOf(IEnumerable<DebianPackage> packages)
    {
        var versions = string.Join('\n', packages.Select(package => $"{package} {package.Architecture} {package.Sha256}").Order(StringComparer.Ordinal));
        return $"{recipe.Name}-{recipe.Hash}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versions)))[..10]}";
    }

    /// <summary>The packages, the unpacked trees, and the disk made of one of them, all at the same time.</summary>
    private void CheckRoom(IReadOnlyList<DebianPackage> root, IReadOnlyList<DebianPackage> kernel)
    {
        _needed = root.Concat(kernel).Sum(package => package.Size) + 2 * root.Sum(package => package.InstalledSize) + kernel.Sum(package => package.InstalledSize) + Margin;
        DiskFullException.Check(_purpose, cache.Folder, _needed);
    }

    private void MakeRoot(IReadOnlyList<string> packages, string tree, string image, HostTools tools, CancellationToken cancellation)
    {
        say($"unpacking {packages.Count} packages");
        DebianTree.Prepare(tree);
        DebianTree.Unpack(packages, tree, DebianTree.Documentation, tools, null, cancellation);
        RootTree.Complete(tree, recipe.Files);
        CopyRuntime(tree, Path.Combine(image, GuestImage.RuntimeFolder));
        say("making the root disk");
        Ext4Disk.Make(tree, Path.Combine(image, GuestImage.RootFile), recipe.Name, tools, cancellation);
    }

    private void MakeKernel(IReadOnlyList<string> packages, string tree, string image, HostTools tools, CancellationToken cancellation)
    {
        say("unpacking the kernel");
        Directory.CreateDirectory(tree);
        DebianTree.Unpack(packages, tree, DebianTree.Documentation, tools, null, cancellation);
        new KernelBundleBuilder(tools).FromTree(tree, recipe.Modules, Path.Combine(image, GuestImage.KernelFolder), cancellation);
        say("the kernel is ready");
    }

    private void CopyRuntime(string tree, string output)
    {
        Directory.CreateDirectory(output);
        foreach (var name in Runtime)
        {
            var file = Path.Combine(tree, "usr/lib/x86_64-linux-gnu", name);
            if (!File.Exists(file))
            {
                throw new InvalidDataException($"{recipe.File}: the packages bring no {name}, which the agent needs in the guest. Add the package libc6.");
            }

            File.Copy(file, Path.Combine(output, name));
        }
    }

    private static IReadOnlyList<ImageFile> FilesOf(string image, CancellationToken cancellation)
    {
        string[] paths = [.. Directory.EnumerateFiles(image, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return [.. paths.AsParallel().AsOrdered().WithCancellation(cancellation).Select(path =>
        {
            using var content = File.OpenRead(path);
            return new ImageFile(Path.GetRelativePath(image, path), content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        })];
    }

    private void Publish(string image, string target)
    {
        Directory.CreateDirectory(cache.Images);
        Discarded.Remove(cache, target);
        Directory.Move(image, target);
    }

    /// <summary>Does two things at the same time; the failure of one ends the other.</summary>
    private static void Both(Action<CancellationToken> one, Action<CancellationToken> other, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] tasks = [.. new[] { one, other }.Select(action => Task.Run(() => Guarded(action, stop)))];
        try
        {
            Task.WaitAll(tasks, CancellationToken.None);
        }
        catch (AggregateException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw e.InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? e;
        }
    }

    private static void Guarded(Action<CancellationToken> action, CancellationTokenSource stop)
    {
        try
        {
            action(stop.Token);
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
