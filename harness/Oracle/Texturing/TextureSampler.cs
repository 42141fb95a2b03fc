using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Oracle.Texturing;

/// <summary>Texels by level and position, whatever they are stored in.</summary>
internal interface ITexelSource
{
    TextureResource Resource { get; }

    Quad<Interval> Fetch(int level, int x, int y, int z);
}

/// <summary>Texture lookups (GL 4.5 section 8.14 ff.) over intervals: every texel that a coordinate may select contributes.</summary>
internal sealed class TextureSampler(ITexelSource source, TextureView view, SamplerState sampler)
{
    /// <summary>Weights of levels have at least 8 bits in every implementation seen; the specification gives no number.</summary>
    private const double LevelWeightError = 1.0 / 256;

    /// <summary>Coordinates closer to a texel boundary than this, in texels, may go either way.</summary>
    private const double CoordinateError = 1.0 / 512;

    /// <summary>On top of the coordinate's: a weight between texels has 8 bits as well, so it is off by up to one 256th in all.</summary>
    private const double WeightError = (1.0 / 256) - CoordinateError;

    /// <summary>Rounding of a filtered fixed-point result, in its real units: about one 8-bit step, however many texels were mixed.</summary>
    private const double FixedFilterError = 1.0 / 256;

    /// <summary>Rounding of a filtered floating-point result, relative: that of the shortest format with a mantissa of 10 bits.</summary>
    private const double FloatFilterError = 1.0 / 1024;

    private readonly TextureResource texture = source.Resource;
    private readonly FormatLayout layout = FormatLayout.Of(source.Resource.Format);

    /// <param name="lod">Level of detail before bias and clamping.</param>
    public Quad<Interval> Sample(in Quad<Interval> coordinate, Interval lod, Interval? reference)
    {
        Interval biased = new(
            Math.Clamp(lod.Low + sampler.LodBias, sampler.MinLod, sampler.MaxLod),
            Math.Clamp(lod.High + sampler.LodBias, sampler.MinLod, sampler.MaxLod));
        Quad<Interval>? result = null;
        if (biased.Low <= 0)
        {
            result = Filtered(0, sampler.Mag, coordinate, reference);
        }

        if (biased.High > 0)
        {
            Quad<Interval> minified = Minified(coordinate, new Interval(Math.Max(0, biased.Low), biased.High), reference);
            result = result is { } magnified ? Quad<Interval>.Either(magnified, minified) : minified;
        }

        return Swizzled(Mixes ? Rounded(result!.Value) : result!.Value);
    }

    /// <summary>Whether the level of detail makes any difference to what is sampled.</summary>
    public bool DependsOnLevel => sampler.Mip != MipFilter.None || sampler.Min != sampler.Mag;

    private bool Mixes => sampler.Min == Filter.Linear || sampler.Mag == Filter.Linear || sampler.Mip == MipFilter.Linear;

    /// <summary>What rounding may do to mixtures. Equal texels mix to themselves.</summary>
    private Quad<Interval> Rounded(Quad<Interval> mixed)
    {
        bool floats = layout.Components[0].Type == ComponentType.Float;
        for (int c = 0; c < 4; c++)
        {
            if (mixed[c].Low != mixed[c].High)
            {
                mixed[c] = mixed[c].Widened(floats ? FloatFilterError * Math.Max(Math.Abs(mixed[c].Low), Math.Abs(mixed[c].High)) : FixedFilterError);
            }
        }

        return mixed;
    }

    private Quad<Interval> Minified(in Quad<Interval> coordinate, Interval lod, Interval? reference)
    {
        int last = view.Last - view.FirstLevel;
        switch (sampler.Mip)
        {
            case MipFilter.None:
                return Filtered(0, sampler.Min, coordinate, reference);
            case MipFilter.Nearest:
            {
                int low = (int)Math.Clamp(Math.Ceiling(lod.Low + 0.5 - 1e-3) - 1, 0, last);
                int high = (int)Math.Clamp(Math.Ceiling(lod.High + 0.5 + 1e-3) - 1, 0, last);
                Quad<Interval> result = Filtered(low, sampler.Min, coordinate, reference);
                for (int level = low + 1; level <= high; level++)
                {
                    result = Quad<Interval>.Either(result, Filtered(level, sampler.Min, coordinate, reference));
                }

                return result;
            }

            default:
            {
                int low = (int)Math.Clamp(Math.Floor(lod.Low), 0, last);
                int high = (int)Math.Clamp(Math.Floor(lod.High), 0, last);
                Quad<Interval>? result = null;
                for (int level = low; level <= high; level++)
                {
                    var weight = new Interval(Math.Clamp(lod.Low - level - LevelWeightError, 0, 1), Math.Clamp(lod.High - level + LevelWeightError, 0, 1));
                    Quad<Interval> one = Mix(Filtered(level, sampler.Min, coordinate, reference), Filtered(Math.Min(level + 1, last), sampler.Min, coordinate, reference), weight);
                    result = result is { } known ? Quad<Interval>.Either(known, one) : one;
                }

                return result!.Value;
            }
        }
    }

