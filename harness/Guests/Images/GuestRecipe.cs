using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Guests.Kernels;

namespace Harness.Guests.Images;

/// <summary>What a guest image is made of. Recipes are files, <c>images/guests/NAME.toml</c>; <see cref="RecipeFile"/> reads them.</summary>
public sealed record GuestRecipe
{
    /// <summary>The recipe's file, as messages name it.</summary>
    [JsonIgnore]
    public string File { get; init; } = string.Empty;

    /// <summary>The image's name, which is the file's.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a few words.</summary>
    [JsonIgnore]
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
    [JsonIgnore]
    public IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>();

    /// <summary>The version of the builder, of which the image depends as well.</summary>
    [JsonInclude]
    internal int BuilderVersion { get; init; } = ImageBuilder.Version;

    /// <summary>A hash of what the recipe says and of the builder's version. Comments, wording and order of the file do not matter.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, ImageJson.Default.GuestRecipe)))[..10];
}

/// <summary>A file in the root disk that is of no package.</summary>
/// <param name="Path">Where, from the root: <c>/etc/drirc</c>.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Executable">Whether it is a program.</param>
public sealed record RecipeExtra(string Path, string Text, bool Executable);
