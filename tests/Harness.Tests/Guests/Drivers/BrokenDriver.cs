using System.Diagnostics;
using Harness.Guests.Drivers;
using Harness.Runs;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Drivers with a known defect: libraries that are put before the real GL (tests/broken-drivers), each made a driver package as anybody's would be.</summary>
internal static class BrokenDriver
{
    private static readonly TimeSpan CompilerAllowed = TimeSpan.FromSeconds(60);

    /// <summary>Each with a scene that shows what is wrong with it, and the verdict that the scene ends with.</summary>
    public static IReadOnlyList<(string Name, string Scene, string Verdict)> All { get; } =
    [
        ("scissor-shifted", "scissor/half-open", "mismatch"),
        ("cull-face-swapped", "primitive/winding-in-fan", "mismatch"),
        ("uniforms-dropped", "constant/updated-between-draws-fragment", "mismatch"),
        ("y-flipped", "scissor/half-open", "mismatch"),
        ("stale-vertex-buffer", "viewport/depth-range-changed-between-draws", "mismatch"),
        ("base-vertex-ignored", "index/base-vertex-positive", "mismatch"),
        ("blend-factors-swapped", "blend/factor-one", "mismatch"),
        ("crashes", "scissor/sixteen-in-a-row", "driver crash"),
    ];

    /// <summary>One that takes the process, the agent or the kernel along, by the colour of a clear.</summary>
    public const string Fatal = "faults";

    private static string Sources => Path.Combine(RepositoryFolder.Find()!.Path, "tests", "broken-drivers");

    /// <summary>Names of all sources there are.</summary>
    public static IEnumerable<string> Written => Directory.EnumerateFiles(Sources, "*.c").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

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

    public static void Compile(string name, string output)
    {
        using var gcc = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", output, Path.Combine(Sources, name + ".c")]) { RedirectStandardError = true })!;
        var errors = gcc.StandardError.ReadToEndAsync();
        if (!gcc.WaitForExit(CompilerAllowed) || gcc.ExitCode != 0)
        {
            throw new InvalidOperationException($"{name}.c does not compile: {errors.Result}");
        }
    }
}
