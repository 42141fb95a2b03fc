using CsCheck;
using Harness.Scenes;
using Harness.Scenes.Shading;

namespace Harness.Tests.Scenes.Shading;

/// <summary>
/// Random well-formed expressions of every kind of node, for the inputs of <see cref="InputValues"/>. Each carries the range of its values, so that
/// operations with poles or overflow meet operands that keep clear of them: what is computed has one right answer.
/// </summary>
internal sealed class RandomShaders(ShaderStage stage, uint seed)
{
    private const double Largest = 512;
    private readonly Random random = new((int)seed);
    private readonly Stack<List<Value>> shared = new([[]]);
    private int loops;

    /// <summary>Lists of <paramref name="count"/> four-component expressions that share nodes.</summary>
    public static Gen<Expr[]> Expressions(ShaderStage stage, int count, int depth) =>
        Gen.UInt.Select(Gen.Int[1, depth], (seed, levels) =>
        {
            var shaders = new RandomShaders(stage, seed);
            return Enumerable.Range(0, count).Select(_ => shaders.Any(4, levels).Expr).ToArray();
        });

    /// <summary>An expression and the range of its components.</summary>
    private readonly record struct Value(Expr Expr, double Low, double High)
    {
        public double Size => Math.Max(Math.Abs(Low), Math.Abs(High));
    }

    private Value Any(int width, int depth)
    {
        Value value = Bounded(depth == 0 ? Leaf(width) : Inner(width, depth - 1));
        shared.Peek().Add(value);
        return value;
    }

    private Value Leaf(int width)
    {
        Value[] known = [.. shared.SelectMany(s => s).Where(v => v.Expr.Width == width)];
        if (known.Length > 0 && random.Next(3) == 0)
        {
            return known[random.Next(known.Length)];
        }

        int choice = random.Next(8);
        return choice switch
        {
            0 or 1 => Literal(width),
            2 => new(Shade.Constant(random.Next(InputValues.ConstantRegisters), width), -InputValues.Largest, InputValues.Largest),
            3 => new(Shade.BufferConstant(1, random.Next(InputValues.ConstantRegisters), width), -InputValues.Largest, InputValues.Largest),
            4 => BuiltIn(width),
            _ => stage == ShaderStage.Vertex
                ? new(Shade.Attribute(1 + random.Next(InputValues.Attributes), width), -InputValues.Largest, InputValues.Largest)
                : new(Fit(Shade.Read(InputValues.Varyings[random.Next(InputValues.Varyings.Count)]), width), -InputValues.Largest, InputValues.Largest),
        };
    }

    /// <summary>Values with few decimal digits: the renderer prints immediates with eight.</summary>
    private Value Literal(int width)
    {
        float[] values = [.. Enumerable.Range(0, width).Select(_ => random.Next(-256, 257) / (random.Next(2) == 0 ? 64f : 128f))];
        return new(new LiteralExpr(values), values.Min(), values.Max());
    }

    private Value BuiltIn(int width) => stage == ShaderStage.Vertex
        ? random.Next(2) == 0 ? new(Fit(Shade.VertexId, width), 0, InputValues.Points) : new(Fit(Shade.InstanceId, width), 0, 0)
        : random.Next(3) switch
        {
            0 => new(Fit(Shade.FragmentCoordinate, width), 0, InputValues.Points),
            1 => new(Fit(Shade.FrontFacing, width), 0, 1),
            _ => new(Fit(Shade.PointCoordinate, width), 0, 1),
        };

    /// <summary>A value of another width with some of its components.</summary>
    private Expr Fit(Expr expr, int width) => expr.Width == width && random.Next(2) == 0
        ? expr
        : new SwizzleExpr(expr, [.. Enumerable.Range(0, width).Select(_ => random.Next(expr.Width))]);

    private Value Inner(int width, int depth) => random.Next(15) switch
    {
        0 or 1 or 2 => Unary(width, depth),
        3 or 4 or 5 or 6 => Binary(width, depth),
        7 => Select(width, depth),
        8 => Mix(width, depth),
        9 => Dot(width, depth),
        10 => Swizzled(width, depth),
        11 => Join(width, depth),
        12 => random.Next(2) == 0 ? Texture(width, depth) : Indexed(width, depth),
        13 => Branch(width, depth),
        _ => Loop(width, depth),
    };

