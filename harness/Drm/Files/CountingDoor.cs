using System.Runtime.CompilerServices;
using Harness.Drm.Requests;
using Harness.Virgl;

namespace Harness.Drm.Files;

/// <summary>Counts what is asked of the kernel, over all open files of a connection.</summary>
internal sealed class DrmTally
{
    public long Requests { get; set; }

    public long Commands { get; set; }

    public long Bytes { get; set; }

    public long Fences { get; set; }

    public WorkCounters Work => new(Commands, Bytes, 0, Fences, 0, 0, Requests);
}

/// <summary>Passes every request on and counts it.</summary>
internal sealed class CountingDoor(IDrmDoor kernel, DrmTally tally) : IDrmDoor
{
    public string Path => kernel.Path;

    public int Call<T>(ref T request) where T : unmanaged, IDrmRequest
    {
        tally.Requests++;
        if (typeof(T) == typeof(ExecuteRequest))
        {
            ref var execute = ref Unsafe.As<T, ExecuteRequest>(ref request);
            tally.Commands++;
            tally.Bytes += execute.Size;
            tally.Fences += (execute.Flags & ExecuteRequest.FenceOut) != 0 ? 1 : 0;
        }
        else if (typeof(T) == typeof(TransferToHostRequest) || typeof(T) == typeof(TransferFromHostRequest))
        {
            tally.Commands++;
            tally.Bytes += Unsafe.SizeOf<T>();
        }

        return kernel.Call(ref request);
    }

    public DrmMapping Map(ulong offset, int bytes) => kernel.Map(offset, bytes);

    public bool WaitForFence(int descriptor, TimeSpan allowed) => kernel.WaitForFence(descriptor, allowed);

    public int ReadEvents(Span<byte> buffer, TimeSpan allowed) => kernel.ReadEvents(buffer, allowed);

    public void CloseDescriptor(int descriptor) => kernel.CloseDescriptor(descriptor);

    public void Dispose() => kernel.Dispose();
}
