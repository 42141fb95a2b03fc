using Harness.Drm.Requests;

namespace Harness.Drm.Mutants;

/// <summary>Defects in how command streams reach the device.</summary>
internal static class StreamMutants
{
    private const int PageWords = 1024;
    private const int TailWords = 8;

    /// <summary>A stream as the defect leaves it; null when it leaves it alone.</summary>
    private delegate uint[]? Change(ReadOnlySpan<uint> stream);

    public static IEnumerable<DrmMutant> All() =>
    [
        Stream("drm-stream-tail-lost", "The last 8 dwords of a command stream are lost.", s => s.Length > TailWords ? s[..^TailWords].ToArray() : null),
        Stream("drm-stream-first-page-only", "What lies behind the first page of a command stream is lost.", s => s.Length > PageWords ? s[..PageWords].ToArray() : null),
        Stream("drm-stream-page-repeated", "The second page of a command stream is the first once more.", s =>
        {
            if (s.Length <= PageWords)
            {
                return null;
            }

            uint[] changed = s.ToArray();
            int count = Math.Min(PageWords, s.Length - PageWords);
            changed.AsSpan(0, count).CopyTo(changed.AsSpan(PageWords));
            return changed;
        }),
        new("drm-stream-executed-twice", "A command stream is handed to the device twice.", () => new ExecutedTwice()),
        new("drm-stream-overtaken", "A command stream is overtaken by the one behind it.", () => new Overtaken()),
    ];

    private static DrmMutant Stream(string name, string defect, Change change) => new(name, defect, () => new StreamMutation(change));

    private static unsafe ReadOnlySpan<uint> Words(in ExecuteRequest request) => new((void*)request.Commands, (int)request.Size / sizeof(uint));

    private static unsafe int Send(MutantDoor door, ref ExecuteRequest request, uint[] words)
    {
        fixed (uint* start = words)
        {
            ExecuteRequest sent = request with { Commands = (ulong)start, Size = (uint)words.Length * sizeof(uint) };
            int error = door.Kernel.Call(ref sent);
            request.Fence = sent.Fence;
            return error;
        }
    }

    /// <summary>Streams with a fence are the harness's own question whether the context lives; a driver's defect has no reason to spare them.</summary>
    private sealed class StreamMutation(Change change) : DrmMutation
    {
        internal override int Execute(MutantDoor door, ref ExecuteRequest request)
        {
            if (change(Words(request)) is not { } changed)
            {
                return door.Kernel.Call(ref request);
            }

            Changed = true;
            return Send(door, ref request, changed);
        }
    }

    private sealed class ExecutedTwice : DrmMutation
    {
        internal override int Execute(MutantDoor door, ref ExecuteRequest request)
        {
            if ((request.Flags & ExecuteRequest.FenceOut) != 0)
            {
                return door.Kernel.Call(ref request);
            }

            Changed = true;
            return door.Kernel.Call(ref request) is var error && error != 0 ? error : door.Kernel.Call(ref request);
        }
    }

    private sealed class Overtaken : DrmMutation
    {
        private (ExecuteRequest Request, uint[] Words)? held;

        internal override int Execute(MutantDoor door, ref ExecuteRequest request)
        {
            if (held is null && (request.Flags & ExecuteRequest.FenceOut) == 0)
            {
                held = (request, Words(request).ToArray());
                return 0;
            }

            int error = door.Kernel.Call(ref request);
            if (held is var (late, words))
            {
                held = null;
                Changed = true;

                // The caller's handles are gone by now.
                ExecuteRequest sent = late with { Handles = 0, HandleCount = 0 };
                _ = Send(door, ref sent, words);
            }

            return error;
        }
    }
}
