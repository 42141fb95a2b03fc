using System.Runtime.CompilerServices;
using Harness.Drm.Files;
using Harness.Drm.Requests;

namespace Harness.Drm.Mutants;

/// <summary>What a defect does to the requests of one open file. The base class does nothing.</summary>
public abstract class DrmMutation
{
    /// <summary>It has changed, dropped or displaced something.</summary>
    public bool Changed { get; protected set; }

    /// <summary>Whether it has <see cref="Changed"/> something since the last call.</summary>
    internal bool TakeChanged()
    {
        bool changed = Changed;
        Changed = false;
        return changed;
    }

    /// <summary>Makes a request as the defect has it.</summary>
    internal int Call<T>(MutantDoor door, ref T request) where T : unmanaged, IDrmRequest
    {
        if (typeof(T) == typeof(TransferToHostRequest))
        {
            return ToHost(door, ref Unsafe.As<T, TransferToHostRequest>(ref request));
        }

        if (typeof(T) == typeof(TransferFromHostRequest))
        {
            return FromHost(door, ref Unsafe.As<T, TransferFromHostRequest>(ref request));
        }

        if (typeof(T) == typeof(ExecuteRequest))
        {
            return Execute(door, ref Unsafe.As<T, ExecuteRequest>(ref request));
        }

        if (typeof(T) == typeof(CreateResourceRequest))
        {
            return Create(door, ref Unsafe.As<T, CreateResourceRequest>(ref request));
        }

        if (typeof(T) == typeof(MapRequest))
        {
            return Map(door, ref Unsafe.As<T, MapRequest>(ref request));
        }

        if (typeof(T) == typeof(WaitRequest))
        {
            return Wait(door, ref Unsafe.As<T, WaitRequest>(ref request));
        }

        if (typeof(T) == typeof(AddFramebufferRequest))
        {
            return AddFramebuffer(door, ref Unsafe.As<T, AddFramebufferRequest>(ref request));
        }

        if (typeof(T) == typeof(SetCrtcRequest))
        {
            return SetCrtc(door, ref Unsafe.As<T, SetCrtcRequest>(ref request));
        }

        return typeof(T) == typeof(PageFlipRequest)
            ? PageFlip(door, ref Unsafe.As<T, PageFlipRequest>(ref request))
            : door.Kernel.Call(ref request);
    }

    internal virtual int ToHost(MutantDoor door, ref TransferToHostRequest request) => door.Kernel.Call(ref request);

    internal virtual int FromHost(MutantDoor door, ref TransferFromHostRequest request) => door.Kernel.Call(ref request);

    internal virtual int Execute(MutantDoor door, ref ExecuteRequest request) => door.Kernel.Call(ref request);

    internal virtual int Create(MutantDoor door, ref CreateResourceRequest request) => door.Kernel.Call(ref request);

    internal virtual int Map(MutantDoor door, ref MapRequest request) => door.Kernel.Call(ref request);

    internal virtual int Wait(MutantDoor door, ref WaitRequest request) => door.Kernel.Call(ref request);

    internal virtual int AddFramebuffer(MutantDoor door, ref AddFramebufferRequest request) => door.Kernel.Call(ref request);

    internal virtual int SetCrtc(MutantDoor door, ref SetCrtcRequest request) => door.Kernel.Call(ref request);

    internal virtual int PageFlip(MutantDoor door, ref PageFlipRequest request) => door.Kernel.Call(ref request);

    internal virtual DrmMapping MapMemory(IDrmDoor kernel, ulong offset, int bytes) => kernel.Map(offset, bytes);

    internal virtual bool WaitForFence(IDrmDoor kernel, int descriptor, TimeSpan allowed) => kernel.WaitForFence(descriptor, allowed);

    internal virtual int ReadEvents(IDrmDoor kernel, Span<byte> buffer, TimeSpan allowed) => kernel.ReadEvents(buffer, allowed);
}
