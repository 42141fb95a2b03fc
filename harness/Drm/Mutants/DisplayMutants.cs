using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Drm.Files;
using Harness.Drm.Requests;

namespace Harness.Drm.Mutants;

/// <summary>
/// Defects in mode setting and page flips. The pitch of a framebuffer is not among them: virtio-gpu hands the resource to the device and leaves the pitch
/// behind, so that a wrong one does no harm.
/// </summary>
internal static class DisplayMutants
{
    public static IEnumerable<DrmMutant> All() =>
    [
        new("drm-flip-lost", "Page flips are answered and not done.", () => new LostFlips()) { OnDisplay = true },
        new("drm-flip-late", "A page flip shows the framebuffer of the one before.", () => new LateFlips()) { OnDisplay = true },
        new("drm-framebuffer-of-another-object", "A framebuffer shows the buffer object of the one made before.", () => new WrongFramebuffers()) { OnDisplay = true },
        new("drm-mode-row-short", "Modes lack their last row.", () => new ShortModes()) { OnDisplay = true },
    ];

    private class LostFlips : DrmMutation
    {
        private readonly Queue<ulong> answers = new();

        internal override int PageFlip(MutantDoor door, ref PageFlipRequest request)
        {
            Changed = true;
            answers.Enqueue(request.UserData);
            return 0;
        }

        internal override int ReadEvents(IDrmDoor kernel, Span<byte> buffer, TimeSpan allowed)
        {
            if (!answers.TryDequeue(out ulong number))
            {
                return kernel.ReadEvents(buffer, allowed);
            }

            int size = Unsafe.SizeOf<FlipEvent>();
            MemoryMarshal.Write(buffer, new FlipEvent { Type = FlipEvent.FlipComplete, Length = (uint)size, UserData = number });
            return size;
        }
    }

    private sealed class LateFlips : LostFlips
    {
        private uint before;

        internal override int SetCrtc(MutantDoor door, ref SetCrtcRequest request)
        {
            before = request.Framebuffer;
            return door.Kernel.Call(ref request);
        }

        internal override int PageFlip(MutantDoor door, ref PageFlipRequest request)
        {
            uint late = before;
            before = request.Framebuffer;
            if (late == 0)
            {
                // What was shown before this defect began stays.
                return base.PageFlip(door, ref request);
            }

            Changed |= late != request.Framebuffer;
            PageFlipRequest sent = request with { Framebuffer = late };
            return door.Kernel.Call(ref sent);
        }
    }

    private sealed class WrongFramebuffers : DrmMutation
    {
        private uint before;

        internal override int AddFramebuffer(MutantDoor door, ref AddFramebufferRequest request)
        {
            uint asked = request.Handles[0];
            if (before != 0)
            {
                Changed |= before != asked;
                request.Handles[0] = before;
            }

            before = asked;
            return door.Kernel.Call(ref request);
        }
    }

    private sealed class ShortModes : DrmMutation
    {
        internal override int SetCrtc(MutantDoor door, ref SetCrtcRequest request)
        {
            Changed = true;
            SetCrtcRequest sent = request;
            sent.Mode.Height--;
            return door.Kernel.Call(ref sent);
        }
    }
}
