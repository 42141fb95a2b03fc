using System.Runtime.InteropServices;

namespace Harness.Virgl.Player;

/// <summary>The objects of one context: one for each distinct state, made when first asked for, as drivers do.</summary>
internal sealed class ObjectTable(VirglEncoder encoder)
{
    private readonly Dictionary<(ObjectType Type, object State), uint> handles = [];
    private readonly List<(ObjectType Type, uint Handle)> made = [];

    /// <summary>The object's handle. Handles share one name space across types (PROTOCOL section 0.9).</summary>
    public uint Get(ObjectType type, object state, Action<uint> create)
    {
        ref uint handle = ref CollectionsMarshal.GetValueRefOrAddDefault(handles, (type, state), out bool known);
        if (!known)
        {
            handle = (uint)made.Count + 1;
            made.Add((type, handle));
            create(handle);
        }

        return handle;
    }

    /// <summary>Makes the object where it is new, and binds it.</summary>
    public void Bind(ObjectType type, object state, Action<uint> create) => encoder.BindObject(type, Get(type, state, create));

    /// <summary>
    /// Unbinds and destroys every object. virglrenderer tells depth-stencil states and vertex elements apart by their addresses: one that stays bound is used on
    /// instead of a new one that happens to get its memory.
    /// </summary>
    public void DestroyAll()
    {
        foreach (ObjectType type in (ReadOnlySpan<ObjectType>)[ObjectType.DepthStencilAlpha, ObjectType.VertexElements, ObjectType.Blend, ObjectType.Rasterizer])
        {
            encoder.BindObject(type, 0);
        }

        foreach ((ObjectType type, uint handle) in made)
        {
            encoder.DestroyObject(type, handle);
        }

        made.Clear();
        handles.Clear();
    }
}
