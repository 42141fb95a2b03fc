using System.Buffers.Binary;
using System.Text;

namespace Harness.Virgl;

/// <summary>
/// A capability set as the renderer gave it (PROTOCOL appendix B); fields are read only where the bytes reach:
/// beyond, numbers are 0 and masks empty.
/// </summary>
/// <param name="Id">1 VIRGL, 2 VIRGL2.</param>
/// <param name="Version">The version asked for.</param>
/// <param name="Bytes">The raw set.</param>
public sealed partial record Capset(uint Id, uint Version, ReadOnlyMemory<byte> Bytes)
{
    private const int RendererBytes = 64;

    /// <summary>The renderer's own words for the GL below it, as in <c>LLVMPIPE (LLVM 15.0.6, 256 bits)</c>; empty in old sets.</summary>
    public string Renderer
    {
        get
        {
            const int offset = 696;
            if (Bytes.Length < offset + RendererBytes)
            {
                return "";
            }

            var text = Bytes.Span.Slice(offset, RendererBytes);
            var end = text.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        }
    }

    /// <summary>The newest capability set version of the renderer.</summary>
    public uint MaxVersion => UInt(0);

    /// <summary>Version of the shading language times 100, as in 450.</summary>
    public uint GlslLevel => UInt(264);

    public LegacyCapabilities LegacyCapabilities => (LegacyCapabilities)UInt(260);

    public VirglCapabilities Capabilities => (VirglCapabilities)UInt(392);

    public VirglCapabilities2 Capabilities2 => (VirglCapabilities2)UInt(688);

    public FormatMask SamplerFormats => Mask(4);

    public FormatMask RenderFormats => Mask(68);

    /// <summary>Always empty with virglrenderer: what depth formats there are must be known by trying.</summary>
    public FormatMask DepthStencilFormats => Mask(132);

    public FormatMask VertexBufferFormats => Mask(196);

    public FormatMask ReadbackFormats => Mask(560);

    public FormatMask ScanoutFormats => Mask(624);

    public FormatMask MultisampleFormats => Mask(768);

    /// <summary>Bit i: <see cref="PipePrimitive"/> i can be drawn.</summary>
    public uint PrimitiveMask => UInt(288);

    /// <summary>Whether the host's GL draws this primitive; drawing another loses the context.</summary>
    public bool Supports(PipePrimitive primitive) => (uint)primitive < 32 && (PrimitiveMask >> (int)primitive & 1) != 0;

    private uint UInt(int offset) =>
        Bytes.Length >= offset + sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[offset..]) : 0;

    private int Int(int offset) => (int)UInt(offset);

    private float Float(int offset) => BitConverter.UInt32BitsToSingle(UInt(offset));

    private FormatMask Mask(int offset) => Bytes.Length >= offset + FormatMask.Bytes ? new FormatMask(Bytes.Slice(offset, FormatMask.Bytes)) : default;
}
