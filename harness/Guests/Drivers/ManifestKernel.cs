using Harness.Guests.Kernels;
using Harness.Guests.Toml;

namespace Harness.Guests.Drivers;

/// <summary>The tables <c>[kernel]</c> and <c>[[module]]</c> of a driver's manifest.</summary>
/// <param name="folder">The package's folder.</param>
/// <param name="root">The manifest.</param>
internal sealed class ManifestKernel(string folder, TomlTable root)
{
    /// <summary>The kernel bundle, the single modules, and the release that all of it is for; null, none and null when there is nothing.</summary>
    public (KernelBundle? Bundle, IReadOnlyList<PackagedModule> Modules, string? Release) Read(DriverKind kind)
    {
        var (kernel, modules) = (root.OptionalTable("kernel"), root.Tables("module"));
        if (!kind.HasFlag(DriverKind.Kernel))
        {
            return (kernel ?? (modules.Count > 0 ? modules[0] : null)) is { } stray
                ? throw root.Wrong(stray, $"a package of kind \"user-space\" has no {stray.Title}; allowed is kind = \"both\" with it")
                : (null, [], null);
        }

        if (kernel is null && modules.Count == 0)
        {
            throw new TomlException(root.File, root.Line, "there is neither [kernel], which names a kernel bundle, nor [[module]], which names a module file; kind = \"user-space\" does without");
        }

        var bundle = kernel is null ? null : Bundle(kernel);
        var read = modules.Select(Module).ToArray();
        var release = bundle?.Release ?? read[0].Module.Release;
        foreach (var (module, table) in read)
        {
            if (module.Release != release)
            {
                var other = bundle is null ? $"{Path.GetFileName(read[0].Module.File)} was built for {release}" : $"the kernel of this package is {release}";
                throw root.Wrong(table, $"{Path.GetFileName(module.File)} was built for kernel {module.Release}, and {other}; build it against that very kernel");
            }
        }

        return (bundle, [.. read.Select(pair => pair.Module)], release);
    }

    private KernelBundle Bundle(TomlTable kernel)
    {
        var text = kernel.Text("bundle", "the folder of the kernel bundle: vmlinux, release, load and modules/");
        kernel.Finish();
        var path = Path.GetFullPath(text.Value, folder);
        if (!Directory.Exists(path))
        {
            throw kernel.Wrong(text, $"there is no folder {path}, which should hold vmlinux, release, load and modules/; the path is taken from {folder}");
        }

        var bundle = Checked(() => KernelBundle.Read(path), kernel, text);
        foreach (var module in bundle.Modules)
        {
            if (Checked(() => PackagedModule.Read(module.Path), kernel, text).Release is var own && own != bundle.Release)
            {
                throw kernel.Wrong(text, $"{module.FileName} of the kernel bundle was built for kernel {own}, and the bundle is of {bundle.Release}");
            }
        }

        return bundle;
    }

    private (PackagedModule Module, TomlTable Table) Module(TomlTable table)
    {
        var (file, before) = (table.Text("file", "the module's file, as in file = \"virtio_gpu.ko\""), table.OptionalText("before"));
        table.Finish();
        var path = Path.GetFullPath(file.Value, folder);
        return File.Exists(path)
            ? (Checked(() => PackagedModule.Read(path, before?.Value), table, file), table)
            : throw table.Wrong(file, $"there is no file {path}; the path is taken from {folder}");
    }

    private static T Checked<T>(Func<T> read, TomlTable table, TomlNode place)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw table.Wrong(place, e.Message.TrimEnd('.'));
        }
    }
}
