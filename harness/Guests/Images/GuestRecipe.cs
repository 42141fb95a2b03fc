using System.Security.Cryptography;
using System.Text;
using Harness.Guests.Kernels;

namespace Harness.Guests.Images;

/// <summary>What a guest image is made of. Recipes are files, <c>images/guests/NAME.toml</c>; <see cref="RecipeFile"/> reads them.</summary>
public sealed record GuestRecipe
{
    /// <summary>The recipe's file, as messages name it.</summary>
    public string File { get; init; } = string.Empty;

    /// <summary>The image's name, which is the file's.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Description { get; init; }

    /// <summary>Suites of Debian's archive that packages are taken from.</summary>
    public required IReadOnlyList<string> Suites { get; init; }

    /// <summary>Components of them.</summary>
    public required IReadOnlyList<string> Components { get; init; }

    /// <summary>The kernel's package.</summary>
    public required string KernelPackage { get; init; }

    /// <summary>The kernel's modules.</summary>
    public required ModuleChoice Modules { get; init; }

    /// <summary>Packages in the root disk; what they depend on follows by itself.</summary>
    public required IReadOnlyList<string> Packages { get; init; }

    /// <summary>Files in the root disk that are of no package.</summary>
    public IReadOnlyList<RecipeExtra> Files { get; init; } = [];

    /// <summary>The lines that packages are named in, for messages.</summary>
    public IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>();

    /// <summary>A hash of what the recipe says and of the builder's version. Comments, wording and order of the file do not matter.</summary>
    public string Hash
    {
        get
        {
            using var text = new MemoryStream();
            using (var writer = new BinaryWriter(text, Encoding.UTF8))
            {
                writer.Write(ImageBuilder.Version);
                writer.Write(KernelPackage);
                WriteAll(writer, Suites);
                WriteAll(writer, Components);
                WriteAll(writer, Packages);
                WriteAll(writer, Modules.Boot);
                WriteAll(writer, Modules.Gpu);
                WriteAll(writer, [.. Files.SelectMany(file => (string[])[file.Path, file.Text, file.Executable ? "program" : "file"])]);
            }

            return Convert.ToHexStringLower(SHA256.HashData(text.ToArray()))[..10];
        }
    }

    // Strings carry their lengths and lists their counts, so that no two recipes write the same bytes.
    private static void WriteAll(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }
}

/// <summary>A file in the root disk that is of no package.</summary>
/// <param name="Path">Where, from the root: <c>/etc/drirc</c>.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Executable">Whether it is a program.</param>
public sealed record RecipeExtra(string Path, string Text, bool Executable);
