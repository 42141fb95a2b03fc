using System.Runtime.InteropServices;
using Harness.Virgl;

namespace Harness.Drm.Files;

/// <summary>Memory of a buffer object, mapped into this process.</summary>
public sealed unsafe class DrmMapping : SafeHandle
{
    private readonly int _length;

    private DrmMapping(int length, int flags, int descriptor, ulong offset) : base(-1, ownsHandle: true)
    {
        _length = length;
        SetHandle((nint)DrmCalls.Map(null, (nuint)length, DrmCalls.ProtReadWrite, flags, descriptor, (nint)offset));
        if (IsInvalid)
        {
            throw new DeviceException(
                DeviceFault.ErrorResponse, $"{length} bytes of a buffer object could not be mapped: {Errno.Describe(Marshal.GetLastPInvokeError())}.");
        }
    }

    /// <summary>Maps a piece of an open file.</summary>
    /// <exception cref="DeviceException">It cannot be mapped.</exception>
    internal static DrmMapping Of(int descriptor, ulong offset, int length) => new(length, DrmCalls.MapShared, descriptor, offset);

    /// <summary>Memory that belongs to no buffer object.</summary>
    internal static DrmMapping OfNothing(int length) => new(length, DrmCalls.MapPrivate | DrmCalls.MapAnonymous, -1, 0);

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
