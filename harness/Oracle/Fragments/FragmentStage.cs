using Harness.Oracle.Raster;
using Harness.Oracle.Storage;
using Harness.Oracle.Texturing;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Oracle.Fragments;

/// <summary>Everything from a covered pixel to the attachments: scissor, stipple, shader, tests, blending. What is uncertain leaves the hull of both outcomes.</summary>
internal sealed class FragmentStage
{
    private readonly PipelineState state;
    private readonly Targets targets;
    private readonly SampleRule samples;
    private readonly FragmentShader shader;
    private readonly ShaderEvaluator<Interval> evaluator;
    private readonly FragmentInputs inputs;
    private readonly DepthStencilStage depthStencil;
    private readonly BlendStage[] blends;

    public FragmentStage(PipelineState state, Targets targets, SampleRule samples, ShaderConstants constants, Func<int, (TextureSampler Sampler, int[] Size)> textures)
    {
        (this.state, this.targets, this.samples) = (state, targets, samples);
        shader = state.FragmentShader ?? throw new InvalidOperationException("A draw needs shaders.");
        evaluator = new ShaderEvaluator<Interval>(shader.Code);
        inputs = new FragmentInputs(shader, state.Rasterizer, constants, textures);
        depthStencil = new DepthStencilStage(state.DepthStencil, targets.DepthStencil, state.StencilFront, state.StencilBack);
        blends = [.. targets.Colours.Select((c, i) => new BlendStage(state.Blend, i, state.BlendColour, c.Storage, Multisampled))];
    }

    /// <summary>Sample mask and the operations on alpha act only then (GL 4.5 section 17.3.3).</summary>
    private bool Multisampled => targets.Samples > 1 && state.Rasterizer.Multisample;

    /// <summary>Contents of a pixel, kept aside while it is not known which of two triangles owns it.</summary>
    internal sealed record Saved(Texel[] Colours, DepthStencilTexel[] DepthStencils);

    /// <summary>Executes one fragment. <paramref name="coverage"/> says whether the primitive covers the pixel.</summary>
    public void Execute(Interpolator primitive, PixelHit hit, Truth coverage)
    {
        (int x, int y) = (hit.X, hit.Y);
        if (state.Rasterizer.Scissor && !Inside(state.Scissor, x, y))
        {
            return;
        }

        if (state.Rasterizer.PolygonStipple && primitive is TriangleInterpolator && (state.Stipple[y & 31] >> (31 - (x & 31)) & 1) == 0)
        {
            return;
        }

        inputs.MoveTo(primitive, x + samples.X, y + samples.Y);
        evaluator.Run(inputs);
        int root = shader.Colours.Count;
        Interval depth = Clamped(shader.Depth is null ? primitive.Depth : evaluator.Result(root++).X);
        Truth alive = ComparisonTest.And(coverage, AlphaCoverage());
        if (shader.DiscardWhen is not null)
        {
            alive = ComparisonTest.And(alive, ComparisonTest.Not(Interval.IsTrue(evaluator.Result(root).X)));
        }

        if (state.DepthStencil.AlphaTest)
        {
            alive = ComparisonTest.And(alive, ComparisonTest.Test(state.DepthStencil.AlphaFunction, evaluator.Result(0).W, Interval.Of(state.DepthStencil.AlphaReference)));
        }

        if (alive == Truth.No)
        {
            return;
        }

        for (int sample = 0; sample < targets.Samples; sample++)
        {
            if (!Multisampled || (state.SampleMask & (1u << sample)) != 0)
            {
                Write(primitive, hit, sample, depth, alive);
            }
        }
    }

    /// <summary>
    /// Alpha to coverage (section 17.3.3): no sample at alpha 0, all at 1; between, how many and which is the implementation's choice.
    /// </summary>
    private Truth AlphaCoverage()
    {
        if (!Multisampled || !state.Blend.AlphaToCoverage)
        {
            return Truth.Yes;
        }

        Interval alpha = evaluator.Result(0).W;
        return alpha.High <= 0 ? Truth.No : alpha.Low >= 1 ? Truth.Yes : Truth.Maybe;
    }

    /// <summary>Depth clamping (section 17.3.6) holds for every depth, also for one that the shader wrote.</summary>
    private Interval Clamped(Interval depth)
    {
        if (state.Rasterizer.DepthClip)
        {
            return depth;
        }

        (double low, double high) = (Math.Min(state.Viewport.Near, state.Viewport.Far), Math.Max(state.Viewport.Near, state.Viewport.Far));
        return new Interval(Math.Clamp(depth.Low, low, high), Math.Clamp(depth.High, low, high));
    }

    public Saved Save(int x, int y)
    {
        var colours = new List<Texel>();
        var depths = new List<DepthStencilTexel>();
        for (int sample = 0; sample < targets.Samples; sample++)
        {
            colours.AddRange(targets.Colours.Select(c => c.Storage.At(c.Level, x, y, c.Layer, sample)));
            if (targets.DepthStencil is { } buffer)
            {
                depths.Add(buffer.At(x, y, sample));
            }
        }

        return new Saved([.. colours], [.. depths]);
    }

    public void Restore(int x, int y, Saved saved) => Replace(x, y, saved, (_, old) => old, (_, old) => old);

    /// <summary>Leaves the hull of what is there and what was saved; the saved picture is the one to show.</summary>
    public void Merge(int x, int y, Saved saved) => Replace(x, y, saved, (now, old) => old.Or(now, false), (now, old) => old.Or(now));

    private void Replace(int x, int y, Saved saved, Func<Texel, Texel, Texel> colour, Func<DepthStencilTexel, DepthStencilTexel, DepthStencilTexel> depth)
    {
        int at = 0;
        for (int sample = 0; sample < targets.Samples; sample++)
        {
            foreach (ColourAttachment c in targets.Colours)
            {
                ref Texel texel = ref c.Storage.At(c.Level, x, y, c.Layer, sample);
                texel = colour(texel, saved.Colours[at++]);
            }

            if (targets.DepthStencil is { } buffer)
            {
                ref DepthStencilTexel texel = ref buffer.At(x, y, sample);
                texel = depth(texel, saved.DepthStencils[sample]);
            }
        }
    }

    private void Write(Interpolator primitive, PixelHit hit, int sample, Interval depth, Truth alive)
    {
        Truth passes = Truth.Yes;
        if (targets.DepthStencil is { } buffer)
        {
            ref DepthStencilTexel texel = ref buffer.At(hit.X, hit.Y, sample);
            (passes, DepthStencilTexel after) = depthStencil.Test(texel, depth, shader.Depth is null ? primitive.DepthOrigin : null, Interval.IsTrue(primitive.FrontFacing));
            texel = alive == Truth.Yes ? after : texel.Or(after);
        }

        Truth written = ComparisonTest.And(alive, passes);
        if (written == Truth.No)
        {
            return;
        }

        for (int i = 0; i < targets.Colours.Count; i++)
        {
            if (shader.Colours.Count > 1 && i >= shader.Colours.Count)
            {
                break;
            }

            ColourAttachment c = targets.Colours[i];
            ref Texel texel = ref c.Storage.At(c.Level, hit.X, hit.Y, c.Layer, sample);
            Texel after = blends[i].Apply(evaluator.Result(shader.Colours.Count == 1 ? 0 : i), texel);
            texel = written == Truth.Yes ? after : texel.Or(after, hit.Nominal);
        }
    }

    internal static bool Inside(ScissorBox box, int x, int y) => x >= box.X && y >= box.Y && x < box.X + box.Width && y < box.Y + box.Height;
}
