using System.Runtime.InteropServices;
using System.Text;

namespace Harness.Tests.VirtioGpu;

/// <summary>A VirGL stream put together dword by dword, so that these tests rest on the protocol alone and not on the encoder.</summary>
internal sealed class RawStream
{
    public const string PassThrough = "VERT\nDCL IN[0]\nDCL OUT[0], POSITION\n  0: MOV OUT[0], IN[0]\n  1: END\n";

    private readonly List<uint> _dwords = [];

    public ReadOnlySpan<uint> Dwords => CollectionsMarshal.AsSpan(_dwords);

    public RawStream Command(uint command, uint objectType, params ReadOnlySpan<uint> payload)
    {
        _dwords.Add(command | (objectType << 8) | ((uint)payload.Length << 16));
        _dwords.AddRange(payload);
        return this;
    }

    public RawStream Shader(uint handle, uint stage, string text)
    {
        var bytes = new byte[(Encoding.ASCII.GetByteCount(text) + 1 + 3) & ~3];
        Encoding.ASCII.GetBytes(text, bytes);
        Command(1, 4, [handle, stage, (uint)text.Length + 1, 300, 0, .. MemoryMarshal.Cast<byte, uint>(bytes)]);
        return Command(31, 0, handle, stage);
    }

    public RawStream Surface(uint handle, uint resource, uint format) => Command(1, 8, handle, resource, format, 0, 0);

    public RawStream Framebuffer(uint surface) => Command(5, 0, 1, 0, surface);

    public RawStream Clear(float red, float green, float blue, float alpha)
        => Command(7, 0, 4, Bits(red), Bits(green), Bits(blue), Bits(alpha), 0, 0, 0);

    public RawStream Viewport(float width, float height)
        => Command(4, 0, 0, Bits(width / 2), Bits(-height / 2), Bits(0.5f), Bits(width / 2), Bits(height / 2), Bits(0.5f));

    public RawStream InlineWrite(uint buffer, ReadOnlySpan<float> data)
        => Command(9, 0, [buffer, 0, 0, 0, 0, 0, 0, 0, (uint)data.Length * 4, 1, 1, .. MemoryMarshal.Cast<float, uint>(data)]);

    /// <summary>Blend with all colours written, one vertex element of four floats, its buffer, and a draw.</summary>
    public RawStream DrawTriangles(uint firstHandle, uint buffer, uint vertices)
        => Command(1, 1, firstHandle, 0, 0, Mask, Mask, Mask, Mask, Mask, Mask, Mask, Mask).Command(2, 1, firstHandle)
            .Command(1, 5, firstHandle + 1, 0, 0, 0, 31).Command(2, 5, firstHandle + 1)
            .Command(6, 0, 16, 0, buffer)
            .Command(8, 0, 0, vertices, 4, 0, 1, 0, 0, 0, 0, 0, uint.MaxValue, 0);

    /// <summary>A fragment shader of one colour.</summary>
    public static string Plain(string rgba) => $"FRAG\nDCL OUT[0], COLOR\nIMM[0] FLT32 {{{rgba}}}\n  0: MOV OUT[0], IMM[0]\n  1: END\n";

    // Colour mask RGBA with ONE and ZERO as factors, which must not be 0 even when blending is off.
    private const uint Mask = (15u << 27) | (1 << 4) | (0x11 << 9) | (1 << 17) | (0x11 << 22);

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
