using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Values into the stencil buffer, and the stencil buffer into the picture.</summary>
internal static class StencilDrawing
{
    /// <summary>Pixels of a stencil scene's window.</summary>
    public const int Size = 32;

    private static readonly VertexShader Whole = new(Shade.Join(Shade.Attribute(0, 2), 0, 1), []);
    private static readonly FragmentShader Constant = FragmentShader.Of(Shade.Constant(0));

    /// <summary>Horizontal bands of the given values, from the bottom up.</summary>
    public static SceneBuilder StencilBands(this SceneBuilder b, params ReadOnlySpan<byte> values)
    {
        int height = b.Height / values.Length;
        b.DepthStencil(new() { Front = new() { Enabled = true, Pass = StencilOperation.Replace } });
        b.Blend(BlendState.WithMask(ColourMask.None));
        for (int i = 0; i < values.Length; i++)
        {
            b.StencilReference(values[i]);
            b.FillPixels(0, i * height, b.Width, height, Colour.White);
        }

        return b.InitialState().StencilReference(0);
    }

    /// <summary>Shows stencil value v as the grey level v, exactly: a rectangle for each bit is added where the bit is set.</summary>
    public static SceneBuilder ShowStencil(this SceneBuilder b)
    {
        b.InitialState().Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        BufferResource corners = b.VertexBuffer(-1, -1, 1, -1, -1, 1, 1, 1);
        b.VertexBuffers(new VertexBufferBinding(corners, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        b.Shaders(Whole, Constant);
        for (int bit = 0; bit < 8; bit++)
        {
            Colour level = Colour.Bytes(1 << bit, 1 << bit, 1 << bit, 0);
            b.Constants(ShaderStage.Fragment, level.R, level.G, level.B, level.A);
            b.StencilReference((byte)(1 << bit));
            b.DepthStencil(new() { Front = new() { Enabled = true, Function = Comparison.Equal, ValueMask = (byte)(1 << bit), WriteMask = 0 } });
            b.Draw(Primitive.TriangleStrip, 4);
        }

        return b.InitialState();
    }

    public static Scene Make(string name, string proves, string specification, Action<SceneBuilder> draw, Format format = Format.S8_UINT_Z24_UNORM) =>
        Drawing.Make(name, proves, specification, draw, Size, format);
}
