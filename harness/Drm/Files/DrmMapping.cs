using System.Runtime.InteropServices;
using Harness.Virgl;

namespace Harness.Drm.Files;

/// <summary>Memory of a buffer object, mapped into this process.</summary>
public sealed unsafe class DrmMapping : SafeHandle
{
    private readonly int _length;

    /// <summary>Maps a piece of an open file.</summary>
    /// <param name="isPrivate">What is written stays in this process: a driver that shows its user other pages than the device.</param>
    /// <exception cref="DeviceException">It cannot be mapped.</exception>
    internal DrmMapping(int descriptor, ulong offset, int length, bool isPrivate) : base(-1, ownsHandle: true)
    {
        _length = length;
        int sharing = isPrivate ? DrmCalls.MapPrivate : DrmCalls.MapShared;
        SetHandle((nint)DrmCalls.Map(null, (nuint)length, DrmCalls.ProtReadWrite, sharing, descriptor, (nint)offset));
        if (IsInvalid)
        {
            throw new DeviceException(
                DeviceFault.ErrorResponse, $"{length} bytes of a buffer object could not be mapped: {Errno.Describe(Marshal.GetLastPInvokeError())}.");
        }
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == -1;

    /// <summary>The bytes; not to be used after disposal.</summary>
    public Span<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return new Span<byte>((void*)handle, _length);
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => DrmCalls.Unmap((void*)handle, (nuint)_length) == 0;
}
