using System.Runtime.InteropServices;

namespace Harness.Gl.Mutants;

/// <summary>Defects in uploads, reading back, blits and copies.</summary>
internal static unsafe class TransferMutants
{
    private const uint UnpackRowLength = 0x0cf2;
    private const uint UnpackImageHeight = 0x806e;
    private const uint Rgba = 0x1908;
    private const uint Bgra = 0x80e1;
    private const uint UnsignedByte = 0x1401;

    /// <summary>Where writes to mapped buffers go to be lost; large enough for any scene's.</summary>
    private static readonly byte* Nowhere = (byte*)NativeMemory.AllocZeroed(1 << 20);

    public static IEnumerable<GlMutant> All() =>
    [
        new("read-back-flipped", "Pixels are read with the top row first.", [new("glReadPixels", (nint)(delegate* unmanaged<int, int, int, int, uint, uint, void*, void>)&ReadFlipped)]),
        new("read-back-red-blue-swapped", "RGBA pixels are read as BGRA.", [new("glReadPixels", (nint)(delegate* unmanaged<int, int, int, int, uint, uint, void*, void>)&ReadSwapped)]),
        new("read-back-offset-ignored", "Pixels are always read from the corner of the framebuffer.", [new("glReadPixels", (nint)(delegate* unmanaged<int, int, int, int, uint, uint, void*, void>)&ReadFromCorner)]),
        Blit("blit-y-flipped", "Blits are upside down.", &BlitFlipped),
        Blit("blit-never-linear", "Blits are never filtered.", &BlitNearest),
        Blit("blit-mirror-ignored", "Blits never mirror.", &BlitUnmirrored),
        Unpack("unpack-row-length-ignored", "The row length of uploads is taken for their width.", &RowLengthIgnored),
        Unpack("unpack-image-height-ignored", "The image height of uploads is taken for their height.", &ImageHeightIgnored),
        new("upload-bgra-as-rgba", "BGRA texels are stored as RGBA.", [new("glTexSubImage2D", (nint)(delegate* unmanaged<uint, int, int, int, int, int, uint, uint, void*, void>)&UploadBgraAsRgba)]),
        new("upload-position-ignored", "Texels are always stored from the corner of the texture.", [new("glTexSubImage2D", (nint)(delegate* unmanaged<uint, int, int, int, int, int, uint, uint, void*, void>)&UploadAtCorner)]),
        new("upload-slice-ignored", "Texels of volumes and arrays are always stored from the first slice.", [new("glTexSubImage3D", (nint)(delegate* unmanaged<uint, int, int, int, int, int, int, int, uint, uint, void*, void>)&UploadAtFirstSlice)]),
        new("buffer-offset-ignored", "Bytes are always stored from the beginning of the buffer.", [new("glBufferSubData", (nint)(delegate* unmanaged<uint, nint, nint, void*, void>)&BufferOffsetIgnored)]),
        new("mapped-writes-lost", "What is written to a mapped buffer never reaches it.",
            [new("glMapBufferRange", (nint)(delegate* unmanaged<uint, nint, nint, uint, void*>)&MapNowhere), new("glUnmapBuffer", (nint)(delegate* unmanaged<uint, byte>)&Unmap), new("glFlushMappedBufferRange", (nint)(delegate* unmanaged<uint, nint, nint, void>)&Flush)]),
        new("buffer-copy-offset-ignored", "Bytes are always copied to the beginning of the buffer.", [new("glCopyBufferSubData", (nint)(delegate* unmanaged<uint, uint, nint, nint, nint, void>)&CopyToBeginning)]),
        new("image-copy-layer-ignored", "Images are always copied to the first layer.", [new("glCopyImageSubData", (nint)(delegate* unmanaged<uint, uint, int, int, int, int, uint, uint, int, int, int, int, int, int, int, void>)&CopyToFirstLayer)]),
    ];

    private static GlMutant Blit(string name, string defect, delegate* unmanaged<int, int, int, int, int, int, int, int, uint, uint, void> call) => new(name, defect, [new("glBlitFramebuffer", (nint)call)]);

    private static GlMutant Unpack(string name, string defect, delegate* unmanaged<uint, int, void> call) => new(name, defect, [new("glPixelStorei", (nint)call)]);

