using Harness.Oracle.Storage;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Oracle.Fragments;

/// <summary>Blending, logic operation and colour mask of one attachment (GL 4.5 sections 17.3.6 to 17.3.9 and 17.4.2).</summary>
internal sealed class BlendStage(BlendState state, int attachment, Colour constant, TextureStorage target, bool multisampled)
{
    private readonly TargetBlend blend = state.Of(attachment);

    /// <summary>What the attachment holds after the fragment.</summary>
    public Texel Apply(in Quad<Interval> source, in Texel before)
    {
        Quad<Interval> clamped = Clamp(state.AlphaToOne && multisampled ? source with { W = Interval.Of(1) } : source);
        Texel written;
        if (state.Logic is { } operation && target.TakesLogicOperations)
        {
            written = Logic(operation, target.Quantise(clamped), before);
        }
        else
        {
            written = target.Quantise(blend.Enabled ? Blend(clamped, before.Value) : clamped);
        }

        if (blend.Mask == ColourMask.All)
        {
            return written;
        }

        System.Numerics.Vector4 nominal = before.Nominal;
        Quad<Interval> value = before.Value;
        for (int c = 0; c < 4; c++)
        {
            if (blend.Mask.HasFlag((ColourMask)(1 << c)))
            {
                value[c] = written.Value[c];
                nominal[c] = written.Nominal[c];
            }
        }

        return new Texel(value, nominal);
    }

    private Quad<Interval> Clamp(in Quad<Interval> colour)
    {
        Quad<Interval> result = colour;
        for (int c = 0; c < 4; c++)
        {
            if (target.IsUnsignedNormalised(c))
            {
                result[c] = new Interval(Math.Clamp(colour[c].Low, 0, 1), Math.Clamp(colour[c].High, 0, 1));
            }
            else if (target.IsSignedNormalised(c))
            {
                result[c] = new Interval(Math.Clamp(colour[c].Low, -1, 1), Math.Clamp(colour[c].High, -1, 1));
            }
        }

        return result;
    }

    private Quad<Interval> Blend(in Quad<Interval> source, in Quad<Interval> destination)
    {
        Quad<Interval> result = default;
        Quad<Interval> fixedConstant = Clamp(Quad<Interval>.Of(constant.R, constant.G, constant.B, constant.A));
        for (int c = 0; c < 4; c++)
        {
            bool alpha = c == 3;
            BlendEquation equation = alpha ? blend.AlphaEquation : blend.ColourEquation;
            Interval s = source[c];
            Interval d = destination[c];
            if (equation is BlendEquation.Min or BlendEquation.Max)
            {
                result[c] = Interval.Apply(equation == BlendEquation.Min ? BinaryOperation.Minimum : BinaryOperation.Maximum, s, d);
                continue;
            }

            Interval sourceFactor = Factor(alpha ? blend.SourceAlpha : blend.SourceColour, c, source, destination, fixedConstant);
            Interval destinationFactor = Factor(alpha ? blend.DestinationAlpha : blend.DestinationColour, c, source, destination, fixedConstant);
            Interval p = Product(s, sourceFactor, c);
            Interval q = Product(d, destinationFactor, c);
            result[c] = equation switch
            {
                BlendEquation.Add => Interval.Apply(BinaryOperation.Add, p, q),
                BlendEquation.Subtract => Interval.Apply(BinaryOperation.Subtract, p, q),
                _ => Interval.Apply(BinaryOperation.Subtract, q, p),
            };
        }

        return result;
    }

    /// <summary>
    /// Blending is computed with at least the precision of the target (section 17.3.6.1): both factors may be rounded to its steps before and the product after.
    /// Factors 0 and 1 are exact.
    /// </summary>
    private Interval Product(Interval value, Interval factor, int channel)
    {
        if (factor is { Low: 0, High: 0 })
        {
            return Interval.Of(0);
        }

        double steps = target.StepsOf(channel);
        if (factor is { Low: 1, High: 1 })
        {
            return value;
        }

        Interval product = Interval.Apply(BinaryOperation.Multiply, value, factor);
        return steps == 0 || value is { Low: 0, High: 0 } ? product : product.Widened(0.5 / steps);
    }

    private static Interval Factor(BlendFactor factor, int c, in Quad<Interval> source, in Quad<Interval> destination, in Quad<Interval> constant) => factor switch
    {
        BlendFactor.Zero => Interval.Of(0),
        BlendFactor.One => Interval.Of(1),
        BlendFactor.SourceColour => source[c],
        BlendFactor.InverseSourceColour => Inverse(source[c]),
        BlendFactor.SourceAlpha => source.W,
        BlendFactor.InverseSourceAlpha => Inverse(source.W),
        BlendFactor.DestinationColour => destination[c],
        BlendFactor.InverseDestinationColour => Inverse(destination[c]),
        BlendFactor.DestinationAlpha => destination.W,
        BlendFactor.InverseDestinationAlpha => Inverse(destination.W),
        BlendFactor.ConstantColour => constant[c],
        BlendFactor.InverseConstantColour => Inverse(constant[c]),
        BlendFactor.ConstantAlpha => constant.W,
        BlendFactor.InverseConstantAlpha => Inverse(constant.W),
        BlendFactor.SourceAlphaSaturate => c == 3 ? Interval.Of(1) : Interval.Apply(BinaryOperation.Minimum, source.W, Inverse(destination.W)),
        _ => throw new ArgumentOutOfRangeException(nameof(factor)),
    };

    private static Interval Inverse(Interval x) => new(1 - x.High, 1 - x.Low);

    private Texel Logic(LogicOperation operation, in Texel source, in Texel before)
    {
        Quad<Interval> value = default;
        System.Numerics.Vector4 nominal = default;
        for (int c = 0; c < 4; c++)
        {
            double steps = target.StepsOf(c);
            if (steps == 0)
            {
                (value[c], nominal[c]) = (before.Value[c], before.Nominal[c]);
                continue;
            }

            (double low, double high) = (steps, 0);
            foreach (double s in Ends(source.Value[c]))
            {
                foreach (double d in Ends(before.Value[c]))
                {
                    double r = Bits(operation, (int)Math.Round(s * steps), (int)Math.Round(d * steps), (int)steps) / steps;
                    (low, high) = (Math.Min(low, r), Math.Max(high, r));
                }
            }

            // Between uncertain ends bit operations give anything.
            bool certain = source.Value[c].Width == 0 && before.Value[c].Width == 0;
            value[c] = certain ? new Interval(low, high) : new Interval(0, 1);
            nominal[c] = (float)low;
        }

        return new Texel(value, nominal);

        static double[] Ends(Interval x) => [x.Low, x.High];
    }

    private static int Bits(LogicOperation operation, int s, int d, int mask) => mask & operation switch
    {
        LogicOperation.Clear => 0,
        LogicOperation.Nor => ~(s | d),
        LogicOperation.AndInverted => ~s & d,
        LogicOperation.CopyInverted => ~s,
        LogicOperation.AndReverse => s & ~d,
        LogicOperation.Invert => ~d,
        LogicOperation.Xor => s ^ d,
        LogicOperation.Nand => ~(s & d),
        LogicOperation.And => s & d,
        LogicOperation.Equivalent => ~(s ^ d),
        LogicOperation.Noop => d,
        LogicOperation.OrInverted => ~s | d,
        LogicOperation.Copy => s,
        LogicOperation.OrReverse => s | ~d,
        LogicOperation.Or => s | d,
        _ => mask,
    };
}
