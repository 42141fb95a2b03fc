using System.Buffers.Binary;
using System.IO.Compression;
using Harness.Guests.Host;

namespace Harness.Guests.Kernels;

/// <summary>
/// Takes the kernel itself, an ELF file, out of the compressed image that boot loaders load. QEMU starts the former at once, while the latter
/// decompresses itself first, which emulation makes slow.
/// </summary>
/// <remarks>The setup header is described in the kernel's Documentation/arch/x86/boot.rst.</remarks>
public static class BzImage
{
    private const int SetupSectors = 0x1f1;
    private const int HeaderMagic = 0x202;
    private const int PayloadOffset = 0x248;
    private const int PayloadLength = 0x24c;
    private const int HeaderEnd = 0x250;
    private const int Sector = 512;
    private const int DefaultSetupSectors = 4;

    /// <summary>Whether a file begins as an ELF file does: a kernel that needs no extraction.</summary>
    public static bool IsElf(ReadOnlySpan<byte> content) => content.StartsWith("\x7f"u8) && content[1..].StartsWith("ELF"u8);

    /// <summary>Writes the kernel that is in an image, or the image itself when it is an ELF file already.</summary>
    /// <param name="image">A bzImage (<c>vmlinuz</c>) or <c>vmlinux</c>.</param>
    /// <param name="output">The file to make.</param>
    /// <param name="tools">Runs the decompressors that .NET lacks.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InvalidDataException">It is neither, or is compressed in a way that is not known here.</exception>
    public static void ExtractKernel(string image, string output, HostTools tools, CancellationToken cancellation)
    {
        var content = File.ReadAllBytes(image);
        if (IsElf(content))
        {
            File.Copy(image, output, overwrite: true);
            return;
        }

        var payload = Payload(content, image);
        if (payload.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            using var stream = new GZipStream(new MemoryStream(payload.ToArray()), CompressionMode.Decompress);
            using var file = File.Create(output);
            stream.CopyTo(file);
        }
        else
        {
            Decompress(payload, image, output, tools, cancellation);
        }

        using var made = File.OpenRead(output);
        Span<byte> start = stackalloc byte[4];
        if (made.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !IsElf(start))
        {
            throw new InvalidDataException($"What is compressed in {image} is no ELF file.");
        }
    }

    /// <summary>The compressed kernel in an image.</summary>
    internal static ReadOnlyMemory<byte> Payload(byte[] content, string name)
    {
        if (content.Length < HeaderEnd || !content.AsSpan(HeaderMagic).StartsWith("HdrS"u8))
        {
            throw new InvalidDataException($"{name} is no Linux kernel for x86: it has neither an ELF header nor the boot protocol's HdrS.");
        }

        var sectors = content[SetupSectors] is var stated and > 0 ? stated : DefaultSetupSectors;
        var offset = (sectors + 1L) * Sector + BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(PayloadOffset));
        long length = BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(PayloadLength));
        return length > 0 && offset + length <= content.Length
            ? content.AsMemory((int)offset, (int)length)
            : throw new InvalidDataException($"{name} is cut short: its header says that {length} bytes begin at {offset}, and it has {content.Length}.");
    }

    private static void Decompress(ReadOnlyMemory<byte> payload, string image, string output, HostTools tools, CancellationToken cancellation)
    {
        var program = payload.Span switch
        {
            [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "xz",
            [0x28, 0xb5, 0x2f, 0xfd, ..] => "zstd",
            [0x02, 0x21, 0x4c, 0x18, ..] => "lz4",
            [(byte)'B', (byte)'Z', (byte)'h', ..] => "bzip2",
            _ => throw new InvalidDataException($"The kernel in {image} is compressed neither by xz, zstd, gzip, lz4 nor bzip2."),
        };

        // The kernel's build appends the decompressed size, four bytes that belong to no format but gzip's.
        var packed = tools.FileAt("kernel-payload");
        File.WriteAllBytes(packed, payload.Span[..^sizeof(uint)]);
        tools.Run($"decompress {image}", program, ["-dc", packed], cancellation, output);
        File.Delete(packed);
    }
}
