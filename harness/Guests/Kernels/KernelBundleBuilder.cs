using Harness.Guests.Host;

namespace Harness.Guests.Kernels;

/// <summary>Makes kernel bundles from a kernel as it is installed: a Debian package unpacked, or what a kernel developer's <c>make</c> installed.</summary>
/// <param name="tools">Runs decompressors.</param>
public sealed class KernelBundleBuilder(HostTools tools)
{
    private const uint PvhEntry = 18;

    /// <summary>Makes a bundle from a tree with <c>boot/vmlinuz-RELEASE</c> (or <c>vmlinux</c>) and <c>lib/modules/RELEASE</c>.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="choice">The modules that are wanted; what they depend on follows by itself.</param>
    /// <param name="output">The bundle's folder, which is made.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidDataException">There is no such kernel, it cannot be started directly, or a module is missing.</exception>
    public KernelBundle FromTree(string tree, ModuleChoice choice, string output, CancellationToken cancellation)
    {
        var modules = ModuleFiles.FindIn(tree);
        return Build(ImageIn(tree, modules), modules, choice, output, cancellation);
    }

    /// <summary>Makes a bundle from a kernel and its modules wherever they are.</summary>
    /// <param name="image">A bzImage, or an ELF file.</param>
    /// <param name="modules">Its modules.</param>
    /// <param name="choice">The modules that are wanted.</param>
    /// <param name="output">The bundle's folder, which is made.</param>
    /// <param name="cancellation">Ends the work.</param>
    public KernelBundle Build(string image, ModuleFiles modules, ModuleChoice choice, string output, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.Combine(output, KernelBundle.ModulesFolder));
        var kernel = Path.Combine(output, KernelBundle.KernelFile);
        BzImage.ExtractKernel(image, kernel, tools, cancellation);
        if (!new ElfFile(File.ReadAllBytes(kernel), image).HasNote("Xen", PvhEntry))
        {
            throw new InvalidDataException($"The kernel {image} has no PVH entry, through which QEMU starts it: build it with CONFIG_PVH=y.");
        }

        var order = new ModuleOrder(modules, Path.Combine(output, KernelBundle.ModulesFolder), tools, cancellation);
        foreach (var name in choice.Boot)
        {
            order.Add(name, ModulePhase.Boot);
        }

        foreach (var name in choice.Gpu)
        {
            order.Add(name, ModulePhase.Gpu);
        }

        File.WriteAllText(Path.Combine(output, KernelBundle.ReleaseFile), modules.Release + "\n");
        File.WriteAllText(Path.Combine(output, KernelBundle.LoadFile), string.Concat(order.Modules.Select(m => KernelBundle.LoadLine(m.Phase, m.FileName) + "\n")));
        return new KernelBundle(output, modules.Release, order.Modules);
    }

    private static string ImageIn(string tree, ModuleFiles modules)
    {
        var release = modules.Release;
        string[] places =
        [
            Path.Combine(modules.Folder, "vmlinux"),
            Path.Combine(tree, "boot", $"vmlinux-{release}"),
            Path.Combine(tree, "vmlinux"),
            Path.Combine(tree, "boot", $"vmlinuz-{release}"),
            Path.Combine(modules.Folder, "vmlinuz"),
            Path.Combine(tree, "bzImage"),
        ];
        return Array.Find(places, File.Exists)
            ?? throw new InvalidDataException($"There is no kernel for release {release} in {tree}: none of {string.Join(", ", places)}.");
    }
}
