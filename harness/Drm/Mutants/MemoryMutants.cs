using Harness.Drm.Files;
using Harness.Drm.Requests;

namespace Harness.Drm.Mutants;

/// <summary>Defects in fences and in the memory of buffer objects.</summary>
internal static class MemoryMutants
{
    public static IEnumerable<DrmMutant> All() =>
    [
        new("drm-fence-early", "Fences have signalled before anything was done.", () => new EarlyFences()),
        new("drm-map-stale", "All mappings of an open file but the first show pages that the device does not see.", () => new StaleMappings()),
        new("drm-map-other-object", "A mapping shows the buffer object that was mapped before, where that is large enough.", () => new WrongMappings()),
    ];

    private sealed class EarlyFences : DrmMutation
    {
        internal override bool WaitForFence(IDrmDoor kernel, int descriptor, TimeSpan allowed)
        {
            Changed = true;
            return true;
        }

        internal override int Wait(MutantDoor door, ref WaitRequest request)
        {
            Changed = true;
            return 0;
        }
    }

    private sealed class StaleMappings : DrmMutation
    {
        private bool mapped;

        internal override DrmMapping MapMemory(IDrmDoor kernel, ulong offset, int bytes)
        {
            Changed |= mapped;
            DrmMapping mapping = mapped ? DrmMapping.OfNothing(bytes) : kernel.Map(offset, bytes);
            mapped = true;
            return mapping;
        }
    }

    private sealed class WrongMappings : DrmMutation
    {
        private (ulong Offset, uint Size)? before;

        internal override int Map(MutantDoor door, ref MapRequest request)
        {
            int error = door.Kernel.Call(ref request);
            uint size = door.Made(request.Handle)?.Size ?? 0;
            (ulong Offset, uint Size)? last = before;
            before = (request.Offset, size);
            if (error == 0 && last is { } other && other.Size >= size && other.Offset != request.Offset)
            {
                Changed = true;
                request.Offset = other.Offset;
            }

            return error;
        }
    }
}
