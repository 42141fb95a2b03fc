using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>
/// One scene for each vertex format: sixteen values, each shown as a cell whose wide part is x, y, z and whose narrow part is w. Components that the format lacks
/// are 0, 0, 0, 1.
/// </summary>
internal static class VertexFormatScenes
{
    /// <summary>Pixels of the window in each direction.</summary>
    private const int Size = 32;

    private static readonly Format[] Formats =
    [
        Format.R32_FLOAT, Format.R32G32_FLOAT, Format.R32G32B32_FLOAT, Format.R32G32B32A32_FLOAT,
        Format.R16_FLOAT, Format.R16G16_FLOAT, Format.R16G16B16_FLOAT, Format.R16G16B16A16_FLOAT,
        Format.R64_FLOAT, Format.R64G64_FLOAT,
        Format.R8_UNORM, Format.R8G8_UNORM, Format.R8G8B8_UNORM, Format.R8G8B8A8_UNORM, Format.B8G8R8A8_UNORM,
        Format.R8_SNORM, Format.R8G8_SNORM, Format.R8G8B8_SNORM, Format.R8G8B8A8_SNORM,
        Format.R8_USCALED, Format.R8G8_USCALED, Format.R8G8B8_USCALED, Format.R8G8B8A8_USCALED,
        Format.R8_SSCALED, Format.R8G8_SSCALED, Format.R8G8B8_SSCALED, Format.R8G8B8A8_SSCALED,
        Format.R16_UNORM, Format.R16G16_UNORM, Format.R16G16B16_UNORM, Format.R16G16B16A16_UNORM,
        Format.R16_SNORM, Format.R16G16_SNORM, Format.R16G16B16_SNORM, Format.R16G16B16A16_SNORM,
        Format.R16_USCALED, Format.R16G16_USCALED, Format.R16G16B16A16_USCALED,
        Format.R16_SSCALED, Format.R16G16_SSCALED, Format.R16G16B16A16_SSCALED,
        Format.R32_UNORM, Format.R32G32_UNORM, Format.R32G32B32A32_UNORM,
        Format.R32_SNORM, Format.R32G32_SNORM, Format.R32G32B32A32_SNORM,
        Format.R32_USCALED, Format.R32G32_USCALED, Format.R32G32B32A32_USCALED,
        Format.R32_SSCALED, Format.R32G32_SSCALED, Format.R32G32B32A32_SSCALED,
        Format.R32_FIXED, Format.R32G32_FIXED, Format.R32G32B32_FIXED, Format.R32G32B32A32_FIXED,
        Format.R10G10B10A2_UNORM, Format.B10G10R10A2_UNORM, Format.R10G10B10A2_SNORM, Format.R10G10B10A2_USCALED, Format.R10G10B10A2_SSCALED,
        Format.R11G11B10_FLOAT,
        Format.R8_UINT, Format.R8G8_UINT, Format.R8G8B8A8_UINT, Format.R8_SINT, Format.R8G8_SINT, Format.R8G8B8A8_SINT,
        Format.R16_UINT, Format.R16G16_UINT, Format.R16G16B16A16_UINT, Format.R16_SINT, Format.R16G16_SINT, Format.R16G16B16A16_SINT,
        Format.R32_UINT, Format.R32G32_UINT, Format.R32G32B32_UINT, Format.R32G32B32A32_UINT,
        Format.R32_SINT, Format.R32G32_SINT, Format.R32G32B32_SINT, Format.R32G32B32A32_SINT,
    ];

    public static IEnumerable<Scene> All() => [.. Formats.Select(Of), LowBits(Format.R32G32B32A32_UNORM), LowBits(Format.R32G32B32A32_SNORM)];

    private static Scene Of(Format format)
    {
        FormatLayout layout = FormatLayout.Of(format);
        string name = format.ToString();
        string missing = layout.Count switch
        {
            1 => "; y, z and w are 0, 0 and 1",
            2 => "; z and w are 0 and 1",
            3 => "; w is 1",
            _ => "",
        };
        string read = layout.IsInteger ? "integers" : "floats";
        return Draft.Of(
            $"vertex/format-{name.ToLowerInvariant().Replace('_', '-')}",
            $"Attributes of {name} reach the shader as {read} with the right components, range, sign and byte order{missing}.",
            "GL 4.5 sections 10.2.1, 10.3.1 and 2.3.5",
            scene => Draw(scene, format, layout),
            Size, Size);
    }

    private static Scene LowBits(Format format) => Draft.Of(
        $"vertex/low-bits-of-{format.ToString().ToLowerInvariant().Replace('_', '-')}",
        $"Small values of {format} keep all their bits: conversion is exact to one part in 10^5.",
        "GL 4.5 sections 2.3.4 and 2.3.5",
        scene => Draw(scene, format, FormatLayout.Of(format), 16),
        Size, Size);

    private static void Draw(SceneBuilder scene, Format format, FormatLayout layout, int wideBits = 0)
    {
        var values = new AttributeValues(format, wideBits);
        var positions = new List<float>();
        var elements = new List<byte>();
        for (int cell = 0; cell < AttributeValues.Count; cell++)
        {
            (int x, int y) = (cell % 4 * 8, cell / 4 * 8);
            Add(x, y, 5, 0);
            Add(x + 5, y, 3, 1);
            for (int vertex = 0; vertex < 12; vertex++)
            {
                elements.AddRange(values.Element(cell));
            }
        }

        scene.Clear(Background);
        scene.Constants(ShaderStage.Vertex, values.ScaleAndBias);
        scene.VertexBuffers(
            new VertexBufferBinding(scene.VertexBuffer([.. positions]), 12),
            new VertexBufferBinding(scene.Buffer<byte>(BufferUse.Vertex, [.. elements]), layout.Bytes));
        scene.VertexElements(new VertexElement(Format.R32G32B32_FLOAT), new VertexElement(format, Buffer: 1));
        AttributeKind kind = !layout.IsInteger ? AttributeKind.Float : layout.IsSigned ? AttributeKind.SignedInteger : AttributeKind.UnsignedInteger;
        Expr place = Shade.Attribute(0, 3);
        Expr shown = (Shade.Attribute(1, 4, kind) * Shade.Constant(0)) + Shade.Constant(1);
        Expr colour = Shade.Join(Shade.Select(place.Z, shown.Swizzle("www"), shown.Swizzle("xyz")), 1);
        scene.Shaders(
            new VertexShader(Shade.Join(place.Swizzle("xy"), 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, colour)]),
            FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));
        scene.Draw(Primitive.Triangles, AttributeValues.Count * 12);

        void Add(int x, int y, int width, float part)
        {
            (float x0, float x1) = (SceneBuilder.Clip(x, Size), SceneBuilder.Clip(x + width, Size));
            (float y0, float y1) = (SceneBuilder.Clip(y, Size), SceneBuilder.Clip(y + 7, Size));
            positions.AddRange([x0, y0, part, x1, y0, part, x0, y1, part, x0, y1, part, x1, y0, part, x1, y1, part]);
        }
    }
}
