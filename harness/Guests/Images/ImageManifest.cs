using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Guests.Images;

/// <summary>What a built image is made of, <c>manifest.json</c>. It is written last: a folder without it is no image.</summary>
/// <param name="Recipe">Name of the recipe.</param>
/// <param name="RecipeHash">What <see cref="GuestRecipe.Hash"/> was.</param>
/// <param name="BuilderVersion">The version of the layout and of the way it is made.</param>
/// <param name="KernelRelease">What <c>uname -r</c> says in the guest.</param>
/// <param name="Packages">All packages of it.</param>
/// <param name="Files">All its files but this one.</param>
public sealed record ImageManifest(
    string Recipe, string RecipeHash, int BuilderVersion, string KernelRelease, IReadOnlyList<ImagePackage> Packages, IReadOnlyList<ImageFile> Files)
{
    /// <summary>The manifest's name in the image's folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The version of a package in the image; null when it is not in it.</summary>
    public string? VersionOf(string package) => Packages.FirstOrDefault(other => other.Name == package)?.Version;

    /// <summary>Reads the manifest of an image; null when there is none or it is damaged.</summary>
    internal static ImageManifest? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, FileName)), ImageJson.Default.ImageManifest);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it into an image's folder.</summary>
    internal void Write(string folder) => File.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, ImageJson.Default.ImageManifest));
}

/// <summary>A Debian package in an image.</summary>
public sealed record ImagePackage(string Name, string Version, string Architecture);

/// <summary>A file of an image.</summary>
/// <param name="Path">From the image's folder.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In lower-case hexadecimal digits.</param>
public sealed record ImageFile(string Path, long Size, string Sha256);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImageManifest))]
internal sealed partial class ImageJson : JsonSerializerContext;
