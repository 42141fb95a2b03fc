namespace Harness.Guests.Images;

/// <summary>A built image is not what it was when it was built. It has been removed; <see cref="GuestImages.Ensure"/> builds it anew.</summary>
public sealed class DamagedImageException(string image, string file, string reason)
    : IOException($"The guest image {image} is damaged and was removed: {file} {reason}. It is built anew at its next use.")
{
    /// <summary>The image.</summary>
    public string Image { get; } = image;

    /// <summary>Its first damaged file.</summary>
    public string File { get; } = file;
}
