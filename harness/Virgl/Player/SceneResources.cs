using Harness.Scenes;
using Harness.Scenes.Steps;

namespace Harness.Virgl.Player;

/// <summary>The resources of one scene on one connection. All are attached to every context that the scene uses.</summary>
internal sealed class SceneResources(IVirglConnection connection, Scene scene)
{
    private readonly Dictionary<int, GuestResource> resources = [];
    private readonly List<Resource> created = [];
    private readonly HashSet<GuestResource> inTransfer = [];

    public GuestResource Window { get; private set; } = null!;

    public GuestResource? WindowDepth { get; private set; }

    public GuestResource this[Resource resource] => resources[resource.Id];

    public IEnumerable<GuestResource> All => resources.Values.Append(Window).Concat(WindowDepth is null ? [] : [WindowDepth]);

    public void CreateWindow(uint context)
    {
        Window = Make(context, new ResourceDescription(
            (uint)PipeTextureTarget.Texture2D, (uint)VirglFormat.R8G8B8A8_UNORM, (uint)(VirglBind.SamplerView | VirglBind.RenderTarget | VirglBind.Scanout), (uint)scene.Width, (uint)scene.Height)
        {
            BackingBytes = scene.Width * scene.Height * 4,
        });
        WindowDepth = scene.WindowDepth == Format.None ? null : Make(context, new ResourceDescription(
            (uint)PipeTextureTarget.Texture2D, (uint)StateTranslation.Of(scene.WindowDepth), (uint)VirglBind.DepthStencil, (uint)scene.Width, (uint)scene.Height));
    }

    public void Create(uint context, Resource resource)
    {
        created.Add(resource);
        resources[resource.Id] = Make(context, Describe(resource));
    }

    /// <summary>The backing, once the far side no longer reads or writes it.</summary>
    public Span<byte> QuietBacking(uint context, GuestResource resource)
    {
        if (inTransfer.Count > 0 && inTransfer.Contains(resource))
        {
            connection.Finish(context);
            inTransfer.Clear();
        }

        return resource.Backing;
    }

    /// <summary>The far side may read or write the backing until the next <see cref="IVirglConnection.Finish"/>.</summary>
    public void MarkInTransfer(GuestResource resource) => inTransfer.Add(resource);

    /// <summary>After a <see cref="IVirglConnection.Finish"/>.</summary>
    public void AllQuiet() => inTransfer.Clear();

    /// <summary>A staging buffer for one copy transfer; it lives as long as the scene.</summary>
    public GuestResource Staging(uint context, int bytes)
    {
        GuestResource staging = Make(context, new ResourceDescription((uint)PipeTextureTarget.Buffer, (uint)VirglFormat.R8_UNORM, (uint)VirglBind.Staging, (uint)bytes) { BackingBytes = bytes });
        resources[-1 - resources.Count] = staging;
        return staging;
    }

    public void AttachAll(uint context)
    {
        foreach (GuestResource resource in All)
        {
            connection.Attach(context, resource);
        }
    }

    /// <summary>After a loss that took the resources along: makes them anew, empty.</summary>
    public void Remake(uint context)
    {
        resources.Clear();
        inTransfer.Clear();
        CreateWindow(context);
        foreach (Resource resource in created)
        {
            resources[resource.Id] = Make(context, Describe(resource));
        }
    }

    public void DestroyAll()
    {
        foreach (GuestResource resource in All.Where(r => r is not null))
        {
            connection.DestroyResource(resource);
        }

        resources.Clear();
    }

    private GuestResource Make(uint context, ResourceDescription description)
    {
        GuestResource resource = connection.CreateResource(description);
        connection.Attach(context, resource);
        return resource;
    }

    private ResourceDescription Describe(Resource resource) => resource switch
    {
        BufferResource b => new ResourceDescription((uint)PipeTextureTarget.Buffer, (uint)VirglFormat.R8_UNORM, (uint)StateTranslation.Of(b.Use), (uint)b.Size) { BackingBytes = b.Size },
        TextureResource t => new ResourceDescription(
            (uint)StateTranslation.Of(t.Target), (uint)StateTranslation.Of(t.Format), (uint)StateTranslation.Of(t.Use), (uint)t.Width, (uint)t.Height, (uint)t.Depth, (uint)t.Layers,
            (uint)(t.Levels - 1), t.Samples > 1 ? (uint)t.Samples : 0)
        {
            BackingBytes = t.Samples > 1 || t.Use == TextureUse.DepthTarget ? 0 : BackingBytes(t),
        },
        _ => throw new ArgumentException($"{resource.GetType().Name} cannot be made by VirGL.", nameof(resource)),
    };

    /// <summary>All levels one after the other, shifted as far as the scene shifts a piece of them, or the largest piece that it asks to move at once.</summary>
    private int BackingBytes(TextureResource texture)
    {
        int texel = FormatLayout.Of(texture.Format).Bytes;
        int levels = Enumerable.Range(0, texture.Levels).Sum(l => texture.WidthOf(l) * texture.HeightOf(l) * texture.DepthOf(l) * texel);
        int largest = scene.Steps.Max(s => s switch
        {
            UpdateTexture u when u.Texture.Id == texture.Id => Math.Max(u.Data.Count, levels + u.Offset),
            CopyThroughGuest c when c.Source.Id == texture.Id || c.Destination.Id == texture.Id =>
                c.Offset + Math.Max(levels, c.SourceBox.Depth * c.SourceBox.Height * Math.Max(c.Stride, c.SourceBox.Width * texel)),
            _ => 0,
        });
        return Math.Max(levels, largest);
    }
}
