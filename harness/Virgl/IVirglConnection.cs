namespace Harness.Virgl;

/// <summary>
/// A way to hand VirGL command streams to a renderer: vtest socket, virtio-gpu control queue, DRM ioctls.
/// Contexts keep 3D objects apart; resources are global and must be attached to a context before its stream or its transfers may name them.
/// </summary>
/// <remarks>
/// Calls may be asynchronous on the far side. Only <see cref="Finish"/> and <see cref="TransferFromHost"/> followed by <see cref="Finish"/> promise
/// that the far side is done. Not thread-safe: one caller at a time.
/// Every call that waits has a deadline; past it <see cref="DeviceException"/> with <see cref="DeviceFault.Hang"/> is thrown.
/// </remarks>
public interface IVirglConnection : IDisposable
{
    /// <summary>Name of the transport, for messages: <c>vtest</c>, <c>virtio-gpu</c>.</summary>
    string Name { get; }

    /// <summary>What this transport can express beyond one context and 3D resources.</summary>
    ConnectionFeatures Features { get; }

    /// <summary>The newest capability set that the renderer offers (VIRGL2 where it exists).</summary>
    Capset Capset { get; }

    /// <summary>Makes a context and returns its id (never 0).</summary>
    uint CreateContext(string debugName);

    /// <summary>Destroys a context with all its objects; resources stay. Also the way out of a lost context.</summary>
    void DestroyContext(uint context);

    /// <summary>Makes a resource with guest backing of at least <see cref="ResourceDescription.BackingBytes"/> bytes (none when 0), attached to no context.</summary>
    GuestResource CreateResource(in ResourceDescription description);

    /// <summary>Drops a resource everywhere; its backing may be reused at once.</summary>
    void DestroyResource(GuestResource resource);

    /// <summary>Lets the context's stream and transfers name the resource.</summary>
    void Attach(uint context, GuestResource resource);

    /// <summary>Takes <see cref="Attach"/> back.</summary>
    void Detach(uint context, GuestResource resource);

    /// <summary>Copies from the resource's backing into the host resource (TRANSFER_TO_HOST_3D).</summary>
    void TransferToHost(uint context, GuestResource resource, in Transfer transfer);

    /// <summary>Copies from the host resource into the resource's backing (TRANSFER_FROM_HOST_3D). The bytes are there after the next <see cref="Finish"/>.</summary>
    void TransferFromHost(uint context, GuestResource resource, in Transfer transfer);

    /// <summary>Hands a VirGL command stream (whole commands, see PROTOCOL section 2) to the context.</summary>
    void Submit(uint context, ReadOnlySpan<uint> stream);

    /// <summary>
    /// Waits until all that was handed over has been executed, then looks whether the renderer complained.
    /// Throws <see cref="DeviceException"/>: <see cref="DeviceFault.ContextLost"/> when a context was lost, with the renderer's own words.
    /// </summary>
    void Finish(uint context);
}

/// <summary>A connection with <see cref="ConnectionFeatures.TwoDimensional"/>.</summary>
public interface ITwoDimensionalTransfers
{
    /// <summary>Copies a rectangle of the first level from the resource's backing into the host resource (TRANSFER_TO_HOST_2D, PROTOCOL section 1.3).</summary>
    /// <param name="offset">Byte offset of its first texel in the backing; rows lie as in the whole level.</param>
    void TransferToHost2D(GuestResource resource, in Box box, ulong offset);
}

/// <summary>What a connection offers besides the common ground.</summary>
[Flags]
public enum ConnectionFeatures
{
    None = 0,
    /// <summary>More than one context, sharing resources.</summary>
    ManyContexts = 1,
    /// <summary>Backing made of scattered pages, ATTACH/DETACH_BACKING by hand, 2D commands.</summary>
    TwoDimensional = 2,
    /// <summary>A scanout: SET_SCANOUT, RESOURCE_FLUSH.</summary>
    Scanout = 4,
    /// <summary>A cursor queue.</summary>
    Cursor = 8,
    /// <summary>Resource flags (Y_0_TOP) can be given.</summary>
    ResourceFlags = 16,
    /// <summary>Strides and layer strides of transfers are the caller's to choose (else: pitch of the whole level).</summary>
    TransferStrides = 32,
}
