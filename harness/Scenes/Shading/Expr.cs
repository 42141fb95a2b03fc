namespace Harness.Scenes.Shading;

public enum ShaderStage { Vertex, Fragment }

/// <summary>
/// A value of one to four floats in a shader: a node of an expression tree. Trees are shared by reference: a node used twice is computed once.
/// Conditions are floats too: not zero is true, and comparisons give 1 or 0.
/// </summary>
public abstract class Expr
{
    private protected Expr(int width)
    {
        if (width is < 1 or > 4)
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, "A shader value has one to four components.");
        }

        Width = width;
    }

    /// <summary>Number of components, 1 to 4.</summary>
    public int Width { get; }

    public Expr X => Swizzle("x");

    public Expr Y => Swizzle("y");

    public Expr Z => Swizzle("z");

    public Expr W => Swizzle("w");

    /// <summary>Components by name, for example <c>"xyxx"</c>; one to four of x, y, z, w.</summary>
    public Expr Swizzle(string components) => new SwizzleExpr(this, [.. components.Select(c => "xyzw".IndexOf(c, StringComparison.Ordinal))]);

    public static implicit operator Expr(float value) => new LiteralExpr([value]);

    public static Expr operator +(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Add, a, b);

    public static Expr operator -(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Subtract, a, b);

    public static Expr operator *(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Multiply, a, b);

    public static Expr operator /(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Divide, a, b);

    public static Expr operator -(Expr a) => new UnaryExpr(UnaryOperation.Negate, a);

    /// <summary>The width of a component-wise operation: equal widths, or one of them a scalar that is repeated.</summary>
    private protected static int Common(Expr a, Expr b) => a.Width == b.Width || b.Width == 1 ? a.Width
        : a.Width == 1 ? b.Width
        : throw new ArgumentException($"Values of {a.Width} and {b.Width} components do not go together.");

    private protected static int Common(Expr a, Expr b, Expr c) => Math.Max(Math.Max(Common(a, b), Common(a, c)), Common(b, c));
}

public enum UnaryOperation { Negate, Absolute, Sign, Floor, Ceiling, Truncate, Round, Fraction, Saturate, Reciprocal, SquareRoot, InverseSquareRoot, Exp2, Log2, Sine, Cosine, Not }

public enum BinaryOperation { Add, Subtract, Multiply, Divide, Minimum, Maximum, Power, Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual }

public enum BuiltIn
{
    /// <summary>Fragment: window x, y (GL, origin bottom-left of the window; texel row of an attached texture), depth, 1/w.</summary>
    FragmentCoordinate,
    /// <summary>Fragment: 1 front, 0 back.</summary>
    FrontFacing,
    /// <summary>Fragment: s, t within a point, (0,0) at its upper left corner in the GL picture, t downwards (two components).</summary>
    PointCoordinate,
    /// <summary>Vertex: number of the vertex (base vertex included).</summary>
    VertexId,
    /// <summary>Vertex: number of the instance, from 0.</summary>
    InstanceId,
}

/// <summary>How an integer attribute is turned into a float.</summary>
public enum AttributeKind { Float, SignedInteger, UnsignedInteger }

public enum Interpolation
{
    /// <summary>With perspective correction.</summary>
    Smooth,
    /// <summary>Linear in window space.</summary>
    NoPerspective,
    /// <summary>The provoking vertex' value.</summary>
    Flat,
    /// <summary>Smooth, or flat while <see cref="State.RasterizerState.FlatShade"/> is on.</summary>
    Colour,
}

/// <summary>A value handed from the vertex to the fragment stage, known by its index.</summary>
/// <param name="Index">0 to 31; of <see cref="Interpolation.Colour"/> 0 or 1, the two colours that a rasterizer knows.</param>
/// <param name="Width">Components, 1 to 4.</param>
public sealed record Varying(int Index, int Width, Interpolation Interpolation = Interpolation.Smooth)
{
    public int Index { get; init; } = Index >= 0 && Index < (Interpolation == Interpolation.Colour ? 2 : 32)
        ? Index
        : throw new ArgumentOutOfRangeException(nameof(Index), Index, "Varyings are numbered 0 to 31, colours 0 and 1.");
}

