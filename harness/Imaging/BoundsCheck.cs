using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Harness.Imaging;

/// <summary>
/// Judges an observed frame: it passes when lower &lt;= observed &lt;= upper in every judged channel of every pixel.
/// The verdict alone costs one pass over the three frames at the speed of memory and allocates nothing; only a frame that fails is looked at again.
/// </summary>
public static class BoundsCheck
{
    /// <summary>Whether the observed frame has the reference's size and is within its bounds.</summary>
    public static bool Passes(ReferenceFrame reference, Frame observed, Channels channels = Channels.All)
    {
        if (observed.Width != reference.Expected.Width || observed.Height != reference.Expected.Height)
        {
            return false;
        }

        return Passes(observed.Rgba, reference.Lower.Rgba, reference.Upper.Rgba, channels);
    }

    /// <summary>Three spans of one length, whole RGBA pixels.</summary>
    public static bool Passes(ReadOnlySpan<byte> observed, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, Channels channels = Channels.All)
    {
        if (lower.Length != observed.Length || upper.Length != observed.Length || observed.Length % 4 != 0)
        {
            throw new ArgumentException(
                $"Observed ({observed.Length} bytes), lower ({lower.Length}) and upper ({upper.Length}) must be whole RGBA pixels of one number.");
        }

        // A frame whose bounds meet everywhere is loaded as one array: two streams to read instead of three.
        if (channels == Channels.All && lower == upper)
        {
            return observed.SequenceEqual(lower);
        }

        var mask = ChannelMask.Of(channels);
        ref var o = ref MemoryMarshal.GetReference(observed);
        ref var l = ref MemoryMarshal.GetReference(lower);
        ref var u = ref MemoryMarshal.GetReference(upper);
        var length = (nuint)observed.Length;
        if (Vector512.IsHardwareAccelerated && length >= 64)
        {
            return Passes512(ref o, ref l, ref u, length, mask);
        }

        if (Vector256.IsHardwareAccelerated && length >= 32)
        {
            return Passes256(ref o, ref l, ref u, length, mask);
        }

        return length >= 16 ? Passes128(ref o, ref l, ref u, length, mask) : PassesShort(observed, lower, upper, mask);
    }

    /// <summary>Looks for pixels out of bounds: null when the frame passes, else how many, where, how far and what it looks like.</summary>
    public static BoundsViolation? FindViolation(ReferenceFrame reference, Frame observed, Channels channels = Channels.All) =>
        Passes(reference, observed, channels) ? null : ViolationScan.Describe(reference, observed, channels);

    // Saturating differences are zero exactly inside the bounds, so two subtractions per vector and an OR are all the work there is.
    // Four vectors go between two branches; the tail is one more vector that overlaps the last whole one.
    internal static bool Passes512(ref byte o, ref byte l, ref byte u, nuint length, uint mask)
    {
        var judged = Vector512.Create(mask).AsByte();
        nuint at = 0;
        for (; at + 256 <= length; at += 256)
        {
            var outside = Outside512(ref o, ref l, ref u, at) | Outside512(ref o, ref l, ref u, at + 64)
                | Outside512(ref o, ref l, ref u, at + 128) | Outside512(ref o, ref l, ref u, at + 192);
            if ((outside & judged) != Vector512<byte>.Zero)
            {
                return false;
            }
        }

        for (; at + 64 < length; at += 64)
        {
            if ((Outside512(ref o, ref l, ref u, at) & judged) != Vector512<byte>.Zero)
            {
                return false;
            }
        }

        return (Outside512(ref o, ref l, ref u, length - 64) & judged) == Vector512<byte>.Zero;
    }

    internal static bool Passes256(ref byte o, ref byte l, ref byte u, nuint length, uint mask)
    {
        var judged = Vector256.Create(mask).AsByte();
        nuint at = 0;
        for (; at + 128 <= length; at += 128)
        {
            var outside = Outside256(ref o, ref l, ref u, at) | Outside256(ref o, ref l, ref u, at + 32)
                | Outside256(ref o, ref l, ref u, at + 64) | Outside256(ref o, ref l, ref u, at + 96);
            if ((outside & judged) != Vector256<byte>.Zero)
            {
                return false;
            }
        }

        for (; at + 32 < length; at += 32)
        {
            if ((Outside256(ref o, ref l, ref u, at) & judged) != Vector256<byte>.Zero)
            {
                return false;
            }
        }

        return (Outside256(ref o, ref l, ref u, length - 32) & judged) == Vector256<byte>.Zero;
    }

    internal static bool Passes128(ref byte o, ref byte l, ref byte u, nuint length, uint mask)
    {
        var judged = Vector128.Create(mask).AsByte();
        nuint at = 0;
        for (; at + 16 < length; at += 16)
        {
            if ((Outside128(ref o, ref l, ref u, at) & judged) != Vector128<byte>.Zero)
            {
                return false;
            }
        }

        return (Outside128(ref o, ref l, ref u, length - 16) & judged) == Vector128<byte>.Zero;
    }

    internal static bool PassesShort(ReadOnlySpan<byte> observed, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper, uint mask)
    {
        for (var i = 0; i < observed.Length; i++)
        {
            if ((mask >> (8 * (i % 4)) & 0xFF) != 0 && (observed[i] < lower[i] || observed[i] > upper[i]))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Outside512(ref byte o, ref byte l, ref byte u, nuint at)
    {
        var observed = Vector512.LoadUnsafe(ref o, at);
        return Vector512.SubtractSaturate(Vector512.LoadUnsafe(ref l, at), observed)
            | Vector512.SubtractSaturate(observed, Vector512.LoadUnsafe(ref u, at));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Outside256(ref byte o, ref byte l, ref byte u, nuint at)
    {
        var observed = Vector256.LoadUnsafe(ref o, at);
        return Vector256.SubtractSaturate(Vector256.LoadUnsafe(ref l, at), observed)
            | Vector256.SubtractSaturate(observed, Vector256.LoadUnsafe(ref u, at));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Outside128(ref byte o, ref byte l, ref byte u, nuint at)
    {
        var observed = Vector128.LoadUnsafe(ref o, at);
        return Vector128.SubtractSaturate(Vector128.LoadUnsafe(ref l, at), observed)
            | Vector128.SubtractSaturate(observed, Vector128.LoadUnsafe(ref u, at));
    }
}