    private Quad<Interval> Filtered(int level, Filter filter, in Quad<Interval> coordinate, Interval? reference)
    {
        int actual = view.FirstLevel + level;
        if (texture.Target == TextureTarget.Cube)
        {
            return CubeLookup.Sample(coordinate, (face, s, t) => Planar(actual, filter, s, t, face, sampler.SeamlessCube, reference));
        }

        switch (texture.Target)
        {
            case TextureTarget.OneD:
                return Planar(actual, filter, coordinate.X, Interval.Exactly(0.5), 0, false, reference);
            case TextureTarget.TwoD:
                return Planar(actual, filter, coordinate.X, coordinate.Y, 0, false, reference);
            case TextureTarget.TwoDArray:
            {
                int low = (int)Math.Clamp(Math.Floor(coordinate.Z.Low + 0.5), 0, texture.Layers - 1);
                int high = (int)Math.Clamp(Math.Floor(coordinate.Z.High + 0.5), 0, texture.Layers - 1);
                Quad<Interval> result = Planar(actual, filter, coordinate.X, coordinate.Y, low, false, reference);
                for (int layer = low + 1; layer <= high; layer++)
                {
                    result = Quad<Interval>.Either(result, Planar(actual, filter, coordinate.X, coordinate.Y, layer, false, reference));
                }

                return result;
            }

            default:
                return Volume(actual, filter, coordinate);
        }
    }

    private Quad<Interval> Volume(int level, Filter filter, Quad<Interval> c)
    {
        int depth = texture.DepthOf(level);
        Quad<Interval>? result = null;
        foreach (Footprint r in Footprint.Of(c.Z, depth, filter, sampler.WrapR))
        {
            Quad<Interval> one = Slice(r.First);
            if (filter == Filter.Linear)
            {
                one = Mix(one, Slice(r.Second), r.Weight);
            }

            result = result is { } known ? Quad<Interval>.Either(known, one) : one;
        }

        return result!.Value;

        Quad<Interval> Slice(int? z) => z is { } slice ? Planar(level, filter, c.X, c.Y, slice, false, null) : Border();
    }

    private Quad<Interval> Planar(int level, Filter filter, Interval s, Interval t, int z, bool seamless, Interval? reference)
    {
        (int width, int height) = (texture.WidthOf(level), texture.HeightOf(level));
        bool oneDimensional = texture.Target == TextureTarget.OneD;
        Wrap wrapS = texture.Target == TextureTarget.Cube ? Wrap.ClampToEdge : sampler.WrapS;
        Wrap wrapT = texture.Target == TextureTarget.Cube ? Wrap.ClampToEdge : oneDimensional ? Wrap.ClampToEdge : sampler.WrapT;
        Filter filterT = oneDimensional ? Filter.Nearest : filter;
        bool across = seamless && filter == Filter.Linear;
        Quad<Interval>? result = null;
        foreach (Footprint v in Footprint.Of(t, height, filterT, across ? null : wrapT))
        {
            foreach (Footprint u in Footprint.Of(s, width, filter, across ? null : wrapS))
            {
                Quad<Interval> one = filter == Filter.Nearest ? Texel(u.First, v.First)
                    : filterT == Filter.Nearest ? Mix(Texel(u.First, v.First), Texel(u.Second, v.First), u.Weight)
                    : Mix(
                        Mix(Texel(u.First, v.First), Texel(u.Second, v.First), u.Weight),
                        Mix(Texel(u.First, v.Second), Texel(u.Second, v.Second), u.Weight),
                        v.Weight);
                result = result is { } known ? Quad<Interval>.Either(known, one) : one;
            }
        }

        return result!.Value;

        Quad<Interval> Texel(int? x, int? y)
        {
            Quad<Interval> texel = x is not { } column || y is not { } row ? Border()
                : across ? CubeLookup.TexelAcross(z, column, row, width, (face, i, j) => source.Fetch(level, i, j, face))
                : source.Fetch(level, column, row, z);
            return reference is { } r && sampler.Compare is { } compare ? Quad<Interval>.Repeat(ComparisonTest.Evaluate(compare, Clamped(r), texel.X)) : texel;
        }
    }