    private Value Unary(int width, int depth)
    {
        var operation = (UnaryOperation)random.Next(Enum.GetValues<UnaryOperation>().Length);
        Value a = Any(width, depth);
        return operation switch
        {
            UnaryOperation.Negate => new(-a.Expr, -a.High, -a.Low),
            UnaryOperation.Absolute => new(Shade.Abs(a.Expr), 0, a.Size),
            UnaryOperation.Sign => new(Shade.Sign(a.Expr), -1, 1),
            UnaryOperation.Saturate or UnaryOperation.Fraction or UnaryOperation.Not => new(Shade.Apply(operation, a.Expr), 0, 1),
            UnaryOperation.Reciprocal => new(Shade.Reciprocal(Positive(a)), 0, 16),
            UnaryOperation.SquareRoot => new(Shade.Sqrt(Shade.Abs(a.Expr)), 0, Math.Sqrt(a.Size)),
            UnaryOperation.InverseSquareRoot => new(Shade.InverseSqrt(Positive(a)), 0, 4),
            UnaryOperation.Exp2 => new(Shade.Exp2(Shade.Clamp(a.Expr, -6, 6)), 0, 64),
            UnaryOperation.Log2 => new(Shade.Log2(Positive(a)), -4, 10),
            UnaryOperation.Sine or UnaryOperation.Cosine => new(Shade.Apply(operation, a.Size <= 3 ? a.Expr : Shade.Clamp(a.Expr, -3, 3)), -1, 1),
            _ => new(Shade.Apply(operation, a.Expr), a.Low - 1, a.High + 1),
        };
    }

    private Value Binary(int width, int depth)
    {
        var operation = (BinaryOperation)random.Next(Enum.GetValues<BinaryOperation>().Length);
        (Value a, Value b) = (Any(random.Next(4) == 0 ? 1 : width, depth), Any(width, depth));
        if (random.Next(2) == 0)
        {
            (a, b) = (b, a);
        }

        return operation switch
        {
            BinaryOperation.Add => new(a.Expr + b.Expr, a.Low + b.Low, a.High + b.High),
            BinaryOperation.Subtract => new(a.Expr - b.Expr, a.Low - b.High, a.High - b.Low),
            BinaryOperation.Multiply => new(a.Expr * b.Expr, -a.Size * b.Size, a.Size * b.Size),
            BinaryOperation.Divide => new(a.Expr / Positive(b), -16 * a.Size, 16 * a.Size),
            BinaryOperation.Minimum or BinaryOperation.Maximum => new(Shade.Apply(operation, a.Expr, b.Expr), Math.Min(a.Low, b.Low), Math.Max(a.High, b.High)),
            BinaryOperation.Power => new(Shade.Pow(Shade.Min(Positive(a), 4), Shade.Clamp(b.Expr, -2, 2)), 0, 256),
            _ => new(Shade.Apply(operation, a.Expr, b.Expr), 0, 1),
        };
    }

