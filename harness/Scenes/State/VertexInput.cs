namespace Harness.Scenes.State;

/// <summary>A vertex buffer binding.</summary>
/// <param name="Stride">Bytes from vertex to vertex; 0 repeats the first.</param>
/// <param name="Offset">Bytes from the buffer's start to vertex 0.</param>
public sealed record VertexBufferBinding(BufferResource Buffer, int Stride, int Offset = 0);

/// <summary>One attribute: where it is within a vertex and how it is read. Element k feeds attribute k.</summary>
/// <param name="Offset">Bytes from the vertex' start.</param>
/// <param name="Divisor">0: per vertex; n: advances once every n instances.</param>
public sealed record VertexElement(Format Format, int Offset = 0, int Buffer = 0, int Divisor = 0);

/// <summary>An index buffer binding; <paramref name="IndexSize"/> is 1, 2 or 4 bytes.</summary>
public sealed record IndexBufferBinding(BufferResource Buffer, int IndexSize, int Offset = 0);

public enum Primitive { Points, Lines, LineLoop, LineStrip, Triangles, TriangleStrip, TriangleFan, LinesAdjacency, LineStripAdjacency, TrianglesAdjacency, TriangleStripAdjacency }

/// <summary>Viewport in GL window coordinates (origin bottom-left), sizes in pixels, depth range.</summary>
public readonly record struct Viewport(float X, float Y, float Width, float Height, float Near = 0, float Far = 1);

/// <summary>Scissor box in GL window coordinates (origin bottom-left); right and top edges are exclusive.</summary>
public readonly record struct ScissorBox(int X, int Y, int Width, int Height);

/// <summary>Attachments of a framebuffer; all of one size.</summary>
public sealed record Framebuffer(EquatableList<Surface> Colours, Surface? DepthStencil = null)
{
    /// <summary>The window: the surface that observers read.</summary>
    public static Framebuffer Window { get; } = new([Surface.Window]);

    public bool IsWindow => Colours.Count == 1 && Colours[0].Texture is null;
}
