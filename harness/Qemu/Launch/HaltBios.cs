namespace Harness.Qemu.Launch;

/// <summary>
/// A firmware that stops the processor at once (PROTOCOL section 0.1): the machine then runs, its clock advances, and nobody touches its
/// devices but the harness.
/// </summary>
public static class HaltBios
{
    private const int Size = 64 * 1024;
    private const int ResetVector = Size - 16;

    /// <summary>The image: cli, hlt and a jump back to hlt at the reset vector, hlt everywhere else.</summary>
    public static byte[] Image()
    {
        const byte Hlt = 0xf4;
        var image = new byte[Size];
        Array.Fill(image, Hlt);
        ((ReadOnlySpan<byte>)[0xfa, Hlt, 0xeb, 0xfd]).CopyTo(image.AsSpan(ResetVector));
        return image;
    }
}
