namespace Harness.Guests.Images;

/// <summary>What a build is at.</summary>
/// <param name="Image">The image's name.</param>
/// <param name="Step">What happens now, in a few words: "downloading packages: 34 of 126 MiB".</param>
public sealed record BuildProgress(string Image, string Step)
{
    public override string ToString() => $"{Image}: {Step}";
}
