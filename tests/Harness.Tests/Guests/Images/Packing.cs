using System.Buffers.Binary;
using CliWrap;

namespace Harness.Tests.Guests.Images;

/// <summary>Compresses as packagers of kernels do, by the programs that they use.</summary>
internal static class Packing
{
    public static byte[] Compress(string program, byte[] content)
    {
        using var output = new MemoryStream();
        var command = CliWrap.Cli.Wrap(program).WithArguments(["-c"]).WithStandardInputPipe(PipeSource.FromBytes(content)).WithStandardOutputPipe(PipeTarget.ToStream(output));
        command.ExecuteAsync().GetAwaiter().GetResult();
        return output.ToArray();
    }

    /// <summary>A kernel image for boot loaders with that payload, laid out as the boot protocol says.</summary>
    /// <param name="payload">The compressed kernel.</param>
    /// <param name="size">The decompressed size, which the kernel's build appends; null for gzip, whose format ends with it.</param>
    public static byte[] BzImage(byte[] payload, uint? size)
    {
        const int Start = 2 * 512 + 64;
        var file = new byte[Start + payload.Length + (size is null ? 0 : 4) + 100];
        file[0x1f1] = 1;
        "HdrS"u8.CopyTo(file.AsSpan(0x202));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(0x248), 64);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(0x24c), payload.Length + (size is null ? 0 : 4));
        payload.CopyTo(file, Start);
        if (size is { } stated)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(Start + payload.Length), stated);
        }

        return file;
    }
}
