using Harness.Oracle.Fragments;
using Harness.Oracle.Storage;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Oracle;

/// <summary>Blits and copies between surfaces (GL 4.5 sections 18.3.1 and 18.3.2). Pixels outside the source are left alone.</summary>
internal sealed class CopyRenderer(SceneState state)
{
    /// <summary>Source positions closer than this to the middle between two texels may take either.</summary>
    private const double Tie = 1e-4;

    public void Copy(CopyRegion step)
    {
        TextureStorage source = state.Colour(step.Source);
        TextureStorage destination = state.Colour(step.Destination);
        Region box = step.SourceBox;
        // All is read before anything is written: source and destination may be one texture.
        var texels = new Texel[box.Width * box.Height];
        for (int y = 0; y < box.Height; y++)
        {
            for (int x = 0; x < box.Width; x++)
            {
                texels[(y * box.Width) + x] = source.At(step.Source.Level, box.X + x, box.Y + y, step.Source.Layer);
            }
        }

        for (int y = 0; y < box.Height; y++)
        {
            for (int x = 0; x < box.Width; x++)
            {
                destination.At(step.Destination.Level, step.X + x, step.Y + y, step.Destination.Layer) = texels[(y * box.Width) + x];
            }
        }
    }

    public void Blit(Blit step)
    {
        if (step.SourceBox.X0 == step.SourceBox.X1 || step.SourceBox.Y0 == step.SourceBox.Y1)
        {
            return;
        }

        TextureStorage source = state.Colour(step.Source);
        TextureStorage destination = state.Colour(step.Destination);
        (int level, int layer) = (step.Destination.Level, step.Destination.Layer);
        (int width, int height) = (destination.Resource.WidthOf(level), destination.Resource.HeightOf(level));
        (BlitBox from, BlitBox to) = (step.SourceBox, step.DestinationBox);
        var written = new List<(int X, int Y, Texel Texel)>();
        for (int y = Math.Max(0, Math.Min(to.Y0, to.Y1)); y < Math.Min(height, Math.Max(to.Y0, to.Y1)); y++)
        {
            for (int x = Math.Max(0, Math.Min(to.X0, to.X1)); x < Math.Min(width, Math.Max(to.X0, to.X1)); x++)
            {
                if (step.Scissor is { } scissor && !FragmentStage.Inside(scissor, x, y))
                {
                    continue;
                }

                double u = from.X0 + ((x + 0.5 - to.X0) * (from.X1 - from.X0) / (to.X1 - to.X0));
                double v = from.Y0 + ((y + 0.5 - to.Y0) * (from.Y1 - from.Y0) / (to.Y1 - to.Y0));
                if (Fetch(source, step, u, v) is { } texel)
                {
                    written.Add((x, y, texel));
                }
            }
        }

        foreach ((int x, int y, Texel texel) in written)
        {
            for (int sample = 0; sample < destination.Samples; sample++)
            {
                destination.At(level, x, y, layer, sample) = destination.Quantise(texel.Value) with { Nominal = texel.Nominal };
            }
        }
    }

    private static Texel? Fetch(TextureStorage source, Blit step, double u, double v)
    {
        int level = step.Source.Level;
        (int width, int height) = (source.Resource.WidthOf(level), source.Resource.HeightOf(level));
        if (u < 0 || v < 0 || u > width || v > height)
        {
            return null;
        }

        if (step.Filter == Filter.Nearest || source.Samples > 1)
        {
            Texel? result = null;
            foreach (int y in Candidates(v, height))
            {
                foreach (int x in Candidates(u, width))
                {
                    Texel one = Resolve(source, level, x, y, step.Source.Layer);
                    result = result is { } known ? known.Or(one, false) : one;
                }
            }

            return result;
        }

        // Linear: beyond the edge of the source rectangle an implementation may take what lies there in the image, or repeat the edge.
        Quad<Interval> value = Linear(0, width - 1, 0, height - 1);
        BlitBox box = step.SourceBox;
        (int left, int right) = (Math.Max(0, Math.Min(box.X0, box.X1)), Math.Min(width, Math.Max(box.X0, box.X1)) - 1);
        (int bottom, int top) = (Math.Max(0, Math.Min(box.Y0, box.Y1)), Math.Min(height, Math.Max(box.Y0, box.Y1)) - 1);
        if (left <= right && bottom <= top)
        {
            value = Quad<Interval>.Either(value, Linear(left, right, bottom, top));
        }

        return new Texel(value, Texel.Middle(value));

        Quad<Interval> Linear(int minX, int maxX, int minY, int maxY)
        {
            (int x0, double fx) = Split(u - 0.5);
            (int y0, double fy) = Split(v - 0.5);
            return Mix(Mix(At(x0, y0), At(x0 + 1, y0), fx), Mix(At(x0, y0 + 1), At(x0 + 1, y0 + 1), fx), fy);

            Quad<Interval> At(int x, int y) => source.At(level, Math.Clamp(x, minX, maxX), Math.Clamp(y, minY, maxY), step.Source.Layer).Value;
        }
    }

    private static Texel Resolve(TextureStorage source, int level, int x, int y, int layer)
    {
        if (source.Samples == 1)
        {
            return source.At(level, x, y, layer);
        }

        // Resolving may average, or take one sample (section 18.3.1): the mean is what every implementation seen does.
        Quad<Interval> sum = Quad<Interval>.Of(0, 0, 0, 0);
        for (int sample = 0; sample < source.Samples; sample++)
        {
            Quad<Interval> value = source.At(level, x, y, layer, sample).Value;
            for (int c = 0; c < 4; c++)
            {
                sum[c] = new Interval(sum[c].Low + value[c].Low, sum[c].High + value[c].High);
            }
        }

        for (int c = 0; c < 4; c++)
        {
            Interval mean = new(sum[c].Low / source.Samples, sum[c].High / source.Samples);
            bool uniform = mean == source.At(level, x, y, layer).Value[c];
            sum[c] = uniform ? mean : mean.Widened(0.5 / 255);
        }

        return new Texel(sum, Texel.Middle(sum));
    }

    private static int[] Candidates(double coordinate, int size)
    {
        int low = Math.Clamp((int)Math.Floor(coordinate - Tie), 0, size - 1);
        int high = Math.Clamp((int)Math.Floor(coordinate + Tie), 0, size - 1);
        return low == high ? [low] : [low, high];
    }

    private static (int Whole, double Fraction) Split(double x) => ((int)Math.Floor(x), x - Math.Floor(x));

    private static Quad<Interval> Mix(in Quad<Interval> a, in Quad<Interval> b, double t)
    {
        Quad<Interval> result = default;
        for (int c = 0; c < 4; c++)
        {
            // Weights of at least 8 bits, and a result rounded to 8 bits.
            var weight = new Interval(Math.Max(0, t - (1.0 / 256)), Math.Min(1, t + (1.0 / 256)));
            result[c] = a[c] == b[c] ? a[c] : Interval.Mix(a[c], b[c], weight).Widened(0.5 / 255);
        }

        return result;
    }
}
