using static Harness.Virgl.VirglFormat;

namespace Harness.Virgl;

/// <summary>How a format lies in memory: bytes per block of texels.</summary>
/// <param name="BlockBytes">Bytes of one block.</param>
/// <param name="BlockWidth">Texels a block is wide; 1 for formats that are not compressed.</param>
/// <param name="BlockHeight">Texels a block is high.</param>
public readonly record struct VirglFormatLayout(int BlockBytes, int BlockWidth = 1, int BlockHeight = 1)
{
    /// <summary>The layout of a format; throws <see cref="ArgumentOutOfRangeException"/> for planar and unnamed formats.</summary>
    public static VirglFormatLayout Of(VirglFormat format) =>
        TryGet(format) ?? throw new ArgumentOutOfRangeException(nameof(format), format, "this format has no single block layout");

    /// <summary>Bytes of a row of blocks that is <paramref name="width"/> texels wide.</summary>
    public int RowBytes(int width) => checked((width + BlockWidth - 1) / BlockWidth * BlockBytes);

    /// <summary>Rows of blocks in <paramref name="height"/> texels.</summary>
    public int Rows(int height) => (height + BlockHeight - 1) / BlockHeight;

    /// <summary>Bytes of one tightly packed layer.</summary>
    public int LayerBytes(int width, int height) => checked(RowBytes(width) * Rows(height));

    /// <summary>The layout of a format, or null for planar and unnamed formats.</summary>
    public static VirglFormatLayout? TryGet(VirglFormat format) => format switch
    {
        L8_UNORM or A8_UNORM or I8_UNORM or S8_UINT or R8_UNORM or R8_USCALED or R8_SNORM or R8_SSCALED or L8_SRGB
            or L4A4_UNORM or B2G3R3_UNORM or A8_SNORM or L8_SNORM or I8_SNORM or A4R4_UNORM or R4A4_UNORM or R8_UINT or R8_SINT
            or A8_UINT or I8_UINT or L8_UINT or A8_SINT or I8_SINT or L8_SINT or R8_SRGB or R3G3B2_UNORM => new(1),
        B5G5R5A1_UNORM or B4G4R4A4_UNORM or B5G6R5_UNORM or L8A8_UNORM or L16_UNORM or Z16_UNORM or R16_UNORM or R16_USCALED
            or R16_SNORM or R16_SSCALED or R8G8_UNORM or R8G8_USCALED or R8G8_SNORM or R8G8_SSCALED or R16_FLOAT or L8A8_SRGB
            or R5SG5SB6U_NORM or B5G5R5X1_UNORM or R8G8Bx_SNORM or B4G4R4X4_UNORM or A16_UNORM or I16_UNORM or L8A8_SNORM
            or A16_SNORM or L16_SNORM or I16_SNORM or A16_FLOAT or L16_FLOAT or I16_FLOAT or R8A8_UNORM or A8R8_UNORM or R8G8_UINT
            or R8G8_SINT or R16_UINT or R16_SINT or L8A8_UINT or L8A8_SINT or A16_UINT or I16_UINT or L16_UINT or A16_SINT
            or I16_SINT or L16_SINT or R8A8_SNORM or R8A8_UINT or R8A8_SINT or B5G6R5_SRGB or A4B4G4R4_UNORM or R8G8_SRGB
            or R4G4B4A4_UNORM or R5G5B5A1_UNORM or R5G6B5_UNORM => new(2),
        R8G8B8_UNORM or R8G8B8_USCALED or R8G8B8_SNORM or R8G8B8_SSCALED or R8G8B8_SRGB or R8G8B8_UINT or R8G8B8_SINT
            or B8G8R8_UNORM => new(3),
        B8G8R8A8_UNORM or B8G8R8X8_UNORM or A8R8G8B8_UNORM or X8R8G8B8_UNORM or R10G10B10A2_UNORM or Z32_UNORM or Z32_FLOAT
            or Z24_UNORM_S8_UINT or S8_UINT_Z24_UNORM or Z24X8_UNORM or X8Z24_UNORM or R32_FLOAT or R32_UNORM or R32_USCALED
            or R32_SNORM or R32_SSCALED or R16G16_UNORM or R16G16_USCALED or R16G16_SNORM or R16G16_SSCALED or R8G8B8A8_UNORM
            or X8B8G8R8_UNORM or R8G8B8A8_USCALED or R8G8B8A8_SNORM or R8G8B8A8_SSCALED or R32_FIXED or R16G16_FLOAT
            or A8B8G8R8_SRGB or X8B8G8R8_SRGB or B8G8R8A8_SRGB or B8G8R8X8_SRGB or A8R8G8B8_SRGB or X8R8G8B8_SRGB or R8G8B8A8_SRGB
            or R8SG8SB8UX8U_NORM or A8B8G8R8_UNORM or R10G10B10A2_USCALED or R11G11B10_FLOAT or R9G9B9E5_FLOAT
            or R10G10B10X2_USCALED or R10G10B10X2_SNORM or B10G10R10A2_UNORM or R10SG10SB10SA2U_NORM or R8G8B8X8_UNORM
            or X24S8_UINT or S8X24_UINT or L16A16_UNORM or L16A16_SNORM or L16A16_FLOAT or A32_FLOAT or L32_FLOAT or I32_FLOAT
            or R10G10B10A2_SSCALED or R10G10B10A2_SNORM or B10G10R10A2_USCALED or B10G10R10A2_SSCALED or B10G10R10A2_SNORM
            or R8G8B8A8_UINT or R8G8B8A8_SINT or R16G16_UINT or R16G16_SINT or R32_UINT or R32_SINT or L16A16_UINT or L16A16_SINT
            or A32_UINT or I32_UINT or L32_UINT or A32_SINT or I32_SINT or L32_SINT or B10G10R10A2_UINT or R8G8B8X8_SNORM
            or R8G8B8X8_SRGB or R8G8B8X8_UINT or R8G8B8X8_SINT or B10G10R10X2_UNORM or R16A16_UNORM or R16A16_SNORM or R16A16_FLOAT
            or R16A16_UINT or R16A16_SINT or R10G10B10A2_UINT or X8B8G8R8_SNORM or R10G10B10X2_UNORM => new(4),
        R16G16B16_UNORM or R16G16B16_USCALED or R16G16B16_SNORM or R16G16B16_SSCALED or R16G16B16_FLOAT or R16G16B16_UINT
            or R16G16B16_SINT => new(6),
        R64_FLOAT or R32G32_FLOAT or R32G32_UNORM or R32G32_USCALED or R32G32_SNORM or R32G32_SSCALED or R16G16B16A16_UNORM
            or R16G16B16A16_USCALED or R16G16B16A16_SNORM or R16G16B16A16_SSCALED or R32G32_FIXED or R16G16B16A16_FLOAT
            or Z32_FLOAT_S8X24_UINT or X32_S8X24_UINT or L32A32_FLOAT or R16G16B16A16_UINT or R16G16B16A16_SINT or R32G32_UINT
            or R32G32_SINT or L32A32_UINT or L32A32_SINT or R16G16B16X16_UNORM or R16G16B16X16_SNORM or R16G16B16X16_FLOAT
            or R16G16B16X16_UINT or R16G16B16X16_SINT or R32A32_FLOAT or R32A32_UINT or R32A32_SINT => new(8),
        R32G32B32_FLOAT or R32G32B32_UNORM or R32G32B32_USCALED or R32G32B32_SNORM or R32G32B32_SSCALED or R32G32B32_FIXED
            or R32G32B32_UINT or R32G32B32_SINT => new(12),
        R64G64_FLOAT or R32G32B32A32_FLOAT or R32G32B32A32_UNORM or R32G32B32A32_USCALED or R32G32B32A32_SNORM
            or R32G32B32A32_SSCALED or R32G32B32A32_FIXED or R32G32B32A32_UINT or R32G32B32A32_SINT or R32G32B32X32_FLOAT
            or R32G32B32X32_UINT or R32G32B32X32_SINT => new(16),
        R64G64B64_FLOAT => new(24),
        R64G64B64A64_FLOAT => new(32),
        UYVY or YUYV or R8G8_B8G8_UNORM or G8R8_G8B8_UNORM or R8G8_R8B8_UNORM or G8R8_B8R8_UNORM => new(4, 2, 1),
        DXT1_RGB or DXT1_RGBA or DXT1_SRGB or DXT1_SRGBA or RGTC1_UNORM or RGTC1_SNORM or LATC1_UNORM or LATC1_SNORM
            or ETC1_RGB8 or ETC2_RGB8 or ETC2_SRGB8 or ETC2_RGB8A1 or ETC2_SRGB8A1 or ETC2_R11_UNORM or ETC2_R11_SNORM => new(8, 4, 4),
        DXT3_RGBA or DXT5_RGBA or DXT3_SRGBA or DXT5_SRGBA or RGTC2_UNORM or RGTC2_SNORM or LATC2_UNORM or LATC2_SNORM
            or BPTC_RGBA_UNORM or BPTC_SRGBA or BPTC_RGB_FLOAT or BPTC_RGB_UFLOAT or ETC2_RGBA8 or ETC2_SRGBA8 or ETC2_RG11_UNORM
            or ETC2_RG11_SNORM or ASTC_4x4 or ASTC_4x4_SRGB => new(16, 4, 4),
        ASTC_5x4 or ASTC_5x4_SRGB => new(16, 5, 4),
        ASTC_5x5 or ASTC_5x5_SRGB => new(16, 5, 5),
        ASTC_6x5 or ASTC_6x5_SRGB => new(16, 6, 5),
        ASTC_6x6 or ASTC_6x6_SRGB => new(16, 6, 6),
        R1_UNORM => new(1, 8, 1),
        ASTC_8x5 or ASTC_8x5_SRGB => new(16, 8, 5),
        ASTC_8x6 or ASTC_8x6_SRGB => new(16, 8, 6),
        ASTC_8x8 or ASTC_8x8_SRGB => new(16, 8, 8),
        ASTC_10x5 or ASTC_10x5_SRGB => new(16, 10, 5),
        ASTC_10x6 or ASTC_10x6_SRGB => new(16, 10, 6),
        ASTC_10x8 or ASTC_10x8_SRGB => new(16, 10, 8),
        ASTC_10x10 or ASTC_10x10_SRGB => new(16, 10, 10),
        ASTC_12x10 or ASTC_12x10_SRGB => new(16, 12, 10),
        ASTC_12x12 or ASTC_12x12_SRGB => new(16, 12, 12),
        _ => null,
    };
}
