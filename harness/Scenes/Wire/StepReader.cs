using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Scenes.Wire;

/// <summary>Reads what <see cref="StepWriter"/> wrote.</summary>
internal sealed class StepReader(ResourceTable resources, ShaderTableReader shaders)
{
    private delegate T ReadItem<T>(ref WireReader reader);

    public Step Read(ref WireReader reader)
    {
        byte kind = reader.Byte("kind of step");
        return (StepKind)kind switch
        {
            StepKind.CreateResource => new CreateResource(Resource<Resource>(ref reader)),
            StepKind.UpdateBuffer => new UpdateBuffer(
                Resource<BufferResource>(ref reader), reader.Integer("offset"), Data(ref reader), reader.Choice<TransferRoad>("road")),
            StepKind.UpdateTexture => new UpdateTexture(
                Resource<TextureResource>(ref reader), reader.Integer("level"), reader.Region(), Data(ref reader), reader.Choice<TransferRoad>("road"),
                reader.Integer("stride"), reader.Integer("layer stride"), reader.Integer("offset")),
            StepKind.CopyThroughGuest => new CopyThroughGuest(
                Resource<TextureResource>(ref reader), reader.Integer("level"), reader.Region(),
                Resource<TextureResource>(ref reader), reader.Integer("level"), reader.Region(), reader.Integer("stride"), reader.Integer("offset")),
            StepKind.CopyBuffer => new CopyBuffer(
                Resource<BufferResource>(ref reader), reader.Integer("offset"), Resource<BufferResource>(ref reader), reader.Integer("offset"), reader.Integer("size")),
            StepKind.CopyRegion => new CopyRegion(Surface(ref reader), reader.Region(), Surface(ref reader), reader.Integer("x"), reader.Integer("y")),
            StepKind.Blit => new Blit(
                Surface(ref reader), reader.BlitBox(), Surface(ref reader), reader.BlitBox(), reader.Choice<Filter>("filter"),
                reader.Switch("scissor") ? reader.ScissorBox() : null),
            StepKind.UseContext => new UseContext(reader.Integer("context")),
            StepKind.BreakContext => new BreakContext(reader.Choice<BadStream>("bad stream")),
            StepKind.SetViewport => new SetViewport(reader.Viewport()),
            StepKind.SetScissor => new SetScissor(reader.ScissorBox()),
            StepKind.SetRasterizer => new SetRasterizer(reader.Rasterizer()),
            StepKind.SetDepthStencil => new SetDepthStencil(reader.DepthStencil()),
            StepKind.SetBlend => new SetBlend(reader.Blend()),
            StepKind.SetStencilReference => new SetStencilReference(reader.Byte("front reference"), reader.Byte("back reference")),
            StepKind.SetBlendColour => new SetBlendColour(reader.Colour()),
            StepKind.SetSampleMask => new SetSampleMask(reader.Unsigned("sample mask")),
            StepKind.SetClipPlanes => new SetClipPlanes(List(ref reader, "number of clip planes", 16, Plane)),
            StepKind.SetPolygonStipple => new SetPolygonStipple(List(ref reader, "number of stipple rows", 1, static (ref r) => r.Unsigned("row"))),
            StepKind.SetFramebuffer => new SetFramebuffer(new Framebuffer(
                List(ref reader, "number of colour attachments", 3, Surface), reader.Switch("depth attachment") ? Surface(ref reader) : null)),
            StepKind.SetVertexBuffers => new SetVertexBuffers(List(ref reader, "number of vertex buffers", 3, VertexBuffer)),
            StepKind.SetVertexElements => new SetVertexElements(List(ref reader, "number of vertex elements", 4, VertexElement)),
            StepKind.SetIndexBuffer => new SetIndexBuffer(
                new IndexBufferBinding(Resource<BufferResource>(ref reader), reader.Integer("index size"), reader.Integer("offset"))),
            StepKind.SetShaders => new SetShaders(shaders.Vertex(ref reader, "vertex shader"), shaders.Fragment(ref reader, "fragment shader")),
            StepKind.SetConstants => new SetConstants(
                reader.Choice<ShaderStage>("stage"), List(ref reader, "number of constants", 4, static (ref r) => r.Float("constant"))),
            StepKind.SetConstantBuffer => new SetConstantBuffer(
                reader.Choice<ShaderStage>("stage"), reader.Integer("block"), Resource<BufferResource>(ref reader), reader.Integer("offset"), reader.Integer("size")),
            StepKind.SetTexture => new SetTexture(reader.Choice<ShaderStage>("stage"), reader.Integer("slot"), View(ref reader), reader.Sampler()),
            StepKind.Clear => new Clear(
                reader.Switch("colour") ? reader.Colour() : null, reader.Switch("depth") ? reader.Double("depth") : null,
                reader.Switch("stencil") ? reader.Byte("stencil") : null),
            StepKind.ClearInside => new ClearInside(reader.Colour(), reader.ScissorBox(), reader.ColourMask()),
            StepKind.Draw => new Draw(
                reader.Choice<Primitive>("primitive"), reader.Integer("first vertex"), reader.Integer("number of vertices"), reader.Switch("indexed"),
                reader.Integer("number of instances"), reader.Integer("base vertex"), reader.Integer("first instance"),
                reader.Switch("restart") ? reader.Unsigned("restart index") : null),
            StepKind.CreateFramebuffer2D => new CreateFramebuffer2D(
                reader.Integer("id"), reader.Choice<Format>("format"), reader.Integer("width"), reader.Integer("height"), reader.Switch("scattered")),
            StepKind.FillBacking => new FillBacking(reader.Integer("id"), reader.DisplayRectangle(), reader.Colour()),
            StepKind.TransferToHost2D => new TransferToHost2D(reader.Integer("id"), reader.DisplayRectangle(), reader.OptionalInteger("offset")),
            StepKind.SetScanout => new SetScanout(reader.OptionalInteger("id"), reader.DisplayRectangle()),
            StepKind.FlushResource => new FlushResource(reader.Integer("id"), reader.DisplayRectangle()),
            StepKind.ReplaceBacking => new ReplaceBacking(reader.Integer("id"), reader.Switch("scattered")),
            StepKind.CreateCursor => new CreateCursor(reader.Integer("id"), Data(ref reader)),
            StepKind.UpdateCursor => new UpdateCursor(
                reader.Integer("id"), reader.Integer("x"), reader.Integer("y"), reader.Integer("hot spot"), reader.Integer("hot spot")),
            StepKind.MoveCursor => new MoveCursor(reader.Integer("x"), reader.Integer("y")),
            StepKind.HideCursor => new HideCursor(),
            _ => throw reader.Fault($"kind of step {kind} is unknown"),
        };
    }

