using System.Security.Cryptography;
using Harness.Tests.Imaging;

namespace Harness.Tests.Guests.Images;

/// <summary>
/// A package archive on this disk, with real package files made by dpkg-deb and read by the real apt: the suite <c>test</c>, with a C
/// library, a driver that depends on it, and a kernel of the smallest kind. Besides a cache and a recipe that fit it.
/// </summary>
internal sealed class TestArchive : IDisposable
{
    public const string Release = "6.0-test";

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _entries = [];

    public TestArchive()
    {
        Directory.CreateDirectory(Path("pool"));
        Add("libc6", "2.40-1", string.Empty, new()
        {
            ["usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"] = "loader"u8.ToArray(),
            ["usr/lib/x86_64-linux-gnu/libc.so.6"] = "libc"u8.ToArray(),
            ["usr/lib/x86_64-linux-gnu/libm.so.6"] = "libm"u8.ToArray(),
            ["usr/share/doc/libc6/copyright"] = "left out"u8.ToArray(),
        });
        Add("driver", "1:25.0-1", "libc6", new() { ["usr/lib/x86_64-linux-gnu/libGL.so.1"] = RandomNumberGenerator.GetBytes(1 << 20) });
        var kernel = TestElf.Kernel();
        var modules = $"lib/modules/{Release}/kernel";
        Add($"linux-image-{Release}", "6.0-1", "boot-loader", new()
        {
            [$"boot/vmlinuz-{Release}"] = Packing.BzImage(Packing.Compress("xz", kernel), (uint)kernel.Length),
            [$"lib/modules/{Release}/modules.builtin"] = "kernel/drivers/virtio/virtio_pci.ko\nkernel/drivers/char/virtio_console.ko\n"u8.ToArray(),
            [$"{modules}/virtio_blk.ko"] = TestElf.Module("name=virtio_blk", "depends=virtio-pci"),
            [$"{modules}/ext4.ko.xz"] = Packing.Compress("xz", TestElf.Module("name=ext4", "depends=jbd2", "softdep=pre: crypto-crc32c")),
            [$"{modules}/jbd2.ko"] = TestElf.Module("name=jbd2", "depends="),
            [$"{modules}/crc32c_generic.ko"] = TestElf.Module("name=crc32c_generic", "depends="),
            [$"{modules}/overlay.ko"] = TestElf.Module("name=overlay", "depends="),
            [$"{modules}/virtio-gpu.ko"] = TestElf.Module("name=virtio_gpu", "depends=drm", "srcversion=ABC"),
            [$"{modules}/drm.ko"] = TestElf.Module("name=drm", "depends="),
            [$"{modules}/unwanted.ko"] = TestElf.Module("name=unwanted", "depends="),
        });
        Add("linux-image-amd64", "6.0-1", $"linux-image-{Release} (= 6.0-1)", []);
        Publish();
        File.WriteAllText(Sources, $"deb [trusted=yes] file:{Path("archive")} test main\n");
        Recipe();
    }

    public string Sources => Path("sources.list");

    public string Cache => Path("cache");

    public string Recipes => Path("recipes");

    public string RecipePath => System.IO.Path.Combine(Recipes, "tiny.toml");

    public string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    /// <summary>Variables that lead the command, or this process, to the archive and the cache.</summary>
    public Dictionary<string, string?> Environment => new() { ["HARNESS_APT_SOURCES"] = Sources, ["HARNESS_CACHE"] = Cache };

    /// <summary>Writes the recipe <c>tiny</c>.</summary>
    public void Recipe(string packages = "\"driver\"", string kernel = "linux-image-amd64", string more = "")
    {
        Directory.CreateDirectory(Recipes);
        File.WriteAllText(RecipePath, $"""
            description = "For tests"
            [archive]
            suites = ["test"]
            [kernel]
            package = "{kernel}"
            [root]
            packages = [{packages}]
            {more}
            """);
    }

    /// <summary>Makes a package; <see cref="Publish"/> offers it.</summary>
    public void Add(string name, string version, string depends, Dictionary<string, byte[]> files)
    {
        var tree = Path($"tree-{name}");
        Directory.CreateDirectory(System.IO.Path.Combine(tree, "DEBIAN"));
        var control = $"Package: {name}\nVersion: {version}\nArchitecture: amd64\nMaintainer: Nobody <nobody@example.org>\nInstalled-Size: {files.Values.Sum(file => file.Length) / 1024 + 1}\n"
            + (depends.Length > 0 ? $"Depends: {depends}\n" : string.Empty) + "Description: for tests\n";
        File.WriteAllText(System.IO.Path.Combine(tree, "DEBIAN", "control"), control);
        foreach (var (path, content) in files)
        {
            var full = System.IO.Path.Combine(tree, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, content);
        }

        var file = PackageFile(name, version);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        CliWrap.Cli.Wrap("dpkg-deb").WithArguments(["--root-owner-group", "-Zzstd", "--build", tree, file]).ExecuteAsync().GetAwaiter().GetResult();
        Directory.Delete(tree, recursive: true);
        _entries.Add($"{control}Filename: pool/{System.IO.Path.GetFileName(file)}\n{Sums(file)}\n");
    }

    /// <summary>The file of a package.</summary>
    public string PackageFile(string name, string version) => Path($"archive/pool/{name}_{version.Replace(":", string.Empty, StringComparison.Ordinal)}.deb");

    /// <summary>Writes the lists that apt reads.</summary>
    public void Publish()
    {
        var list = Path("archive/dists/test/main/binary-amd64/Packages");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(list)!);
        File.WriteAllText(list, string.Concat(_entries));
        File.WriteAllText(Path("archive/dists/test/Release"),
            $"Origin: Debian\nSuite: test\nCodename: test\nDate: {DateTime.UtcNow:R}\nArchitectures: amd64\nComponents: main\nSHA256:\n {Hash(list)} {new FileInfo(list).Length} main/binary-amd64/Packages\n".Replace("GMT", "UTC", StringComparison.Ordinal));
    }

    /// <summary>Puts a script in front of a program of the host. <c>$real</c> is that program; <c>$folder</c> is a folder of its own.</summary>
    /// <returns>The value for PATH that makes it effective.</returns>
    public string Instead(string program, string script)
    {
        var real = Harness.Processes.ProgramPath.Find(program, Harness.Processes.ProgramPath.Search + ":/usr/sbin:/sbin");
        Directory.CreateDirectory(Path("bin"));
        var path = Path($"bin/{program}");
        File.WriteAllText(path, $"#!/bin/sh\nreal={real} folder={_folder.Path}\n{script}\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return $"{Path("bin")}:{Harness.Processes.ProgramPath.Search}";
    }

    public void Dispose() => _folder.Dispose();

    private static string Sums(string file) => $"Size: {new FileInfo(file).Length}\nSHA256: {Hash(file)}\n";

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
