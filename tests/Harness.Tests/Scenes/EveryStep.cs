using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Tests.Scenes;

/// <summary>One of every kind of step but <see cref="SetShaders"/>.</summary>
internal static class EveryStep
{
    private static readonly BufferResource Buffer = new(1, BufferUse.Vertex, 256);
    private static readonly TextureResource Texture = new(2, TextureTarget.TwoD, Format.R8G8B8A8_UNORM, TextureUse.ColourTarget, 8, 4, 1, 1, 2, 1);
    private static readonly DisplayRectangle Rectangle = new(1, 2, 3, 4);

    /// <summary>One of every kind of step, with every list filled.</summary>
    public static IEnumerable<Step> All =>
    [
        new CreateResource(Buffer), new CreateResource(Texture), new UpdateBuffer(Buffer, 4, [1, 2, 3], TransferRoad.InlineWrite),
        new UpdateTexture(Texture, 1, new Region(1, 0, 0, 2, 1, 1), [1, 2, 3, 4, 5, 6, 7, 8], TransferRoad.Dma, 8, 16, 24),
        new CopyThroughGuest(Texture, 0, Region.Flat(0, 0, 2, 2), Texture, 1, Region.Flat(1, 1, 2, 2), 64, 3),
        new SetViewport(new Viewport(0, 1, 8, 4, 0, 1)), new SetScissor(new ScissorBox(1, 2, 3, 4)), new SetRasterizer(RasterizerState.Default),
        new SetDepthStencil(DepthStencilState.Default with { Back = new StencilFace() }), new SetBlend(BlendState.Default with { Further = [new TargetBlend()] }),
        new SetStencilReference(1, 2), new SetBlendColour(new Colour(0, 0.5f, 1)), new SetSampleMask(3), new SetClipPlanes([(1, 2, 3, 4)]), new SetPolygonStipple([1, 2]),
        new SetFramebuffer(new Framebuffer([new Surface(Texture, 1)], new Surface(Texture))), new SetVertexBuffers([new VertexBufferBinding(Buffer, 16)]),
        new SetVertexElements([new VertexElement(Format.R32G32_FLOAT, 8, 0, 1)]), new SetIndexBuffer(new IndexBufferBinding(Buffer, 2, 4)),
        new SetConstants(ShaderStage.Vertex, [1, 0.1f]), new SetConstantBuffer(ShaderStage.Fragment, 1, Buffer, 0, 256),
        new SetTexture(ShaderStage.Fragment, 0, new TextureView(Texture) { Swizzles = [Swizzle.Red, Swizzle.Zero, Swizzle.One, Swizzle.Blue] }, SamplerState.Linear),
        new Clear(Colour.Red, 0.5, 3), new ClearInside(Colour.Blue, new ScissorBox(0, 0, 1, 1), ColourMask.Red), new Draw(Primitive.Triangles, 0, 3, Restart: 7),
        new Blit(Surface.Window, new BlitBox(0, 0, 4, 4), new Surface(Texture), new BlitBox(4, 4, 0, 0), Filter.Linear, new ScissorBox(0, 0, 2, 2)),
        new CopyRegion(new Surface(Texture), Region.Flat(0, 0, 1, 1), Surface.Window, 3, 4), new CopyBuffer(Buffer, 0, Buffer, 64, 32),
        new CreateFramebuffer2D(5, Format.B8G8R8X8_UNORM, 8, 8, true), new FillBacking(5, Rectangle, Colour.Green), new TransferToHost2D(5, Rectangle, 16),
        new SetScanout(5, Rectangle), new FlushResource(5, Rectangle), new ReplaceBacking(5, true), new CreateCursor(6, [1, 2]), new UpdateCursor(6, 1, 2, 3, 4),
        new MoveCursor(1, 2), new HideCursor(), new UseContext(1), new BreakContext(BadStream.ZeroHandle),
    ];
}
