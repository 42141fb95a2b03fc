using System.Runtime.InteropServices;

namespace Harness.Virgl.Native;

/// <summary>Memory that another process maps too.</summary>
internal sealed unsafe class SharedMapping : SafeHandle
{
    private readonly int _length;

    /// <summary>Maps the first <paramref name="length"/> bytes behind a descriptor, which may be closed afterwards.</summary>
    public SharedMapping(int descriptor, int length) : base(-1, ownsHandle: true)
    {
        _length = length;
        SetHandle((nint)Libc.Map(null, (nuint)length, Libc.ProtReadWrite, Libc.MapShared, descriptor, 0));
        if (IsInvalid)
        {
            throw new IOException($"could not map {length} shared bytes: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

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

    protected override bool ReleaseHandle() => Libc.Unmap((void*)handle, (nuint)_length) == 0;
}