    /// <summary>References are clamped like the depths of the format (GL 4.5 section 8.23.1).</summary>
    private Interval Clamped(Interval reference) => layout.Components[0].Type == ComponentType.Float ? reference : Interval.Apply(UnaryOperation.Saturate, reference);

    /// <summary>The border colour as a texel of the format: channels that it lacks are 0, 0, 1, and fixed-point ones are clamped (GL 4.5 section 8.14.2).</summary>
    private Quad<Interval> Border()
    {
        var border = Quad<Interval>.Of(0, 0, 0, 1);
        foreach (FormatComponent component in layout.Components.Where(c => c.Channel is 'R' or 'G' or 'B' or 'A' or 'Z'))
        {
            (int channel, float value) = component.Channel switch
            {
                'G' => (1, sampler.Border.G),
                'B' => (2, sampler.Border.B),
                'A' => (3, sampler.Border.A),
                _ => (0, sampler.Border.R),
            };
            border[channel] = Interval.Of(component.Type switch
            {
                ComponentType.Float => value,
                ComponentType.SignedNormalised => Math.Clamp(value, -1, 1),
                _ => Math.Clamp(value, 0, 1),
            });
        }

        return border;
    }

    private Quad<Interval> Swizzled(in Quad<Interval> texel)
    {
        if (view.Swizzles.Count == 0)
        {
            return texel;
        }

        Quad<Interval> result = default;
        for (int c = 0; c < 4; c++)
        {
            result[c] = view.Swizzles[c] switch { Swizzle.Zero => Interval.Of(0), Swizzle.One => Interval.Of(1), Swizzle s => texel[(int)s] };
        }

        return result;
    }

    private static Quad<Interval> Mix(in Quad<Interval> a, in Quad<Interval> b, Interval weight)
    {
        Quad<Interval> result = default;
        for (int c = 0; c < 4; c++)
        {
            result[c] = a[c] == b[c] ? a[c] : Interval.Mix(a[c], b[c], weight);
        }

        return result;
    }

    /// <summary>Texels that one coordinate selects in one dimension: the first, for linear filters the second and its weight. Null is the border.</summary>
    private readonly record struct Footprint(int? First, int? Second, Interval Weight)
    {
        /// <param name="wrap">Null leaves texels outside the image as they are.</param>
        public static IEnumerable<Footprint> Of(Interval coordinate, int size, Filter filter, Wrap? wrap)
        {
            double shift = filter == Filter.Linear ? 0.5 : 0;
            double low = Math.Clamp((coordinate.Low * size) - shift - CoordinateError, -1e6, 1e6);
            double high = Math.Clamp((coordinate.High * size) - shift + CoordinateError, -1e6, 1e6);
            int from = (int)Math.Floor(low);
            int to = Math.Min((int)Math.Floor(high), from + size + 1);
            for (int i = from; i <= to; i++)
            {
                var weight = new Interval(i == from ? Math.Max(0, low - i - WeightError) : 0, i == (int)Math.Floor(high) ? Math.Min(1, high - i + WeightError) : 1);
                yield return new Footprint(Wrapped(i, size, wrap), Wrapped(i + 1, size, wrap), weight);
            }
        }

        private static int? Wrapped(int i, int size, Wrap? wrap) => wrap switch
        {
            null => i,
            Wrap.Repeat => ((i % size) + size) % size,
            Wrap.ClampToEdge => Math.Clamp(i, 0, size - 1),
            Wrap.ClampToBorder => i >= 0 && i < size ? i : null,
            Wrap.MirrorRepeat => size - 1 - Mirror(((((i % (2 * size)) + (2 * size)) % (2 * size)) - size)),
            Wrap.MirrorClampToEdge => Math.Clamp(Mirror(i), 0, size - 1),
            _ => throw new ArgumentOutOfRangeException(nameof(wrap)),
        };

        private static int Mirror(int i) => i >= 0 ? i : -(1 + i);
    }
}
