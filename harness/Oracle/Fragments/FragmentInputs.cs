using Harness.Oracle.Raster;
using Harness.Oracle.Texturing;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Oracle.Fragments;

/// <summary>What a fragment shader reads at one pixel of one primitive.</summary>
internal sealed class FragmentInputs(FragmentShader shader, RasterizerState rasterizer, ShaderConstants constants, Func<int, (TextureSampler Sampler, int[] Size)> textures)
    : IShaderInputs<Interval>
{
    private readonly ShaderEvaluator<Interval>? derivatives = shader.Code.HasImplicitLod ? new ShaderEvaluator<Interval>(shader.Code) : null;
    private readonly Dictionary<Instruction, int> positions = shader.Code.Instructions.Select((i, at) => (i, at)).Where(p => p.i.Kind == InstructionKind.Sample)
        .ToDictionary(p => p.i, p => p.at, (IEqualityComparer<Instruction>)ReferenceEqualityComparer.Instance);

    private readonly Dictionary<int, (TextureSampler Sampler, int[] Size)> bound = [];
    private Interpolator primitive = null!;
    private double x;
    private double y;
    private bool shifted;

    public void MoveTo(Interpolator primitive, double x, double y)
    {
        (this.primitive, this.x, this.y) = (primitive, x, y);
        primitive.MoveTo(x, y);
    }

    public Quad<Interval> Attribute(int index) => throw new InvalidOperationException("A fragment shader reads no attributes.");

    public Quad<Interval> Varying(Varying varying) =>
        primitive.Varying(varying, varying.Interpolation == Interpolation.Flat || (varying.Interpolation == Interpolation.Colour && rasterizer.FlatShade));

    public Quad<Interval> BuiltIn(BuiltIn builtIn)
    {
        switch (builtIn)
        {
            case Scenes.Shading.BuiltIn.FragmentCoordinate:
                return new Quad<Interval>(Interval.Exactly(x), Interval.Exactly(y), primitive.Depth, primitive.InverseW);
            case Scenes.Shading.BuiltIn.FrontFacing:
                return Quad<Interval>.Repeat(primitive.FrontFacing);
            default:
                (Interval s, Interval t) = primitive.PointCoordinate;
                return new Quad<Interval>(s, t, Interval.Of(0), Interval.Of(1));
        }
    }

    public Quad<Interval> Constant(int block, int register) => constants.Read(ShaderStage.Fragment, block, register);

    public Quad<Interval> Sample(Instruction instruction, in Quad<Interval> coordinate, Interval lod, Interval reference)
    {
        if (shifted)
        {
            // Beside the fragment only coordinates are asked for; one that depends on this lookup shows by not being finite.
            return Quad<Interval>.Repeat(Interval.Everything);
        }

        if (!bound.TryGetValue(instruction.Index, out (TextureSampler Sampler, int[] Size) texture))
        {
            bound.Add(instruction.Index, texture = textures(instruction.Index));
        }

        (TextureSampler sampler, int[] size) = texture;
        Interval level = instruction.LodMode == LodMode.Explicit ? lod : sampler.DependsOnLevel ? ImplicitLevel(instruction, coordinate, size) : Interval.Of(0);
        if (instruction.LodMode == LodMode.Bias)
        {
            level = Interval.Apply(BinaryOperation.Add, level, lod);
        }

        return sampler.Sample(coordinate, level, instruction.Compares ? reference : null);
    }

    /// <summary>Level of detail from the differences to the neighbours on either side, since implementations may take either (GL 4.5 section 8.14.1).</summary>
    private Interval ImplicitLevel(Instruction instruction, in Quad<Interval> coordinate, int[] size)
    {
        shifted = true;
        (double centreX, double centreY) = (x, y);
        (double low, double high) = (double.MaxValue, 0);
        (double lengthX, double leastX) = (0, 0);
        foreach ((double dx, double dy) in new[] { (1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0) })
        {
            MoveTo(primitive, centreX + dx, centreY + dy);
            derivatives!.RunUntil(this, positions[instruction]);
            Quad<Interval> neighbour = derivatives.Register(instruction.Operands[0].Register);
            (double square, double largest) = (0, 0);
            for (int c = 0; c < size.Length; c++)
            {
                double difference = Math.Abs(neighbour[c].Middle - coordinate[c].Middle) * size[c];
                if (!double.IsFinite(difference))
                {
                    throw new InvalidOperationException("The implicit level of detail of a coordinate that depends on another lookup is not modelled.");
                }

                square += difference * difference;
                largest = Math.Max(largest, difference);
            }

            (double least, double length) = (largest, Math.Sqrt(square));
            if (dx != 0)
            {
                (leastX, lengthX) = dx > 0 ? (least, length) : (Math.Min(least, leastX), Math.Max(length, lengthX));
            }
            else
            {
                low = Math.Min(low, Math.Max(leastX, least));
                high = Math.Max(high, Math.Max(lengthX, length));
            }
        }

        MoveTo(primitive, centreX, centreY);
        shifted = false;
        return new Interval(Math.Log2(Math.Max(low, 1e-9)) - 1e-3, Math.Log2(Math.Max(high, 1e-9)) + 1e-3);
    }
}
