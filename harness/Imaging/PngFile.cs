using System.Runtime.InteropServices;
using SkiaSharp;

namespace Harness.Imaging;

/// <summary>
/// Frames as PNG files: exact both ways (alpha is kept apart from colour, no colour management), the same bytes for the same frame,
/// and small for pictures of few colours.
/// </summary>
public static class PngFile
{
    /// <summary>Frames up to this size are compressed as hard as PNG goes, since they may be committed; larger ones are artifacts of a run, written once.</summary>
    private const int HardPixels = 512 * 512;

    /// <summary>What wins differs by picture: plain rows for flat ones, predicted rows for gradients. All are tried and the smallest is kept.</summary>
    private static readonly SKPngEncoderFilterFlags[] HardFilters =
        [SKPngEncoderFilterFlags.NoFilters, SKPngEncoderFilterFlags.Sub, SKPngEncoderFilterFlags.Up, SKPngEncoderFilterFlags.Paeth, SKPngEncoderFilterFlags.AllFilters];

    /// <summary>The frame as a PNG file's bytes.</summary>
    public static byte[] Encode(Frame frame)
    {
        if (frame.Width * frame.Height > HardPixels)
        {
            return Encode(frame, SKPngEncoderFilterFlags.Sub, 6);
        }

        return HardFilters.Select(filter => Encode(frame, filter, 9)).MinBy(bytes => bytes.Length)!;
    }

    /// <summary>Reads a PNG file's bytes.</summary>
    /// <param name="png">A whole file.</param>
    /// <param name="name">What to call the picture in an error.</param>
    /// <exception cref="InvalidDataException">The bytes are no PNG file, or a damaged one.</exception>
    public static Frame Decode(ReadOnlySpan<byte> png, string name = "the picture")
    {
        using var data = SKData.CreateCopy(png);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat != SKEncodedImageFormat.Png)
        {
            throw new InvalidDataException($"{name} is no PNG file ({png.Length} bytes).");
        }

        var frame = new Frame(codec.Info.Width, codec.Info.Height);
        var pinned = GCHandle.Alloc(frame.Rgba, GCHandleType.Pinned);
        try
        {
            var result = codec.GetPixels(Info(frame, SKAlphaType.Unpremul), pinned.AddrOfPinnedObject());
            return result == SKCodecResult.Success ? frame : throw new InvalidDataException($"{name} is a damaged PNG file: {result}.");
        }
        finally
        {
            pinned.Free();
        }
    }

    /// <summary>Writes the frame to a file, and makes its folder. A reader sees the old file or the new one, never half of it.</summary>
    public static void Write(Frame frame, string path) => WriteBytes(Encode(frame), path);

    /// <summary>Reads a PNG file.</summary>
    /// <exception cref="InvalidDataException">The file is no PNG file, or a damaged one.</exception>
    public static Frame Read(string path) => Decode(File.ReadAllBytes(path), path);

    private static void WriteBytes(byte[] png, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var unfinished = $"{path}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.part";
        try
        {
            File.WriteAllBytes(unfinished, png);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static byte[] Encode(Frame frame, SKPngEncoderFilterFlags filter, int level)
    {
        // Without alpha in use the file has three channels and reads back with alpha 255.
        var opaque = !frame.Packed().ContainsAnyInRange(0x00000000u, 0xFEFFFFFFu);
        var pinned = GCHandle.Alloc(frame.Rgba, GCHandleType.Pinned);
        try
        {
            using var pixels = new SKPixmap(Info(frame, opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul), pinned.AddrOfPinnedObject());
            using var data = pixels.Encode(new SKPngEncoderOptions(filter, level))
                ?? throw new InvalidOperationException($"The PNG encoder refused a {frame.Width}x{frame.Height} frame.");
            return data.ToArray();
        }
        finally
        {
            pinned.Free();
        }
    }

    // No colour space: Skia then neither converts nor writes a colour profile.
    private static SKImageInfo Info(Frame frame, SKAlphaType alpha) => new(frame.Width, frame.Height, SKColorType.Rgba8888, alpha);
}
