using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Scenes;

/// <summary>Shapes that many scenes draw. Positions are clip coordinates unless said otherwise; colours go through a smooth varying.</summary>
public sealed partial class SceneBuilder
{
    /// <summary>Index 0, four components: what <see cref="ColourShaders"/> hands on.</summary>
    public static Varying ColourVarying { get; } = new(0, 4);

    /// <summary>Attribute 0 is the position, attribute 1 the colour, interpolated as asked.</summary>
    public static (VertexShader Vertex, FragmentShader Fragment) ColourShaders(Interpolation interpolation = Interpolation.Smooth)
    {
        var varying = new Varying(0, 4, interpolation);
        return (new VertexShader(Shade.Attribute(0), [new VaryingOutput(varying, Shade.Attribute(1))]), FragmentShader.Of(Shade.Read(varying)));
    }

    /// <summary>Position and colour from one interleaved buffer of eight floats a vertex (x y z w r g b a), with shaders that show the colour.</summary>
    public BufferResource ColouredVertices(ReadOnlySpan<float> vertices, Interpolation interpolation = Interpolation.Smooth)
    {
        BufferResource buffer = VertexBuffer(vertices);
        VertexBuffers(new VertexBufferBinding(buffer, 32));
        VertexElements(new VertexElement(Format.R32G32B32A32_FLOAT), new VertexElement(Format.R32G32B32A32_FLOAT, 16));
        (VertexShader vertex, FragmentShader fragment) = ColourShaders(interpolation);
        Shaders(vertex, fragment);
        return buffer;
    }

    /// <summary>One vertex for <see cref="ColouredVertices"/>.</summary>
    public static float[] Vertex(float x, float y, Colour colour, float z = 0, float w = 1) => [x, y, z, w, colour.R, colour.G, colour.B, colour.A];

    /// <summary>Four vertices of a rectangle as a triangle strip, in clip coordinates.</summary>
    public static float[] Rectangle(float x0, float y0, float x1, float y1, Colour colour, float z = 0) =>
        [.. Vertex(x0, y0, colour, z), .. Vertex(x1, y0, colour, z), .. Vertex(x0, y1, colour, z), .. Vertex(x1, y1, colour, z)];

    /// <summary>Clip coordinate of a window coordinate in a window of the given size, with the default viewport.</summary>
    public static float Clip(float pixel, int size) => (2 * pixel / size) - 1;

    /// <summary>Draws a rectangle given in window pixels (GL, origin bottom-left) in one colour, with whatever state is set; needs the default viewport.</summary>
    public SceneBuilder FillPixels(float x, float y, float width, float height, Colour colour, float z = 0)
    {
        ColouredVertices(Rectangle(Clip(x, Width), Clip(y, Height), Clip(x + width, Width), Clip(y + height, Height), colour, z));
        return Draw(Primitive.TriangleStrip, 4);
    }

    /// <summary>Draws a rectangle in clip coordinates in one colour, with whatever state is set.</summary>
    public SceneBuilder Fill(Colour colour, float x0 = -1, float y0 = -1, float x1 = 1, float y1 = 1, float z = 0)
    {
        ColouredVertices(Rectangle(x0, y0, x1, y1, colour, z));
        return Draw(Primitive.TriangleStrip, 4);
    }

    /// <summary>
    /// Four corners in four colours (bottom-left red, bottom-right green, top-left blue, top-right yellow), so that any flip, rotation or shift shows.
    /// </summary>
    public SceneBuilder FillCorners(float x0 = -1, float y0 = -1, float x1 = 1, float y1 = 1, float z = 0)
    {
        ColouredVertices([.. Vertex(x0, y0, Colour.Red, z), .. Vertex(x1, y0, Colour.Green, z), .. Vertex(x0, y1, Colour.Blue, z), .. Vertex(x1, y1, Colour.Yellow, z)]);
        return Draw(Primitive.TriangleStrip, 4);
    }

    /// <summary>Covers the whole viewport and shows the fragment shader's colour; varying 0 holds s, t from (0,0) bottom-left to (1,1) top-right.</summary>
    public SceneBuilder FillShaded(Func<Expr, Expr> colour)
    {
        var coordinate = new Varying(0, 2);
        BufferResource buffer = VertexBuffer(-1, -1, 0, 0, 1, -1, 1, 0, -1, 1, 0, 1, 1, 1, 1, 1);
        VertexBuffers(new VertexBufferBinding(buffer, 16));
        VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 8));
        Shaders(
            new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), [new VaryingOutput(coordinate, Shade.Attribute(1, 2))]),
            FragmentShader.Of(colour(Shade.Read(coordinate))));
        return Draw(Primitive.TriangleStrip, 4);
    }
}
