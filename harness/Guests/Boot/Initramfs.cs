using System.Text;
using Harness.Guests.Images;
using Harness.Guests.Kernels;

namespace Harness.Guests.Boot;

/// <summary>A file for the guest's first file system.</summary>
/// <param name="Name">Where, from the root.</param>
/// <param name="Path">The file on the host.</param>
/// <param name="Executable">Whether it is a program.</param>
public sealed record InitramfsFile(string Name, string Path, bool Executable = false);

/// <summary>
/// The guest's first file system: the agent as <c>/init</c>, the C library it needs, and the modules that lead to the root disk and the GPU.
/// It is composed anew for each launch, so that a changed agent or driver needs no new image.
/// </summary>
/// <param name="Runtime">Folder with dynamic loader and C library; see <see cref="GuestImage.Runtime"/>.</param>
/// <param name="Modules">Modules in the order of loading.</param>
/// <param name="Init">The program that becomes process 1.</param>
public sealed record Initramfs(string Runtime, IReadOnlyList<GuestModule> Modules, string Init)
{
    /// <summary>Where the list of modules is in the guest: a line for each, <c>boot NAME.ko</c> or <c>gpu NAME.ko</c>.</summary>
    public const string LoadList = "/modules/load";

    private const string Loader = "ld-linux-x86-64.so.2";
    private const int BufferSize = 1 << 20;

    private static readonly string[] Folders = ["dev", "proc", "sys", "run", "tmp", "newroot"];

    /// <summary>Of an image with its own kernel.</summary>
    public Initramfs(GuestImage image, string init) : this(image.Runtime, image.Kernel.Modules, init)
    {
    }

    /// <summary>More files. Default: none.</summary>
    public IReadOnlyList<InitramfsFile> Files { get; init; } = [];

    /// <summary>Writes it to a file, uncompressed: a kernel under emulation copies faster than it decompresses.</summary>
    /// <param name="output">The file; overwritten.</param>
    /// <exception cref="IOException">A part cannot be read, or the file cannot be written.</exception>
    public void Write(string output)
    {
        using var stream = new FileStream(output, FileMode.Create, FileAccess.Write, FileShare.Read, BufferSize);
        Write(stream);
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream output)
    {
        var archive = new CpioWriter(output);
        foreach (var folder in Folders)
        {
            archive.AddFolder(folder);
        }

        // The kernel opens it for process 1 before anything is mounted.
        archive.AddCharacterDevice("dev/console", 5, 1);
        archive.AddFile("init", Init, executable: true);
        foreach (var file in Directory.GetFiles(Runtime).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            archive.AddFile($"{(name == Loader ? "lib64" : "lib/x86_64-linux-gnu")}/{name}", file, executable: true);
        }

        archive.AddFile(LoadList, Encoding.ASCII.GetBytes(string.Concat(Modules.Select(module => KernelBundle.LoadLine(module.Phase, module.FileName) + "\n"))));
        foreach (var module in Modules)
        {
            archive.AddFile($"modules/{module.FileName}", LoadableModule.Of(File.ReadAllBytes(module.Path)));
        }

        foreach (var file in Files)
        {
            archive.AddFile(file.Name, file.Path, file.Executable);
        }

        archive.End();
    }
}
