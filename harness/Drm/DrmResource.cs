using Harness.Drm.Files;
using Harness.Virgl;

namespace Harness.Drm;

/// <summary>
/// A resource whose backing is a buffer object. It is attached to the contexts that hold a handle of it; while none does, a descriptor keeps it alive.
/// </summary>
internal sealed class DrmResource(uint id, ResourceDescription description) : GuestResource(id, description)
{
    private readonly List<(DrmContext Context, uint Handle)> _handles = [];
    private DrmMapping? _mapping;
    private int _descriptor = -1;
    private bool _destroyed;

    /// <inheritdoc/>
    public override Span<byte> Backing => Description.BackingBytes == 0 ? [] : Mapping.Bytes;

    /// <summary>Notes the handle that a context has of it.</summary>
    public void Note(DrmContext context, uint handle) => _handles.Add((context, handle));

    /// <summary>The handle of a context; null when it is not attached to it.</summary>
    public uint? HandleIn(DrmContext context)
    {
        ObjectDisposedException.ThrowIf(_destroyed, this);
        foreach ((DrmContext holder, uint handle) in _handles)
        {
            if (holder == context)
            {
                return handle;
            }
        }

        return null;
    }

    /// <summary>A descriptor of the buffer object, which stays this resource's.</summary>
    public int Descriptor()
    {
        ObjectDisposedException.ThrowIf(_destroyed, this);
        return _descriptor >= 0 ? _descriptor : _descriptor = _handles[0].Context.Export(_handles[0].Handle);
    }

    public void Attach(DrmContext context)
    {
        if (HandleIn(context) is null)
        {
            Note(context, context.Import(Descriptor()));
        }
    }

    public void Detach(DrmContext context)
    {
        if (HandleIn(context) is { } handle)
        {
            LeaveAlive(context);
            context.Close(handle);
            _handles.Remove((context, handle));
        }
    }

    /// <summary>The context's file is about to be closed, and its handles with it.</summary>
    public void Lose(DrmContext context)
    {
        if (HandleIn(context) is { } handle)
        {
            LeaveAlive(context);
            _handles.Remove((context, handle));
        }
    }

    /// <summary>Gives everything back.</summary>
    public void Destroy(IDrmDoor anyDoor)
    {
        if (_destroyed)
        {
            return;
        }

        _destroyed = true;
        _mapping?.Dispose();
        foreach ((DrmContext context, uint handle) in _handles)
        {
            context.Close(handle);
        }

        if (_descriptor >= 0)
        {
            anyDoor.CloseDescriptor(_descriptor);
        }
    }

    private DrmMapping Mapping
    {
        get
        {
            ObjectDisposedException.ThrowIf(_destroyed, this);
            return _mapping ??= _handles[0].Context.Map(_handles[0].Handle, Description.BackingBytes);
        }
    }

    /// <summary>Before the last handle goes: mapped, since only holders of a handle can map, and held by a descriptor.</summary>
    private void LeaveAlive(DrmContext context)
    {
        if (_handles is [var last] && last.Context == context)
        {
            Descriptor();
            if (Description.BackingBytes > 0)
            {
                _ = Mapping;
            }
        }
    }
}