public sealed class LiteralExpr(float[] values) : Expr(values.Length)
{
    public IReadOnlyList<float> Values { get; } = values;
}

public sealed class AttributeExpr(int index, int width, AttributeKind kind) : Expr(width)
{
    public int Index { get; } = index;

    public AttributeKind Kind { get; } = kind;
}

public sealed class VaryingExpr(Varying varying) : Expr(varying.Width)
{
    public Varying Varying { get; } = varying;
}

/// <summary>Constant register of block 0 (set by <see cref="Steps.SetConstants"/>) or of a bound constant buffer (block 1..).</summary>
public sealed class ConstantExpr(int register, int width, int block) : Expr(width)
{
    public int Register { get; } = register;

    public int Block { get; } = block;
}

/// <summary>Constant register chosen at run time: <c>Base + floor(index)</c>, of block 0.</summary>
public sealed class IndexedConstantExpr(int first, int count, Expr index) : Expr(index.Width == 1 ? 4 : throw new ArgumentException("An index is a scalar.", nameof(index)))
{
    public int First { get; } = first;

    /// <summary>Registers that may be chosen; the index must stay inside.</summary>
    public int Count { get; } = count;

    public Expr Index { get; } = index;
}

public sealed class BuiltInExpr(BuiltIn builtIn) : Expr(builtIn switch { BuiltIn.FragmentCoordinate => 4, BuiltIn.PointCoordinate => 2, _ => 1 })
{
    public BuiltIn BuiltIn { get; } = builtIn;
}

public sealed class UnaryExpr(UnaryOperation operation, Expr operand) : Expr(operand.Width)
{
    public UnaryOperation Operation { get; } = operation;

    public Expr Operand { get; } = operand;
}

public sealed class BinaryExpr(BinaryOperation operation, Expr left, Expr right) : Expr(Common(left, right))
{
    public BinaryOperation Operation { get; } = operation;

    public Expr Left { get; } = left;

    public Expr Right { get; } = right;
}

/// <summary>Component by component: where the condition is not zero the first, else the second.</summary>
public sealed class SelectExpr(Expr condition, Expr then, Expr otherwise) : Expr(Common(condition, then, otherwise))
{
    public Expr Condition { get; } = condition;

    public Expr Then { get; } = then;

    public Expr Otherwise { get; } = otherwise;
}

/// <summary><c>a + t (b - a)</c>.</summary>
public sealed class MixExpr(Expr a, Expr b, Expr t) : Expr(Common(a, b, t))
{
    public Expr A { get; } = a;

    public Expr B { get; } = b;

    public Expr T { get; } = t;
}

public sealed class DotExpr : Expr
{
    public DotExpr(Expr left, Expr right) : base(1)
    {
        if (left.Width != right.Width || left.Width < 2)
        {
            throw new ArgumentException($"A dot product takes two values of equal width of at least 2, not {left.Width} and {right.Width}.");
        }

        (Left, Right) = (left, right);
    }

    public Expr Left { get; }

    public Expr Right { get; }
}

public sealed class SwizzleExpr : Expr
{
    public SwizzleExpr(Expr operand, IReadOnlyList<int> components) : base(components.Count)
    {
        if (components.Any(c => c < 0 || c >= operand.Width))
        {
            throw new ArgumentException($"A value of {operand.Width} components has no such swizzle.");
        }

        (Operand, Components) = (operand, components);
    }

    public Expr Operand { get; }

    public IReadOnlyList<int> Components { get; }
}

public sealed class JoinExpr(IReadOnlyList<Expr> parts) : Expr(parts.Sum(p => p.Width))
{
    public IReadOnlyList<Expr> Parts { get; } = parts;
}
