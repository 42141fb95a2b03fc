namespace Harness.Scenes.Wire;

/// <summary>The resources of a scene, each described once; steps name them by their ids.</summary>
internal sealed class ResourceTable
{
    private const int LargestBuffer = 1 << 30;
    private const int LargestSide = 1 << 15;

    private enum Kind : byte
    {
        Buffer,
        Texture,
    }

    private readonly List<Resource> resources = [];
    private readonly Dictionary<int, Resource> byId = [];

    /// <summary>Writes the id of a resource and keeps the resource for <see cref="WriteTo"/>.</summary>
    /// <exception cref="ArgumentException">Another resource has that id.</exception>
    public void Refer(WireWriter writer, Resource resource)
    {
        if (!byId.TryGetValue(resource.Id, out Resource? known))
        {
            resources.Add(resource);
            byId.Add(resource.Id, resource);
        }
        else if (!known.Equals(resource))
        {
            throw new ArgumentException($"Two resources have the id {resource.Id}: {known} and {resource}.", nameof(resource));
        }

        writer.Integer(resource.Id);
    }

    /// <summary>Reads the id of a resource.</summary>
    public T Referred<T>(ref WireReader reader, string what) where T : Resource
    {
        int id = reader.Integer(what);
        return !byId.TryGetValue(id, out Resource? resource) ? throw reader.Fault($"{what} is {id}, which no resource has")
            : resource as T ?? throw reader.Fault($"{what} is {id}, which is a {resource.GetType().Name}, not a {typeof(T).Name}");
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Count(resources.Count);
        foreach (Resource resource in resources)
        {
            switch (resource)
            {
                case BufferResource b:
                    writer.Byte((byte)Kind.Buffer);
                    writer.Integer(b.Id);
                    writer.Choice(b.Use);
                    writer.Integer(b.Size);
                    break;
                case TextureResource t:
                    writer.Byte((byte)Kind.Texture);
                    writer.Integer(t.Id);
                    writer.Choice(t.Target);
                    writer.Choice(t.Format);
                    writer.Choice(t.Use);
                    writer.Integer(t.Width);
                    writer.Integer(t.Height);
                    writer.Integer(t.Depth);
                    writer.Integer(t.Layers);
                    writer.Integer(t.Levels);
                    writer.Integer(t.Samples);
                    break;
                default:
                    throw new ArgumentException($"A {resource.GetType().Name} has no form on the wire.");
            }
        }
    }

    public void Read(ref WireReader reader)
    {
        reader.Part = "resource";
        int count = reader.Count("number of resources", 4);
        for (int i = 0; i < count; i++)
        {
            reader.Entry = i + 1;
            Resource resource = One(ref reader);
            if (!byId.TryAdd(resource.Id, resource))
            {
                throw reader.Fault($"the id {resource.Id} is taken");
            }
        }
    }

    private static Resource One(ref WireReader reader)
    {
        byte kind = reader.Byte("kind of resource");
        return (Kind)kind switch
        {
            Kind.Buffer => new BufferResource(reader.Integer("id"), reader.Choice<BufferUse>("use"), reader.Integer("size", 0, LargestBuffer)),
            Kind.Texture => new TextureResource(
                reader.Integer("id"), reader.Choice<TextureTarget>("target"), reader.Choice<Format>("format"), reader.Choice<TextureUse>("use"),
                reader.Integer("width", 1, LargestSide), reader.Integer("height", 1, LargestSide), reader.Integer("depth", 1, LargestSide),
                reader.Integer("layers", 1, LargestSide), reader.Integer("levels", 1, 16), reader.Integer("samples", 0, 64)),
            _ => throw reader.Fault($"kind of resource {kind} is unknown"),
        };
    }
}