    private static EquatableList<T> List<T>(ref WireReader reader, string what, int least, ReadItem<T> read)
    {
        var items = new T[reader.Count(what, least)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = read(ref reader);
        }

        return new EquatableList<T>(items);
    }

    private static EquatableList<byte> Data(ref WireReader reader) => EquatableList.Create(reader.Data("data"));

    private static (float A, float B, float C, float D) Plane(ref WireReader reader) =>
        (reader.Float("plane"), reader.Float("plane"), reader.Float("plane"), reader.Float("plane"));

    private static VertexElement VertexElement(ref WireReader reader) =>
        new(reader.Choice<Format>("format"), reader.Integer("offset"), reader.Integer("buffer"), reader.Integer("divisor"));

    private T Resource<T>(ref WireReader reader) where T : Resource => resources.Referred<T>(ref reader, "resource");

    private VertexBufferBinding VertexBuffer(ref WireReader reader) => new(Resource<BufferResource>(ref reader), reader.Integer("stride"), reader.Integer("offset"));

    private Surface Surface(ref WireReader reader) =>
        new(reader.Switch("texture of a surface") ? Resource<TextureResource>(ref reader) : null, reader.Integer("level"), reader.Integer("layer"));

    private TextureView View(ref WireReader reader) => new(Resource<TextureResource>(ref reader), reader.Integer("first level"), reader.Integer("last level"))
    {
        Swizzles = List(ref reader, "number of swizzles", 1, static (ref r) => r.Choice<Swizzle>("swizzle")),
    };
}
