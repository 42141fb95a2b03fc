using System.Runtime.InteropServices;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Scenes;

/// <summary>Writes a scene step by step, in the order of execution. Every method returns the builder or the resource it made.</summary>
public sealed partial class SceneBuilder
{
    private readonly List<Step> steps = [];
    private readonly string name;
    private readonly string proves;
    private readonly string specification;
    private int nextId = 1;
    private double uncertainShare = 0.02;
    private string? uncertainBecause;

    /// <param name="name">Area and name, for example <c>scissor/half-open</c>.</param>
    /// <param name="proves">A sentence: what a passing cell proves.</param>
    /// <param name="specification">Section of the specification, for example <c>GL 4.5 section 17.3.2</c>.</param>
    public SceneBuilder(string name, string proves, string specification, int width = 64, int height = 64)
    {
        if (name.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw new ArgumentException($"A scene is named area/name, not '{name}'.", nameof(name));
        }

        (this.name, this.proves, this.specification, Width, Height) = (name, proves, specification, width, height);
    }

    /// <summary>Pixels of the window.</summary>
    public int Width { get; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; }

    /// <summary>Gives the window a depth (and stencil) buffer.</summary>
    public Format WindowDepth { get; set; }

    public Scene Build() => new()
    {
        Name = name,
        Proves = proves,
        Specification = specification,
        Width = Width,
        Height = Height,
        WindowDepth = WindowDepth,
        Steps = [.. steps],
        UncertainShare = uncertainShare,
        UncertainBecause = uncertainBecause,
    };

    /// <summary>Allows more pixels to be uncertain than the default 2 %, and says why.</summary>
    public SceneBuilder AllowUncertain(double share, string because)
    {
        (uncertainShare, uncertainBecause) = (share, because);
        return this;
    }

    public SceneBuilder Do(Step step)
    {
        steps.Add(step);
        return this;
    }

    /// <summary>A number for a resource or display object not used before in this scene.</summary>
    public int NewId() => nextId++;

    public BufferResource Buffer(BufferUse use, int size)
    {
        var buffer = new BufferResource(NewId(), use, size);
        Do(new CreateResource(buffer));
        return buffer;
    }

