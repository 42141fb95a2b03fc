using Harness.Drm.Requests;

namespace Harness.Drm;

/// <summary>
/// Cuts streams into pieces that one <see cref="ExecuteRequest"/> can carry, between commands. The kernel puts the pages of a stream into one chain of
/// descriptors, and QEMU takes 1024 of them at most, so that a piece has to stay below 4 MiB; newer QEMU refuses more as well.
/// </summary>
internal static class StreamPieces
{
    /// <summary>Dwords of the longest piece: 3 MiB, and a life sign that is added has room.</summary>
    public const int Longest = 3 << 18;

    /// <summary>Length of the first piece of a stream; a command that is cut off goes with what is before it.</summary>
    /// <param name="most">Dwords allowed; no less than the longest command has.</param>
    public static int First(ReadOnlySpan<uint> stream, int most = Longest)
    {
        if (stream.Length <= most)
        {
            return stream.Length;
        }

        int end = 0;
        while (end < stream.Length)
        {
            int next = end + 1 + (int)(stream[end] >> 16);
            if (next > most)
            {
                break;
            }

            end = next;
        }

        return Math.Min(end, stream.Length);
    }
}
