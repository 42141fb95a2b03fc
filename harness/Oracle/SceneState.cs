using Harness.Oracle.Storage;
using Harness.Oracle.Texturing;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Oracle;

/// <summary>What exists while a scene runs: contents of resources and of the window, and the state of each context.</summary>
internal sealed class SceneState
{
    private readonly Scene scene;
    private readonly Dictionary<int, PipelineState> contexts = [];

    public SceneState(Scene scene)
    {
        this.scene = scene;
        Window = new TextureStorage(new TextureResource(0, TextureTarget.TwoD, Format.R8G8B8A8_UNORM, TextureUse.ColourTarget, scene.Width, scene.Height, 1, 1, 1, 1));
        WindowDepth = scene.WindowDepth == Format.None ? null : new DepthStorage(scene.WindowDepth, scene.Width, scene.Height, 1);
    }

    public TextureStorage Window { get; }

    public DepthStorage? WindowDepth { get; }

    public Dictionary<int, byte[]> Buffers { get; } = [];

    public Dictionary<int, TextureStorage> Textures { get; } = [];

    public Dictionary<int, DepthStorage> DepthTextures { get; } = [];

    /// <summary>The context that steps act in.</summary>
    public int Context { get; set; }

    public PipelineState Current
    {
        get
        {
            if (!contexts.TryGetValue(Context, out PipelineState? state))
            {
                contexts[Context] = state = new PipelineState(scene.Width, scene.Height);
            }

            return state;
        }
    }

    /// <summary>The context is lost: its state is initial again.</summary>
    public void ResetContext() => contexts.Remove(Context);

    public void Create(Resource resource)
    {
        switch (resource)
        {
            case BufferResource buffer:
                Buffers[buffer.Id] = new byte[buffer.Size];
                break;
            case TextureResource { Use: TextureUse.DepthTarget } texture:
                DepthTextures[texture.Id] = new DepthStorage(texture.Format, texture.Width, texture.Height, texture.Samples);
                break;
            case TextureResource texture:
                Textures[texture.Id] = new TextureStorage(texture);
                break;
        }
    }

    /// <summary>The surface's texture, or the window.</summary>
    public TextureStorage Colour(Surface surface) => surface.Texture is { } texture ? Textures[texture.Id] : Window;

    public Targets Resolve(Framebuffer framebuffer)
    {
        var colours = framebuffer.Colours.Select(s => new ColourAttachment(Colour(s), s.Level, s.Layer)).ToList();
        DepthStorage? depth = framebuffer.DepthStencil?.Texture is { } texture ? DepthTextures[texture.Id] : framebuffer.IsWindow ? WindowDepth : null;
        return colours.Count > 0
            ? new Targets(colours, depth, colours[0].Storage.Resource.WidthOf(colours[0].Level), colours[0].Storage.Resource.HeightOf(colours[0].Level), colours[0].Storage.Samples)
            : new Targets(colours, depth, depth!.Width, depth.Height, depth.Samples);
    }

    /// <summary>The sampler bound to a slot of a stage, with the size of the level that coordinates are scaled by.</summary>
    public (TextureSampler Sampler, int[] Size) Texture(ShaderStage stage, int slot)
    {
        if (!Current.Textures.TryGetValue((stage, slot), out (TextureView View, SamplerState Sampler) bound))
        {
            throw new InvalidOperationException($"No texture is bound to slot {slot} of the {stage} stage: the scene's picture would be undefined.");
        }

        TextureResource texture = bound.View.Texture;
        int level = bound.View.FirstLevel;
        ITexelSource source = texture.Use == TextureUse.DepthTarget ? new DepthSource(texture, DepthTextures[texture.Id]) : new ColourSource(Textures[texture.Id]);
        int[] size = texture.Target switch
        {
            TextureTarget.OneD => [texture.WidthOf(level)],
            TextureTarget.ThreeD => [texture.WidthOf(level), texture.HeightOf(level), texture.DepthOf(level)],
            _ => [texture.WidthOf(level), texture.HeightOf(level)],
        };
        return (new TextureSampler(source, bound.View, bound.Sampler), size);
    }

    private sealed class ColourSource(TextureStorage storage) : ITexelSource
    {
        public TextureResource Resource => storage.Resource;

        public Quad<Interval> Fetch(int level, int x, int y, int z) => storage.At(level, x, y, z).Value;
    }

    private sealed class DepthSource(TextureResource resource, DepthStorage storage) : ITexelSource
    {
        public TextureResource Resource => resource;

        public Quad<Interval> Fetch(int level, int x, int y, int z) => new(storage.Quantise(storage.At(x, y).Depth), Interval.Of(0), Interval.Of(0), Interval.Of(1));
    }
}