    /// <summary>A buffer that holds the given values, sent by <paramref name="road"/>.</summary>
    public BufferResource Buffer<T>(BufferUse use, ReadOnlySpan<T> values, TransferRoad road = TransferRoad.InlineWrite) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        BufferResource buffer = Buffer(use, bytes.Length);
        Do(new UpdateBuffer(buffer, 0, EquatableList.Create(bytes), road));
        return buffer;
    }

    public BufferResource VertexBuffer(params ReadOnlySpan<float> values) => Buffer(BufferUse.Vertex, values);

    /// <summary>Overwrites part of a buffer.</summary>
    public SceneBuilder Update<T>(BufferResource buffer, int offset, ReadOnlySpan<T> values, TransferRoad road) where T : unmanaged =>
        Do(new UpdateBuffer(buffer, offset, EquatableList.Create(MemoryMarshal.AsBytes(values)), road));

    public TextureResource Texture(
        TextureTarget target, Format format, int width, int height = 1, int depth = 1, int levels = 1, TextureUse use = TextureUse.Sampled, int layers = 1, int samples = 1)
    {
        var texture = new TextureResource(NewId(), target, format, use, width, height, depth, target == TextureTarget.Cube ? 6 : layers, levels, samples);
        Do(new CreateResource(texture));
        return texture;
    }

    public TextureResource Texture2D(int width, int height, Format format = Format.R8G8B8A8_UNORM, int levels = 1) =>
        Texture(TextureTarget.TwoD, format, width, height, levels: levels);

    /// <summary>A 2D texture that can be drawn into.</summary>
    public TextureResource ColourTarget(int width, int height, Format format = Format.R8G8B8A8_UNORM, int levels = 1, int samples = 1) =>
        Texture(TextureTarget.TwoD, format, width, height, levels: levels, use: TextureUse.ColourTarget, samples: samples);

    /// <summary>A 2D depth (and stencil) buffer.</summary>
    public TextureResource DepthTarget(int width, int height, Format format = Format.S8_UINT_Z24_UNORM, int samples = 1) =>
        Texture(TextureTarget.TwoD, format, width, height, use: TextureUse.DepthTarget, samples: samples);

    /// <summary>Writes a whole level (all its layers from <paramref name="layer"/> on, as far as the data reaches when given one layer).</summary>
    public SceneBuilder Upload<T>(TextureResource texture, ReadOnlySpan<T> texels, int level = 0, int? layer = null, TransferRoad road = TransferRoad.Dma) where T : unmanaged
    {
        Region whole = Region.Whole(texture, level);
        return Upload(texture, texels, layer is { } z ? whole with { Z = z, Depth = 1 } : whole, level, road);
    }

    /// <summary>Writes a box of a level.</summary>
    public SceneBuilder Upload<T>(
        TextureResource texture, ReadOnlySpan<T> texels, Region box, int level = 0, TransferRoad road = TransferRoad.Dma, int stride = 0, int layerStride = 0, int offset = 0)
        where T : unmanaged =>
        Do(new UpdateTexture(texture, level, box, EquatableList.Create(MemoryMarshal.AsBytes(texels)), road, stride, layerStride, offset));

    public SceneBuilder Viewport(float x, float y, float width, float height, float near = 0, float far = 1) => Do(new SetViewport(new Viewport(x, y, width, height, near, far)));

    public SceneBuilder Scissor(int x, int y, int width, int height) => Do(new SetScissor(new ScissorBox(x, y, width, height)));

    public SceneBuilder Rasterizer(RasterizerState state) => Do(new SetRasterizer(state));

    public SceneBuilder DepthStencil(DepthStencilState state) => Do(new SetDepthStencil(state));

    public SceneBuilder Blend(BlendState state) => Do(new SetBlend(state));

    public SceneBuilder BlendColour(Colour colour) => Do(new SetBlendColour(colour));

    public SceneBuilder StencilReference(byte front, byte? back = null) => Do(new SetStencilReference(front, back ?? front));

    public SceneBuilder VertexBuffers(params ReadOnlySpan<VertexBufferBinding> bindings) => Do(new SetVertexBuffers(EquatableList.Create(bindings)));

    public SceneBuilder VertexElements(params ReadOnlySpan<VertexElement> elements) => Do(new SetVertexElements(EquatableList.Create(elements)));

    public SceneBuilder IndexBuffer(BufferResource buffer, int indexSize, int offset = 0) => Do(new SetIndexBuffer(new IndexBufferBinding(buffer, indexSize, offset)));

    public SceneBuilder Shaders(VertexShader vertex, FragmentShader fragment) => Do(new SetShaders(vertex, fragment));

    public SceneBuilder Constants(ShaderStage stage, params ReadOnlySpan<float> values) => Do(new SetConstants(stage, EquatableList.Create(values)));

    public SceneBuilder Bind(TextureResource texture, SamplerState? sampler = null, int slot = 0) => Bind(new TextureView(texture), sampler, slot);

    public SceneBuilder Bind(TextureView view, SamplerState? sampler = null, int slot = 0, ShaderStage stage = ShaderStage.Fragment) =>
        Do(new SetTexture(stage, slot, view, sampler ?? SamplerState.Nearest));

    /// <summary>Draws go to the window again.</summary>
    public SceneBuilder TargetWindow() => Do(new SetFramebuffer(Framebuffer.Window));

    public SceneBuilder Target(TextureResource colour, TextureResource? depth = null, int level = 0, int layer = 0) =>
        Do(new SetFramebuffer(new Framebuffer([new Surface(colour, level, layer)], depth is null ? null : new Surface(depth))));

    public SceneBuilder Clear(Colour colour) => Do(new Clear(colour));

    public SceneBuilder Clear(Colour? colour, double? depth, byte? stencil = null) => Do(new Clear(colour, depth, stencil));

    public SceneBuilder Draw(Primitive primitive, int count, int first = 0, int instances = 1, int startInstance = 0) =>
        Do(new Draw(primitive, first, count, Instances: instances, StartInstance: startInstance));

    public SceneBuilder DrawIndexed(Primitive primitive, int count, int first = 0, int baseVertex = 0, uint? restart = null, int instances = 1) =>
        Do(new Draw(primitive, first, count, Indexed: true, instances, baseVertex, Restart: restart));
}
