namespace Harness.Guests.Kernels;

/// <summary>When a module is loaded: before the root disk is there, or when the GPU's driver is wanted.</summary>
public enum ModulePhase
{
    /// <summary>What reaching the disk, the console and the host takes.</summary>
    Boot,

    /// <summary>The GPU's driver and what it uses.</summary>
    Gpu,
}

/// <summary>A module that a guest loads.</summary>
/// <param name="Phase">When.</param>
/// <param name="Path">The file, uncompressed.</param>
public sealed record GuestModule(ModulePhase Phase, string Path)
{
    /// <summary>The file's name, <c>virtio_gpu.ko</c>.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);
}

/// <summary>
/// A kernel and its modules for a guest, in a folder: <c>vmlinux</c> (uncompressed, with PVH entry), <c>release</c> (what <c>uname -r</c>
/// says), <c>modules/NAME.ko</c> (uncompressed) and <c>load</c> (one module a line in the order of loading, as <c>boot NAME.ko</c> or
/// <c>gpu NAME.ko</c>). Images have one, and so have packages of kernel drivers.
/// </summary>
/// <param name="Folder">Full path.</param>
/// <param name="Release">What <c>uname -r</c> says under it.</param>
/// <param name="Modules">In the order of loading.</param>
public sealed record KernelBundle(string Folder, string Release, IReadOnlyList<GuestModule> Modules)
{
    internal const string KernelFile = "vmlinux";
    internal const string ReleaseFile = "release";
    internal const string LoadFile = "load";
    internal const string ModulesFolder = "modules";

    /// <summary>The kernel, for QEMU's <c>-kernel</c>.</summary>
    public string Vmlinux => Path.Combine(Folder, KernelFile);

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="InvalidDataException">A part of it is missing or is not as described.</exception>
    public static KernelBundle Read(string folder)
    {
        var load = Required(folder, LoadFile);
        var modules = File.ReadAllLines(load).Where(line => line.Length > 0).Select((line, index) => Module(folder, line, $"{load}:{index + 1}")).ToArray();
        Required(folder, KernelFile);
        return new KernelBundle(folder, File.ReadAllText(Required(folder, ReleaseFile)).Trim(), modules);
    }

    /// <summary>A line of the load list.</summary>
    internal static string LoadLine(ModulePhase phase, string fileName) => $"{(phase == ModulePhase.Boot ? "boot" : "gpu")} {fileName}";

    private static GuestModule Module(string folder, string line, string place)
    {
        ModulePhase? phase = line.Split(' ') switch
        {
            ["boot", _] => ModulePhase.Boot,
            ["gpu", _] => ModulePhase.Gpu,
            _ => null,
        };
        return phase is { } known
            ? new GuestModule(known, Required(Path.Combine(folder, ModulesFolder), line.Split(' ')[1]))
            : throw new InvalidDataException($"{place}: '{line}' is neither 'boot NAME.ko' nor 'gpu NAME.ko'.");
    }

    private static string Required(string folder, string name) => Path.Combine(folder, name) is var path && File.Exists(path)
        ? path
        : throw new InvalidDataException($"The kernel bundle {folder} is not whole: there is no {path}.");
}
