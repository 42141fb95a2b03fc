using System.IO.Compression;
using Harness.Guests.Host;

namespace Harness.Guests.Kernels;

/// <summary>The modules of a kernel as they are installed: <c>lib/modules/RELEASE</c>.</summary>
public sealed class ModuleFiles
{
    private static readonly string[] Endings = [".ko", ".ko.xz", ".ko.zst", ".ko.gz"];

    private readonly Dictionary<string, string> _files = [];
    private readonly HashSet<string> _builtIn = [];

    /// <param name="folder">Full path of <c>lib/modules/RELEASE</c>.</param>
    public ModuleFiles(string folder)
    {
        Folder = folder;
        foreach (var file in Directory.EnumerateFiles(folder, "*.ko*", SearchOption.AllDirectories))
        {
            if (Array.Exists(Endings, ending => file.EndsWith(ending, StringComparison.Ordinal)))
            {
                // What was installed as an update goes before what came with the kernel.
                var name = NameOf(file);
                if (!_files.ContainsKey(name) || file.Contains("/updates/", StringComparison.Ordinal))
                {
                    _files[name] = file;
                }
            }
        }

        var builtIn = Path.Combine(folder, "modules.builtin");
        if (File.Exists(builtIn))
        {
            _builtIn.UnionWith(File.ReadLines(builtIn).Where(line => line.Length > 0).Select(NameOf));
        }
    }

    /// <summary>Full path of <c>lib/modules/RELEASE</c>.</summary>
    public string Folder { get; }

    /// <summary>What <c>uname -r</c> says under this kernel.</summary>
    public string Release => Path.GetFileName(Folder);

    /// <summary>The one kernel's modules in a tree that packages were unpacked to, or that a kernel was installed to.</summary>
    /// <exception cref="InvalidDataException">There is none, or more than one.</exception>
    public static ModuleFiles FindIn(string tree)
    {
        string[] places = ["lib/modules", "usr/lib/modules"];
        var found = places.Select(place => Path.Combine(tree, place)).Where(Directory.Exists).SelectMany(Directory.GetDirectories)
            .Select(folder => new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder).Distinct().DistinctBy(Path.GetFileName).ToArray();
        return found switch
        {
            [var one] => new ModuleFiles(one),
            [] => throw new InvalidDataException($"There are no kernel modules in {tree}: lib/modules/RELEASE is expected."),
            _ => throw new InvalidDataException($"There are modules of several kernels in {tree}: {string.Join(", ", found.Select(Path.GetFileName))}."),
        };
    }

    /// <summary>The file of a module; null when it is none.</summary>
    public string? FileOf(string name) => _files.GetValueOrDefault(ModuleInfo.Canonical(name));

    /// <summary>Whether a module is part of the kernel itself.</summary>
    public bool IsBuiltIn(string name) => _builtIn.Contains(ModuleInfo.Canonical(name));

    /// <summary>A module's name by its file: without folder and endings, with underscores.</summary>
    public static string NameOf(string file)
    {
        var name = Path.GetFileName(file);
        var end = name.IndexOf(".ko", StringComparison.Ordinal);
        return ModuleInfo.Canonical(end > 0 ? name[..end] : name);
    }

    /// <summary>Writes a module, decompressed.</summary>
    public static void Decompress(string file, string output, HostTools tools, CancellationToken cancellation)
    {
        switch (Path.GetExtension(file))
        {
            case ".xz":
                tools.Run($"decompress {file}", "xz", ["-dc", file], cancellation, output);
                break;
            case ".zst":
                tools.Run($"decompress {file}", "zstd", ["-qdc", file], cancellation, output);
                break;
            case ".gz":
                using (var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress))
                using (var unpacked = File.Create(output))
                {
                    packed.CopyTo(unpacked);
                }

                break;
            default:
                File.Copy(file, output, overwrite: true);
                break;
        }
    }
}
