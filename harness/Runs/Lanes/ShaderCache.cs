using System.Security.Cryptography;
using System.Text;
using Harness.Qemu.State;

namespace Harness.Runs.Lanes;

/// <summary>
/// Where a host stack's Mesa keeps compiled shaders: a folder of the user's cache for each stack, kept between runs; or a fresh one that goes with the lane.
/// Mesa itself addresses its entries by content and driver, so that a wrong hit cannot happen.
/// </summary>
public sealed class ShaderCache : IDisposable
{
    private const long ColdBytes = 256L << 20;

    private readonly StateFolder? _temporary;

    private ShaderCache(string path, bool warm, StateFolder? temporary) => (Path, IsWarm, _temporary) = (path, warm, temporary);

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Whether there was anything in it to begin with.</summary>
    public bool IsWarm { get; }

    /// <summary><c>cold</c> or <c>warm</c>.</summary>
    public string Temperature => IsWarm ? "warm" : "cold";

    /// <summary>Opens a cache.</summary>
    /// <param name="program">Full path of the program that renders; another one, or another build of it, has a cache of its own.</param>
    /// <param name="fresh">Whether to start with an empty one.</param>
    public static ShaderCache Open(string program, bool fresh)
    {
        if (fresh)
        {
            var folder = StateFolder.Create(ColdBytes);
            return new ShaderCache(Directory.CreateDirectory(folder.FileAt("shaders")).FullName, false, folder);
        }

        var path = System.IO.Path.Combine(UserCache.Folder, "shaders", NameOf(program));
        Directory.CreateDirectory(path);
        return new ShaderCache(path, Directory.EnumerateFileSystemEntries(path).Any(), null);
    }

    public void Dispose() => _temporary?.Dispose();

    private static string NameOf(string program)
    {
        var file = new FileInfo(program);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        var identity = $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}";
        return $"{file.Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..12]}";
    }
}
