using System.Runtime.InteropServices;
using Harness.Drm.Requests;
using Harness.Processes;
using Harness.Virgl;

namespace Harness.Drm.Files;

/// <summary>An open DRM device file.</summary>
public sealed unsafe class DrmDevice : IDrmDoor
{
    /// <summary>The first card: everything, and the display to whoever opens it first.</summary>
    public const string Card = "/dev/dri/card0";

    /// <summary>The first render node: everything but displays.</summary>
    public const string RenderNode = "/dev/dri/renderD128";

    private readonly int _descriptor;
    private bool _closed;

    private DrmDevice(string path, int descriptor) => (Path, _descriptor) = (path, descriptor);

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>The file's descriptor, for libraries that work on it; it stays this object's.</summary>
    public int Descriptor => _descriptor;

    /// <summary>Opens a device file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static DrmDevice Open(string path)
    {
        int descriptor = DrmCalls.Open(path, DrmCalls.ReadWriteCloseOnExec);
        return descriptor >= 0
            ? new DrmDevice(path, descriptor)
            : throw new IOException($"{path} cannot be opened: {Errno.Describe(Marshal.GetLastPInvokeError())}");
    }

    /// <inheritdoc/>
    public int Call<T>(ref T request) where T : unmanaged, IDrmRequest
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        fixed (T* argument = &request)
        {
            while (DrmCalls.Control(_descriptor, T.Number, argument) < 0)
            {
                // A signal came in between: the kernel has done nothing yet.
                if (Marshal.GetLastPInvokeError() is var error && error != Errno.EINTR)
                {
                    return error;
                }
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public DrmMapping Map(ulong offset, int bytes)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return DrmMapping.Of(_descriptor, offset, bytes);
    }

    /// <inheritdoc/>
    public bool WaitForFence(int descriptor, TimeSpan allowed) => IsReadable(descriptor, allowed);

    /// <inheritdoc/>
    public int ReadEvents(Span<byte> buffer, TimeSpan allowed)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!IsReadable(_descriptor, allowed))
        {
            return 0;
        }

        fixed (byte* start = buffer)
        {
            nint count = DrmCalls.Read(_descriptor, start, (nuint)buffer.Length);
            return count >= 0 ? (int)count : throw new DeviceException(DeviceFault.ErrorResponse, $"{Path} has no events to read: {Errno.Describe(Marshal.GetLastPInvokeError())}.");
        }
    }

    /// <inheritdoc/>
    public void CloseDescriptor(int descriptor) => _ = DrmCalls.Close(descriptor);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            _ = DrmCalls.Close(_descriptor);
        }
    }

    private static bool IsReadable(int descriptor, TimeSpan allowed)
    {
        var deadline = Deadline.In(allowed);
        var watched = new DrmCalls.PollDescriptor { Descriptor = descriptor, Events = DrmCalls.PollIn };
        while (true)
        {
            int ready = DrmCalls.Poll(&watched, 1, (int)Math.Ceiling(deadline.Remaining.TotalMilliseconds));
            if (ready >= 0)
            {
                return ready > 0;
            }

            if (Marshal.GetLastPInvokeError() is var error && error != Errno.EINTR)
            {
                throw new DeviceException(DeviceFault.ErrorResponse, $"descriptor {descriptor} cannot be waited for: {Errno.Describe(error)}.");
            }
        }
    }
}
