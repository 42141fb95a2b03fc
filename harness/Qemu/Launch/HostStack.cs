using System.Security.Cryptography;
using System.Text;
using Harness.Processes;
using Harness.Qemu.State;

namespace Harness.Qemu.Launch;

/// <summary>
/// A host stack in a folder of its own, as <c>DESTDIR=... ninja install</c> leaves it, or where it was built: a virglrenderer, a QEMU, a vtest server, or some of
/// them. What the folder does not have is this machine's.
/// </summary>
public sealed class HostStack
{
    private const string Renderer = "libvirglrenderer.so.1";
    private const string Qemu = "qemu-system-x86_64";
    private const string VtestServer = "virgl_test_server";

    private static readonly string[] Prefixes = ["", "usr", "usr/local"];

    /// <summary>Where programs lie below a prefix, and where QEMU's and virglrenderer's builds leave them.</summary>
    private static readonly string[] Programs = ["bin", "", "vtest"];

    /// <summary>The same of libraries; a star stands for the machine's triplet.</summary>
    private static readonly string[] Libraries = ["lib", "lib64", "lib/*", "src"];

    private readonly string _folder;
    private readonly string[] _libraries;

    private HostStack(string folder, string[] libraries) => (_folder, _libraries) = (folder, libraries);

    /// <summary>The folder's stack; null where it has none.</summary>
    public static HostStack? In(string folder)
    {
        var full = Path.GetFullPath(folder);
        string[] libraries = [.. Places(full, Libraries).Where(place => Directory.EnumerateFiles(place, "lib*.so.*").Any())];
        var stack = new HostStack(full, libraries);
        return stack.RendererLibrary is not null || stack.Find(Qemu) is not null || stack.Find(VtestServer) is not null ? stack : null;
    }

    /// <summary>Full path of its virglrenderer; null where it has none of its own.</summary>
    public string? RendererLibrary => _libraries.Select(place => Path.Combine(place, Renderer)).FirstOrDefault(File.Exists);

    /// <summary>
    /// Full path of a script that becomes its QEMU, or this machine's on its libraries; it is the same one for the same folder, and lies in the user's cache.
    /// </summary>
    /// <exception cref="QemuUnavailableException">There is none.</exception>
    public string QemuCommand() => Script(Qemu, Find(Qemu) ?? QemuInstallation.Locate());

    /// <summary>The same of virgl_test_server; null where there is none.</summary>
    public string? VtestServerCommand() => (Find(VtestServer) ?? ProgramPath.Find(VtestServer)) is { } server ? Script(VtestServer, server) : null;

    private static IEnumerable<string> Places(string folder, string[] below)
        => from prefix in Prefixes
           let root = Path.Combine(folder, prefix)
           from place in below
           from found in place.EndsWith('*') ? Triplets(Path.Combine(root, place[..^2])) : [Path.Combine(root, place)]
           where Directory.Exists(found)
           select found;

    private static IEnumerable<string> Triplets(string libraries) => Directory.Exists(libraries) ? Directory.EnumerateDirectories(libraries, "*-linux-gnu*").Order(StringComparer.Ordinal) : [];

    private string? Find(string program) => Places(_folder, Programs).Select(place => ProgramPath.Find(Path.Combine(place, program))).FirstOrDefault(path => path is not null);

    private string Script(string program, string path)
    {
        var libraries = _libraries.Length == 0 ? string.Empty : $"export LD_LIBRARY_PATH={Quoted(string.Join(':', _libraries))}\"${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}\"\n";
        return Keep(program, $"#!/bin/sh\n# The host stack in {_folder.ReplaceLineEndings(" ")}\n{libraries}exec {Quoted(path)} \"$@\"\n");
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Keep(string program, string text)
    {
        var folder = Path.Combine(UserCache.Folder, "stacks", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]);
        var script = Path.Combine(folder, program);
        if (!File.Exists(script))
        {
            // Renamed into place, so that nobody ever starts half of it.
            Directory.CreateDirectory(folder);
            var made = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllText(made, text);
            File.SetUnixFileMode(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            File.Move(made, script, overwrite: true);
        }

        return script;
    }
}
