namespace Harness.Agent.Init;

/// <summary>The kernel modules that came with the initramfs: <c>/modules/load</c> names them in order, each with the group it belongs to.</summary>
/// <remarks>No LINQ here: it runs before the hello, and chains of generic calls take the emulated processor of a guest longer than the modules do.</remarks>
internal sealed class GuestModules
{
    private const string Folder = "/modules";
    private const string SerialDriver = "virtio_console.ko";

    private readonly string[] _commandLine = File.ReadAllText("/proc/cmdline").Split((char[])[' ', '\n']);

    /// <summary>Reads the list.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public GuestModules()
    {
        List<string> boot = [], gpu = [];
        foreach (var line in File.ReadAllLines(Path.Combine(Folder, "load")))
        {
            if (line.Split(' ') is [var phase, var file])
            {
                (phase == "gpu" ? gpu : boot).Add(file);
            }
        }

        var toHarness = boot.IndexOf(SerialDriver) + 1;
        (ToHarness, ToDisks, Gpu) = (boot[..toHarness], boot[toHarness..], gpu);
    }

    /// <summary>Modules that lead to the harness: all up to the driver of virtio-serial. None where the kernel has that driver built in.</summary>
    public IReadOnlyList<string> ToHarness { get; }

    /// <summary>Modules that lead to the disks: the rest.</summary>
    public IReadOnlyList<string> ToDisks { get; }

    /// <summary>The GPU's driver and what it uses.</summary>
    public IReadOnlyList<string> Gpu { get; }

    /// <summary>All of them, by the names that <c>/sys/module</c> has for them.</summary>
    public IEnumerable<string> Names => ToHarness.Concat(ToDisks).Concat(Gpu).Select(NameOf);

    /// <summary>Loads modules, in order, each with its parameters on the kernel's command line (<c>drm.debug=1</c>).</summary>
    /// <exception cref="IOException">One could not be loaded; the message names it.</exception>
    public void Load(IReadOnlyList<string> files)
    {
        foreach (var file in files)
        {
            var prefix = NameOf(file) + ".";
            var parameters = string.Empty;
            foreach (var word in _commandLine)
            {
                parameters += word.StartsWith(prefix, StringComparison.Ordinal) ? $"{word[prefix.Length..]} " : string.Empty;
            }

            Linux.LoadModule(Path.Combine(Folder, file), parameters);
        }
    }

    /// <summary>
    /// What tells builds of a loaded module apart: its srcversion, which not every kernel notes, and the build id that the linker wrote. Nothing when the
    /// module is not loaded.
    /// </summary>
    public static IEnumerable<(string What, string Value)> Marks(string module)
    {
        var folder = $"/sys/module/{module}";
        var source = Path.Combine(folder, "srcversion");
        if (File.Exists(source))
        {
            yield return ("srcversion", File.ReadAllText(source).Trim());
        }

        // An ELF note: lengths of name and value, type, the name "GNU", the value.
        const int Header = 16;
        var note = Path.Combine(folder, "notes", ".note.gnu.build-id");
        if (File.Exists(note) && File.ReadAllBytes(note) is { Length: > Header } bytes)
        {
            yield return ("buildId", Convert.ToHexStringLower(bytes.AsSpan(Header)));
        }
    }

    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file).Replace('-', '_');
}
