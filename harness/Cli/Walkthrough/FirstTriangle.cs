using Harness.Catalogue;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.Steps;
using Harness.Virgl;
using State = Harness.Scenes.State;

namespace Harness.Cli.Walkthrough;

/// <summary>The scene that the walk-through plays, taken apart into what a driver sends, in the order in which it sends it.</summary>
internal sealed class FirstTriangle
{
    private const int BytesPerPixel = 4;

    /// <summary>Numbers of the objects that the stream makes; they share one name space, whatever their type.</summary>
    private const uint Surface = 1, Elements = 2, Vertex = 3, Fragment = 4, Blend = 5, Rasterizer = 6;

    public FirstTriangle()
    {
        Scene = SceneCatalogue.All.Single(scene => scene.Name == "walkthrough/first-triangle");
        Background = RowsFromTheTop(The<UpdateTexture>().Data.Span);
        Vertices = The<UpdateBuffer>().Data;
    }

    /// <summary>The scene.</summary>
    public Scene Scene { get; }

    /// <summary>The background, R, G, B, A, top row first: the order in which transfers and displays have it.</summary>
    public byte[] Background { get; }

    /// <summary>Position, normal and colour of three vertices, nine floats each.</summary>
    public EquatableList<byte> Vertices { get; }

    /// <summary>Makes a surface of the target and draws into it from now on.</summary>
    public static StreamPart Target(uint target) => new("framebuffer", encoder =>
    {
        encoder.CreateSurface(Surface, new SurfaceState(target, VirglFormat.R8G8B8A8_UNORM));
        encoder.SetFramebufferState(0, [Surface]);
    });

    /// <summary>Clears to a colour whose channels are all different, so that swapped ones show.</summary>
    public static StreamPart Clear { get; } = new("clear", encoder => encoder.Clear(ClearBuffers.Color0, ColorWords.Float(0.2f, 0.4f, 0.6f, 1)));

    /// <summary>The draw itself.</summary>
    public static StreamPart Draw { get; } = new("draw", encoder => encoder.Draw(PipePrimitive.Triangles, 0, 3));

    /// <summary>All state of the draw, one part a concern.</summary>
    /// <param name="vertexBuffer">The resource that takes the vertices.</param>
    public IReadOnlyList<StreamPart> StateParts(uint vertexBuffer)
    {
        var viewport = The<SetViewport>().Viewport;
        var scissor = The<SetScissor>().Box;
        var binding = The<Scenes.Steps.SetVertexBuffers>().Bindings[0];
        var elements = The<SetVertexElements>().Elements;
        var shaders = The<SetShaders>();
        var constants = The<SetConstants>().Values;
        return
        [
            new("viewport", encoder => encoder.SetViewportState(ViewportOf(viewport, turned: true))),
            new("scissor", encoder => encoder.SetScissorState(Turned(scissor))),
            new("vertices", encoder => encoder.InlineWriteBuffer(vertexBuffer, 0, Vertices.Span)),
            new("vertex-buffer", encoder => encoder.SetVertexBuffers([new VertexBuffer((uint)binding.Stride, (uint)binding.Offset, vertexBuffer)])),
            new("vertex-elements", encoder =>
            {
                encoder.CreateVertexElements(
                    Elements, [.. elements.Select(e => new VertexElement((uint)e.Offset, 0, (uint)e.Buffer, VirglFormat.R32G32B32_FLOAT))]);
                encoder.BindObject(ObjectType.VertexElements, Elements);
            }),
            new("vertex-shader", encoder =>
            {
                encoder.CreateShader(Vertex, Virgl.ShaderStage.Vertex, TgsiEmitter.Emit(shaders.Vertex));
                encoder.BindShader(Vertex, Virgl.ShaderStage.Vertex);
            }),
            new("fragment-shader", encoder =>
            {
                encoder.CreateShader(Fragment, Virgl.ShaderStage.Fragment, TgsiEmitter.Emit(shaders.Fragment, new TgsiOptions(FlipY: true)));
                encoder.BindShader(Fragment, Virgl.ShaderStage.Fragment);
            }),
            new("blend", encoder =>
            {
                encoder.CreateBlend(Blend, BlendState.Opaque);
                encoder.BindObject(ObjectType.Blend, Blend);
            }),
            RasterizerPart(state => state),
            new("constants", encoder => encoder.SetConstantBuffer(Virgl.ShaderStage.Fragment, constants.Span)),
        ];
    }

    /// <summary>The viewport with y pointing down, as somebody writes it who has not met the two directions of y yet.</summary>
    public StreamPart ViewportNotTurned() => new("viewport", encoder => encoder.SetViewportState(ViewportOf(The<SetViewport>().Viewport, turned: false)));

    /// <summary>The rasterizer with the winding of the front face the other way round.</summary>
    public StreamPart RasterizerOfOtherWinding() => RasterizerPart(state => state with { FrontCcw = !state.FrontCcw });

    /// <summary>The rasterizer with both faces drawn.</summary>
    public StreamPart RasterizerWithoutCulling() => RasterizerPart(state => state with { CullFace = CullFace.None });

    /// <summary>The vertex buffer with a stride that forgets the colours.</summary>
    public static StreamPart VertexBufferOfWrongStride(uint vertexBuffer)
        => new("vertex-buffer", encoder => encoder.SetVertexBuffers([new VertexBuffer(6 * sizeof(float), 0, vertexBuffer)]));

    private StreamPart RasterizerPart(Func<RasterizerState, RasterizerState> change)
    {
        var state = change(RasterizerOf(The<SetRasterizer>().State));
        return new("rasterizer", encoder =>
        {
            encoder.CreateRasterizer(Rasterizer, state);
            encoder.BindObject(ObjectType.Rasterizer, Rasterizer);
        });
    }

    private static RasterizerState RasterizerOf(State.RasterizerState state) => RasterizerState.Standard with
    {
        Scissor = state.Scissor,
        CullFace = (CullFace)state.Cull,

        // Turning y over turns the winding over; the flag speaks of windows whose y points down, so the two cancel out.
        FrontCcw = state.FrontCounterClockwise,
    };

    private Viewport ViewportOf(State.Viewport v, bool turned)
    {
        var (halfWidth, halfHeight, middle) = (v.Width / 2, v.Height / 2, v.Y + (v.Height / 2));
        return turned
            ? new Viewport(halfWidth, -halfHeight, 0.5f, v.X + halfWidth, Scene.Height - middle, 0.5f)
            : new Viewport(halfWidth, halfHeight, 0.5f, v.X + halfWidth, middle, 0.5f);
    }

    private ScissorRect Turned(State.ScissorBox box)
        => new((uint)box.X, (uint)(Scene.Height - box.Y - box.Height), (uint)(box.X + box.Width), (uint)(Scene.Height - box.Y));

    private byte[] RowsFromTheTop(ReadOnlySpan<byte> rows)
    {
        var pitch = Scene.Width * BytesPerPixel;
        var turned = new byte[rows.Length];
        for (var y = 0; y < Scene.Height; y++)
        {
            rows.Slice(y * pitch, pitch).CopyTo(turned.AsSpan((Scene.Height - 1 - y) * pitch));
        }

        return turned;
    }

    private T The<T>()
        where T : Step
        => Scene.Steps.OfType<T>().Single();
}

/// <summary>Commands of a stream that belong together.</summary>
internal sealed record StreamPart(string Name, Action<VirglEncoder> Write);