    private Value Select(int width, int depth)
    {
        (Value c, Value a, Value b) = (Any(random.Next(2) == 0 ? 1 : width, depth), Any(width, depth), Any(width, depth));
        return new(Shade.Select(c.Expr, a.Expr, b.Expr), Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));
    }

    private Value Mix(int width, int depth)
    {
        (Value a, Value b, Value t) = (Any(width, depth), Any(width, depth), Any(random.Next(2) == 0 ? 1 : width, depth));
        bool inside = random.Next(2) == 0;
        double size = (a.Size + b.Size) * (1 + t.Size);
        return inside
            ? new(Shade.Mix(a.Expr, b.Expr, Shade.Saturate(t.Expr)), Math.Min(a.Low, b.Low), Math.Max(a.High, b.High))
            : new(Shade.Mix(a.Expr, b.Expr, t.Expr), -size, size);
    }

    private Value Dot(int width, int depth)
    {
        int terms = random.Next(2, 5);
        (Value a, Value b) = (Any(terms, depth), Any(terms, depth));
        double size = terms * a.Size * b.Size;
        return new(Fit(Shade.Dot(a.Expr, b.Expr), width), -size, size);
    }

    private Value Swizzled(int width, int depth)
    {
        Value a = Any(random.Next(1, 5), depth);
        return a with { Expr = Fit(a.Expr, width) };
    }

    private Value Join(int width, int depth)
    {
        if (width == 1)
        {
            return Any(1, depth);
        }

        int first = random.Next(1, width);
        (Value a, Value b) = (Any(first, depth), Any(width - first, depth));
        return new(Shade.Join(a.Expr, b.Expr), Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));
    }

    private Value Texture(int width, int depth)
    {
        TextureTarget target = (TextureTarget)random.Next(InputValues.TextureTargets);
        int coordinates = target switch { TextureTarget.OneD => 1, TextureTarget.TwoD => 2, _ => 3 };
        Expr coordinate = target == TextureTarget.Cube
            // No direction, no face.
            ? Shade.Join(Any(2, depth).Expr, Positive(Any(1, depth)))
            : Any(coordinates, depth).Expr;
        var mode = (LodMode)random.Next(3);
        if (stage == ShaderStage.Vertex || loops > 0)
        {
            // No derivatives there.
            mode = LodMode.Explicit;
        }

        Expr? lod = mode == LodMode.Implicit ? null : Any(1, depth).Expr;
        return random.Next(4) == 0
            ? new(Fit(new SampleExpr(InputValues.CompareSlot, TextureTarget.TwoD, Fit(coordinate, 2), mode, lod, Any(1, depth).Expr), width), 0, 1)
            : new(Fit(new SampleExpr((int)target, target, coordinate, mode, lod, null), width), -InputValues.Largest, InputValues.Largest);
    }

    private Value Indexed(int width, int depth)
    {
        int first = random.Next(InputValues.ConstantRegisters - 1);
        int count = random.Next(1, InputValues.ConstantRegisters - first + 1);
        Expr index = Shade.Clamp(Any(1, depth).Expr, 0, count - 1);
        return new(Fit(Shade.ConstantAt(first, count, index), width), -InputValues.Largest, InputValues.Largest);
    }

    private Value Branch(int width, int depth)
    {
        Value condition = Any(1, depth);
        Value then = Scoped(() => Any(width, depth));
        Value otherwise = Scoped(() => Any(width, depth));
        return new(Shade.Branch(condition.Expr, then.Expr, otherwise.Expr), Math.Min(then.Low, otherwise.Low), Math.Max(then.High, otherwise.High));
    }

    private Value Loop(int width, int depth)
    {
        Value start = Any(width, depth);
        int limit = random.Next(1, 6);
        double size = Math.Max(4, start.Size);
        Expr Turn(Expr index, Expr state) => Scoped(() =>
        {
            shared.Peek().Add(new(index, 0, limit));
            shared.Peek().Add(new(state, -size, size));
            loops++;
            Value turn = Any(width, depth);
            loops--;
            return turn.Size <= size ? turn : new(Shade.Clamp(turn.Expr + (state * 0.25f), -4, 4), -4, 4);
        }).Expr;
        bool ends = random.Next(2) == 0;
        Expr loop = Shade.Loop(limit, start.Expr, Turn, ends ? (index, state) => Shade.Less(index + Shade.Abs(state.X), random.Next(1, 6)) : null);
        return new(loop, -size, size);
    }

    /// <summary>Nodes made inside a branch or loop are shared inside it alone: outside, a loop's values have no meaning.</summary>
    private Value Scoped(Func<Value> inside)
    {
        shared.Push([]);
        Value value = inside();
        shared.Pop();
        return value;
    }

    private static Expr Positive(Value a) => a.Low >= 0.0625 ? a.Expr : Shade.Max(Shade.Abs(a.Expr), 0.0625f);

    private Value Bounded(Value a)
    {
        if (a.Size <= Largest)
        {
            return a;
        }

        return random.Next(3) switch
        {
            0 => new(Shade.Fract(a.Expr), 0, 1),
            1 when a.Size <= Largest * 1024 => new(a.Expr * (1f / 1024), a.Low / 1024, a.High / 1024),
            _ => new(Shade.Clamp(a.Expr, -4, 4), -4, 4),
        };
    }
}
