using CliWrap.Buffered;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Kernel modules as a kernel's build leaves them, as far as can be seen from outside: an ELF object with <c>.modinfo</c> and a build ID.</summary>
internal static class BuiltModule
{
    public const string Settings = "SMP preempt mod_unload modversions ";

    /// <summary>Compiles one.</summary>
    /// <param name="path">Where to; the name of the file is that of the module.</param>
    /// <param name="release">The kernel it is built for.</param>
    /// <param name="content">Another content has another build ID.</param>
    /// <param name="sourceVersion">Its srcversion; null for none, as in Debian's kernels.</param>
    /// <param name="buildId">Whether it is linked with a build ID.</param>
    /// <param name="settings">What follows the release.</param>
    public static async Task Make(
        string path, string release, string content = "1", string? sourceVersion = null, bool buildId = true, string settings = Settings)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string[] fields = [$"license=GPL", $"name={Path.GetFileNameWithoutExtension(path)}", $"vermagic={release} {settings}", $"content={content}", .. sourceVersion is null ? (string[])[] : [$"srcversion={sourceVersion}"]];
        var source = string.Concat(fields.Select((field, index) => $"__attribute__((section(\".modinfo\"), used, aligned(1))) static const char field{index}[] = \"{field}\";\n"));
        var (c, o) = (path + ".c", path + ".o");
        await File.WriteAllTextAsync(c, source);
        await CliWrap.Cli.Wrap("gcc").WithArguments(["-c", c, "-o", o]).ExecuteBufferedAsync();
        await CliWrap.Cli.Wrap("ld").WithArguments(["-r", buildId ? "--build-id=sha1" : "--build-id=none", o, "-o", path]).ExecuteBufferedAsync();
        File.Delete(c);
        File.Delete(o);
    }

    /// <summary>The build ID that binutils see in a file.</summary>
    public static async Task<string> BuildIdOf(string path)
    {
        var answer = await CliWrap.Cli.Wrap("readelf").WithArguments(["-n", path]).ExecuteBufferedAsync();
        return answer.StandardOutput.Split("Build ID: ")[1].Split('\n')[0].Trim();
    }
}
