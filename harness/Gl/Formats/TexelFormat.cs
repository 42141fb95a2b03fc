using Harness.Scenes;
using Silk.NET.OpenGL;

namespace Harness.Gl.Formats;

/// <summary>A scene's texel format in GL's words: what is stored, and how the scene's bytes are laid out.</summary>
/// <param name="Internal">Internal format of storage.</param>
/// <param name="External">Format of pixel data, so that its bytes are those that the scene's format names.</param>
/// <param name="Type">Type of pixel data.</param>
internal readonly record struct TexelFormat(SizedInternalFormat Internal, PixelFormat External, PixelType Type)
{
    private const PixelType PackedDepthFloat = (PixelType)GLEnum.Float32UnsignedInt248Rev;

    /// <exception cref="NotSupportedException">GL has no such texture.</exception>
    public static TexelFormat Of(Format format) => Find(format) ?? throw new NotSupportedException($"OpenGL has no textures of format {format}.");

    /// <summary>Null where GL has no textures of that format. GL stores BGRA like RGBA: only pixel data know the difference.</summary>
    public static TexelFormat? Find(Format format) => format switch
    {
        Format.R8_UNORM => new(SizedInternalFormat.R8, PixelFormat.Red, PixelType.UnsignedByte),
        Format.R8G8_UNORM => new(SizedInternalFormat.RG8, PixelFormat.RG, PixelType.UnsignedByte),
        Format.R8G8B8_UNORM => new(SizedInternalFormat.Rgb8, PixelFormat.Rgb, PixelType.UnsignedByte),
        Format.R8G8B8A8_UNORM => new(SizedInternalFormat.Rgba8, PixelFormat.Rgba, PixelType.UnsignedByte),
        Format.R8G8B8X8_UNORM => new(SizedInternalFormat.Rgb8, PixelFormat.Rgba, PixelType.UnsignedByte),
        Format.B8G8R8A8_UNORM => new(SizedInternalFormat.Rgba8, PixelFormat.Bgra, PixelType.UnsignedByte),
        Format.B8G8R8X8_UNORM => new(SizedInternalFormat.Rgb8, PixelFormat.Bgra, PixelType.UnsignedByte),
        Format.R8_SNORM => new(SizedInternalFormat.R8SNorm, PixelFormat.Red, PixelType.Byte),
        Format.R8G8_SNORM => new(SizedInternalFormat.RG8SNorm, PixelFormat.RG, PixelType.Byte),
        Format.R8G8B8A8_SNORM => new(SizedInternalFormat.Rgba8SNorm, PixelFormat.Rgba, PixelType.Byte),
        Format.R16_UNORM => new(SizedInternalFormat.R16, PixelFormat.Red, PixelType.UnsignedShort),
        Format.R16G16_UNORM => new(SizedInternalFormat.RG16, PixelFormat.RG, PixelType.UnsignedShort),
        Format.R16G16B16A16_UNORM => new(SizedInternalFormat.Rgba16, PixelFormat.Rgba, PixelType.UnsignedShort),
        Format.R16_SNORM => new(SizedInternalFormat.R16SNorm, PixelFormat.Red, PixelType.Short),
        Format.R16G16_SNORM => new(SizedInternalFormat.RG16SNorm, PixelFormat.RG, PixelType.Short),
        Format.R16G16B16A16_SNORM => new(SizedInternalFormat.Rgba16SNorm, PixelFormat.Rgba, PixelType.Short),
        Format.R16_FLOAT => new(SizedInternalFormat.R16f, PixelFormat.Red, PixelType.HalfFloat),
        Format.R16G16_FLOAT => new(SizedInternalFormat.RG16f, PixelFormat.RG, PixelType.HalfFloat),
        Format.R16G16B16A16_FLOAT => new(SizedInternalFormat.Rgba16f, PixelFormat.Rgba, PixelType.HalfFloat),
        Format.R32_FLOAT => new(SizedInternalFormat.R32f, PixelFormat.Red, PixelType.Float),
        Format.R32G32_FLOAT => new(SizedInternalFormat.RG32f, PixelFormat.RG, PixelType.Float),
        Format.R32G32B32A32_FLOAT => new(SizedInternalFormat.Rgba32f, PixelFormat.Rgba, PixelType.Float),
        Format.R10G10B10A2_UNORM => new(SizedInternalFormat.Rgb10A2, PixelFormat.Rgba, PixelType.UnsignedInt2101010Rev),
        Format.B10G10R10A2_UNORM => new(SizedInternalFormat.Rgb10A2, PixelFormat.Bgra, PixelType.UnsignedInt2101010Rev),
        Format.R11G11B10_FLOAT => new(SizedInternalFormat.R11fG11fB10f, PixelFormat.Rgb, PixelType.UnsignedInt10f11f11fRev),
        Format.B5G6R5_UNORM => new((SizedInternalFormat)GLEnum.Rgb565, PixelFormat.Rgb, PixelType.UnsignedShort565),
        Format.B5G5R5A1_UNORM => new(SizedInternalFormat.Rgb5A1, PixelFormat.Bgra, PixelType.UnsignedShort1555Rev),
        Format.B4G4R4A4_UNORM => new(SizedInternalFormat.Rgba4, PixelFormat.Bgra, PixelType.UnsignedShort4444Rev),
        Format.R8G8B8A8_SRGB => new(SizedInternalFormat.Srgb8Alpha8, PixelFormat.Rgba, PixelType.UnsignedByte),
        Format.B8G8R8A8_SRGB => new(SizedInternalFormat.Srgb8Alpha8, PixelFormat.Bgra, PixelType.UnsignedByte),
        Format.Z16_UNORM => new(SizedInternalFormat.DepthComponent16, PixelFormat.DepthComponent, PixelType.UnsignedShort),
        Format.Z24X8_UNORM => new(SizedInternalFormat.DepthComponent24, PixelFormat.DepthComponent, PixelType.UnsignedInt),
        Format.Z32_FLOAT => new(SizedInternalFormat.DepthComponent32f, PixelFormat.DepthComponent, PixelType.Float),
        Format.S8_UINT_Z24_UNORM => new(SizedInternalFormat.Depth24Stencil8, PixelFormat.DepthStencil, PixelType.UnsignedInt248),
        Format.Z32_FLOAT_S8X24_UINT => new(SizedInternalFormat.Depth32fStencil8, PixelFormat.DepthStencil, PackedDepthFloat),
        Format.S8_UINT => new(SizedInternalFormat.StencilIndex8, PixelFormat.StencilIndex, PixelType.UnsignedByte),
        _ => null,
    };
}
