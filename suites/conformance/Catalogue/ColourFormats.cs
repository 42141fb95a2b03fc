using Harness.Scenes;

namespace Harness.Catalogue;

/// <summary>Formats of colours that can be drawn into and sampled, by how their bits are read.</summary>
internal static class ColourFormats
{
    public static readonly Format[] Unsigned =
    [
        Format.R8_UNORM, Format.R8G8_UNORM, Format.R8G8B8A8_UNORM, Format.R8G8B8X8_UNORM, Format.B8G8R8A8_UNORM, Format.B8G8R8X8_UNORM,
        Format.R16_UNORM, Format.R16G16_UNORM, Format.R16G16B16A16_UNORM, Format.R10G10B10A2_UNORM, Format.B10G10R10A2_UNORM,
        Format.B5G6R5_UNORM, Format.B5G5R5A1_UNORM, Format.B4G4R4A4_UNORM, Format.R8G8B8A8_SRGB, Format.B8G8R8A8_SRGB,
    ];

    public static readonly Format[] Signed = [Format.R8_SNORM, Format.R8G8_SNORM, Format.R8G8B8A8_SNORM, Format.R16_SNORM, Format.R16G16_SNORM, Format.R16G16B16A16_SNORM];

    public static readonly Format[] Floats =
    [
        Format.R16_FLOAT, Format.R16G16_FLOAT, Format.R16G16B16A16_FLOAT, Format.R32_FLOAT, Format.R32G32_FLOAT, Format.R32G32B32A32_FLOAT, Format.R11G11B10_FLOAT,
    ];
}
