using Harness.Oracle.Storage;
using Harness.Oracle.Texturing;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Oracle.Fragments;

/// <summary>Stencil and depth tests of one sample (GL 4.5 sections 17.3.3 and 17.3.4).</summary>
internal sealed class DepthStencilStage(DepthStencilState state, DepthStorage? buffer, byte frontReference, byte backReference)
{
    /// <summary>Whether the fragment goes on to the colour buffers, and what the depth-stencil buffer holds afterwards.</summary>
    public (Truth Passes, DepthStencilTexel After) Test(DepthStencilTexel before, Interval depth, object? origin, Truth front)
    {
        if (buffer is null)
        {
            return (Truth.Yes, before);
        }

        // Without a back state, the front state and its reference serve both faces.
        (StencilFace face, byte reference) = state.Back is { Enabled: true } back ? (back, backReference) : (state.Front, frontReference);
        if (front != Truth.Maybe || (face == state.Front && reference == frontReference))
        {
            return front == Truth.No ? TestFace(before, depth, origin, face, reference) : TestFace(before, depth, origin, state.Front, frontReference);
        }

        (Truth Passes, DepthStencilTexel After) one = TestFace(before, depth, origin, state.Front, frontReference);
        (Truth Passes, DepthStencilTexel After) other = TestFace(before, depth, origin, face, reference);
        return (one.Passes == other.Passes ? one.Passes : Truth.Maybe, one.After.Or(other.After));
    }

    private (Truth Passes, DepthStencilTexel After) TestFace(DepthStencilTexel before, Interval depth, object? origin, StencilFace face, byte reference)
    {
        bool stencil = face.Enabled && buffer!.HasStencil;
        Truth stencilPasses = stencil ? StencilTest(face, reference, before) : Truth.Yes;
        bool depthTest = state.DepthTest && buffer!.HasDepth;
        Interval clamped = buffer!.Clamp(depth);
        Truth depthPasses = Truth.Yes;
        if (depthTest)
        {
            bool same = origin is not null && origin.Equals(before.Origin);
            (Truth less, Truth equal) = same ? (Truth.No, Truth.Yes) : buffer.Compare(clamped, before.Depth);
            depthPasses = ComparisonTest.From(state.DepthFunction, less, equal);
        }

        DepthStencilTexel? after = null;
        if (stencilPasses != Truth.Yes)
        {
            after = Merge(after, stencil ? WithStencil(before, face, face.Fail, reference) : before);
        }

        if (stencilPasses != Truth.No && depthPasses != Truth.Yes)
        {
            after = Merge(after, stencil ? WithStencil(before, face, face.DepthFail, reference) : before);
        }

        Truth passes = ComparisonTest.And(stencilPasses, depthPasses);
        if (passes != Truth.No)
        {
            DepthStencilTexel passed = stencil ? WithStencil(before, face, face.Pass, reference) : before;
            after = Merge(after, depthTest && state.DepthWrite ? passed with { Depth = clamped, Origin = origin } : passed);
        }

        return (passes, after!.Value);
    }

    private static DepthStencilTexel Merge(DepthStencilTexel? known, DepthStencilTexel other) => known is { } k ? k.Or(other) : other;

    private static Truth StencilTest(StencilFace face, byte reference, DepthStencilTexel texel)
    {
        int masked = reference & face.ValueMask;
        Truth? all = null;
        for (int value = texel.StencilLow; value <= texel.StencilHigh; value++)
        {
            int stored = value & face.ValueMask;
            Truth one = ComparisonTest.Test(face.Function, Interval.Exactly(masked), Interval.Exactly(stored));
            all = all is null || all == one ? one : Truth.Maybe;
        }

        return all!.Value;
    }

    private static DepthStencilTexel WithStencil(DepthStencilTexel texel, StencilFace face, StencilOperation operation, byte reference)
    {
        (int low, int high) = (255, 0);
        for (int value = texel.StencilLow; value <= texel.StencilHigh; value++)
        {
            int changed = operation switch
            {
                StencilOperation.Keep => value,
                StencilOperation.Zero => 0,
                StencilOperation.Replace => reference,
                StencilOperation.IncrementClamp => Math.Min(255, value + 1),
                StencilOperation.DecrementClamp => Math.Max(0, value - 1),
                StencilOperation.IncrementWrap => (value + 1) & 255,
                StencilOperation.DecrementWrap => (value - 1) & 255,
                _ => ~value & 255,
            };
            int written = (value & ~face.WriteMask) | (changed & face.WriteMask);
            (low, high) = (Math.Min(low, written), Math.Max(high, written));
        }

        return texel with { StencilLow = low, StencilHigh = high };
    }
}