    [UnmanagedCallersOnly]
    private static void ReadFlipped(int x, int y, int width, int height, uint format, uint type, void* pixels)
    {
        RealCalls.ReadPixels(x, y, width, height, format, type, pixels);
        if (format == Rgba && type == UnsignedByte)
        {
            var rows = new Span<uint>(pixels, width * height);
            for (int row = 0; row < height / 2; row++)
            {
                for (int i = 0; i < width; i++)
                {
                    ref uint other = ref rows[((height - 1 - row) * width) + i];
                    (rows[(row * width) + i], other) = (other, rows[(row * width) + i]);
                }
            }
        }
    }

    [UnmanagedCallersOnly]
    private static void ReadSwapped(int x, int y, int width, int height, uint format, uint type, void* pixels) => RealCalls.ReadPixels(x, y, width, height, format == Rgba ? Bgra : format, type, pixels);

    [UnmanagedCallersOnly]
    private static void ReadFromCorner(int x, int y, int width, int height, uint format, uint type, void* pixels) => RealCalls.ReadPixels(0, 0, width, height, format, type, pixels);

    [UnmanagedCallersOnly]
    private static void BlitFlipped(int x0, int y0, int x1, int y1, int toX0, int toY0, int toX1, int toY1, uint buffers, uint filter) =>
        RealCalls.BlitFramebuffer(x0, y0, x1, y1, toX0, toY1, toX1, toY0, buffers, filter);

    [UnmanagedCallersOnly]
    private static void BlitNearest(int x0, int y0, int x1, int y1, int toX0, int toY0, int toX1, int toY1, uint buffers, uint filter) =>
        RealCalls.BlitFramebuffer(x0, y0, x1, y1, toX0, toY0, toX1, toY1, buffers, 0x2600);

    [UnmanagedCallersOnly]
    private static void BlitUnmirrored(int x0, int y0, int x1, int y1, int toX0, int toY0, int toX1, int toY1, uint buffers, uint filter) =>
        RealCalls.BlitFramebuffer(
            Math.Min(x0, x1), Math.Min(y0, y1), Math.Max(x0, x1), Math.Max(y0, y1), Math.Min(toX0, toX1), Math.Min(toY0, toY1), Math.Max(toX0, toX1), Math.Max(toY0, toY1), buffers, filter);

    [UnmanagedCallersOnly]
    private static void RowLengthIgnored(uint name, int value) => RealCalls.PixelStore(name, name == UnpackRowLength ? 0 : value);

    [UnmanagedCallersOnly]
    private static void ImageHeightIgnored(uint name, int value) => RealCalls.PixelStore(name, name == UnpackImageHeight ? 0 : value);

    [UnmanagedCallersOnly]
    private static void UploadBgraAsRgba(uint target, int level, int x, int y, int width, int height, uint format, uint type, void* pixels) =>
        RealCalls.TexSubImage2D(target, level, x, y, width, height, format == Bgra ? Rgba : format, type, pixels);

    [UnmanagedCallersOnly]
    private static void UploadAtCorner(uint target, int level, int x, int y, int width, int height, uint format, uint type, void* pixels) =>
        RealCalls.TexSubImage2D(target, level, 0, 0, width, height, format, type, pixels);

    [UnmanagedCallersOnly]
    private static void UploadAtFirstSlice(uint target, int level, int x, int y, int z, int width, int height, int depth, uint format, uint type, void* pixels) =>
        RealCalls.TexSubImage3D(target, level, x, y, 0, width, height, depth, format, type, pixels);

    [UnmanagedCallersOnly]
    private static void BufferOffsetIgnored(uint target, nint offset, nint size, void* data) => RealCalls.BufferSubData(target, 0, size, data);

    [UnmanagedCallersOnly]
    private static void* MapNowhere(uint target, nint offset, nint length, uint access) => length <= 1 << 20 ? Nowhere : null;

    [UnmanagedCallersOnly]
    private static byte Unmap(uint target) => 1;

    [UnmanagedCallersOnly]
    private static void Flush(uint target, nint offset, nint length)
    {
    }

    [UnmanagedCallersOnly]
    private static void CopyToBeginning(uint from, uint to, nint fromOffset, nint toOffset, nint size) => RealCalls.CopyBufferSubData(from, to, fromOffset, 0, size);

    [UnmanagedCallersOnly]
    private static void CopyToFirstLayer(uint from, uint fromTarget, int fromLevel, int fromX, int fromY, int fromZ, uint to, uint toTarget, int toLevel, int toX, int toY, int toZ, int width, int height, int depth) =>
        RealCalls.CopyImageSubData(from, fromTarget, fromLevel, fromX, fromY, fromZ, to, toTarget, toLevel, toX, toY, 0, width, height, depth);
}
