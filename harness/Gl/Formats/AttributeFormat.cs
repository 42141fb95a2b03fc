using Harness.Scenes;
using Silk.NET.OpenGL;

namespace Harness.Gl.Formats;

/// <summary>A vertex format in GL's words.</summary>
/// <param name="Size">Components, or GL_BGRA.</param>
/// <param name="IsInteger">The shader reads integers: glVertexAttribIPointer.</param>
internal readonly record struct AttributeFormat(int Size, VertexAttribPointerType Type, bool Normalised, bool IsInteger)
{
    private const int Bgra = (int)GLEnum.Bgra;
    private const VertexAttribPointerType PackedFloat = (VertexAttribPointerType)GLEnum.UnsignedInt10f11f11fRev;

    /// <exception cref="NotSupportedException">GL has no such vertex format.</exception>
    public static AttributeFormat Of(Format format) => Find(format) ?? throw new NotSupportedException($"OpenGL has no vertex format {format}.");

    /// <summary>Null where GL has no such vertex format.</summary>
    public static AttributeFormat? Find(Format format)
    {
        FormatLayout layout = FormatLayout.Of(format);
        if (layout.IsDepthStencil)
        {
            return null;
        }

        FormatComponent first = layout.Components[0];
        bool normalised = first.Type is ComponentType.UnsignedNormalised or ComponentType.SignedNormalised;
        switch (format)
        {
            case Format.R11G11B10_FLOAT: return new(3, PackedFloat, false, false);
            case Format.R8G8B8X8_UNORM: return new(3, VertexAttribPointerType.UnsignedByte, true, false);
            case Format.B8G8R8A8_UNORM: return new(Bgra, VertexAttribPointerType.UnsignedByte, true, false);
            case Format.R10G10B10A2_UNORM or Format.R10G10B10A2_USCALED: return new(4, VertexAttribPointerType.UnsignedInt2101010Rev, normalised, false);
            case Format.R10G10B10A2_SNORM or Format.R10G10B10A2_SSCALED: return new(4, VertexAttribPointerType.Int2101010Rev, normalised, false);
            case Format.B10G10R10A2_UNORM: return new(Bgra, VertexAttribPointerType.UnsignedInt2101010Rev, true, false);
        }

        bool regular = first.Channel == 'R' && layout.Components.All(c => c.Bits == first.Bits && c.Type == first.Type);
        return regular && TypeOf(first) is { } type ? new(layout.Components.Count, type, normalised, layout.IsInteger) : null;
    }

    private static VertexAttribPointerType? TypeOf(FormatComponent component) => (component.Type, component.Bits) switch
    {
        (ComponentType.Float, 16) => VertexAttribPointerType.HalfFloat,
        (ComponentType.Float, 32) => VertexAttribPointerType.Float,
        (ComponentType.Float, 64) => VertexAttribPointerType.Double,
        (ComponentType.Fixed, 32) => VertexAttribPointerType.Fixed,
        (ComponentType.UnsignedNormalised or ComponentType.UnsignedScaled or ComponentType.UnsignedInteger, 8) => VertexAttribPointerType.UnsignedByte,
        (ComponentType.UnsignedNormalised or ComponentType.UnsignedScaled or ComponentType.UnsignedInteger, 16) => VertexAttribPointerType.UnsignedShort,
        (ComponentType.UnsignedNormalised or ComponentType.UnsignedScaled or ComponentType.UnsignedInteger, 32) => VertexAttribPointerType.UnsignedInt,
        (ComponentType.SignedNormalised or ComponentType.SignedScaled or ComponentType.SignedInteger, 8) => VertexAttribPointerType.Byte,
        (ComponentType.SignedNormalised or ComponentType.SignedScaled or ComponentType.SignedInteger, 16) => VertexAttribPointerType.Short,
        (ComponentType.SignedNormalised or ComponentType.SignedScaled or ComponentType.SignedInteger, 32) => VertexAttribPointerType.Int,
        _ => null,
    };
}
