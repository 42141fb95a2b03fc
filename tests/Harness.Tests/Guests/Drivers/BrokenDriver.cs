using System.Diagnostics;
using Harness.Guests.Drivers;
using Harness.Runs;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Drivers with a known defect: libraries that are put before the real GL (tests/broken-drivers), each made a driver package as anybody's would be.</summary>
internal static class BrokenDriver
{
    private static readonly TimeSpan CompilerAllowed = TimeSpan.FromSeconds(60);

    /// <summary>Those that render something wrong, and a scene that shows it.</summary>
    public static IReadOnlyList<(string Name, string Scene)> Wrong { get; } =
    [
        ("scissor-shifted", "scissor/half-open"),
        ("cull-face-swapped", "primitive/winding-in-fan"),
        ("uniforms-dropped", "constant/updated-between-draws-fragment"),
        ("y-flipped", "scissor/half-open"),
        ("stale-vertex-buffer", "viewport/depth-range-changed-between-draws"),
        ("base-vertex-ignored", "index/base-vertex-positive"),
        ("blend-factors-swapped", "blend/*"),
    ];

    /// <summary>One that ends the process it is in.</summary>
    public const string Crashing = "crashes";

    /// <summary>One that takes the process, the agent or the kernel along, by the colour of a clear.</summary>
    public const string Fatal = "faults";

    private static string Sources => Path.Combine(RepositoryFolder.Find()!.Path, "tests", "broken-drivers");

    /// <summary>Names of all sources there are.</summary>
    public static IEnumerable<string> All => Directory.EnumerateFiles(Sources, "*.c").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>Compiles the library of a driver.</summary>
    public static void Compile(string name, string output)
    {
        using var gcc = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", output, Path.Combine(Sources, name + ".c")]) { RedirectStandardError = true })!;
        var errors = gcc.StandardError.ReadToEndAsync();
        if (!gcc.WaitForExit(CompilerAllowed) || gcc.ExitCode != 0)
        {
            throw new InvalidOperationException($"{name}.c does not compile: {errors.Result}");
        }
    }

    /// <summary>Makes a driver package in a folder.</summary>
    public static DriverPackage Make(string name, string folder)
    {
        var tree = Directory.CreateDirectory(Path.Combine(folder, "tree")).FullName;
        Compile(name, Path.Combine(tree, name + ".so"));
        File.WriteAllText(Path.Combine(folder, DriverPackage.ManifestName), $$"""
            name = "{{name}}"
            version = "1"
            guest = "linux"
            kind = "user-space"

            [user-space]
            tree = "tree"

            [environment]
            LD_PRELOAD = "${driver}/{{name}}.so"

            [proof]
            renderer = "^virgl"
            """);
        return DriverPackage.Load(folder);
    }
}
