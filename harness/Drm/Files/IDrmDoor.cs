using Harness.Drm.Requests;

namespace Harness.Drm.Files;

/// <summary>
/// One open file of a DRM device: what goes to the kernel goes through here, so that a kernel driver's defects can be put on here. With virtio-gpu each open
/// file has a VirGL context of its own, made by the first request that needs one.
/// </summary>
public interface IDrmDoor : IDisposable
{
    /// <summary>Which device file, for messages.</summary>
    string Path { get; }

    /// <summary>
    /// Makes one request. It returns when the kernel does: a request waits without limit for room in a queue that the device does not empty, and no signal
    /// ends that, so the deadline of last resort is kept by whoever watches this process from outside.
    /// </summary>
    /// <returns>0, or the error number.</returns>
    int Call<T>(ref T request) where T : unmanaged, IDrmRequest;

    /// <summary>Maps a buffer object at the offset that <see cref="MapRequest"/> gave.</summary>
    DrmMapping Map(ulong offset, int bytes);

    /// <summary>Waits until a fence's descriptor says that it has signalled; false when it has not in time. The descriptor stays open.</summary>
    bool WaitForFence(int descriptor, TimeSpan allowed);

    /// <summary>Reads events into a buffer as soon as there are any.</summary>
    /// <returns>Bytes read; 0 when there were none in time.</returns>
    int ReadEvents(Span<byte> buffer, TimeSpan allowed);

    /// <summary>Closes a descriptor that a request made.</summary>
    void CloseDescriptor(int descriptor);
}
