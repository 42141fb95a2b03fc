namespace Harness.Scenes.Shading;

/// <summary>The words of the shader language.</summary>
public static class Shade
{
    public static Expr Float(float x) => new LiteralExpr([x]);

    public static Expr Vector(float x, float y) => new LiteralExpr([x, y]);

    public static Expr Vector(float x, float y, float z) => new LiteralExpr([x, y, z]);

    public static Expr Vector(float x, float y, float z, float w) => new LiteralExpr([x, y, z, w]);

    public static Expr Colour(State.Colour colour) => new LiteralExpr([colour.R, colour.G, colour.B, colour.A]);

    /// <summary>Several values one after the other, together at most four components.</summary>
    public static Expr Join(params Expr[] parts) => new JoinExpr(parts);

    public static Expr Attribute(int index, int width = 4, AttributeKind kind = AttributeKind.Float) => new AttributeExpr(index, width, kind);

    public static Expr Read(Varying varying) => new VaryingExpr(varying);

    public static Expr Constant(int register, int width = 4) => new ConstantExpr(register, width, 0);

    /// <summary>Register of the constant buffer bound as <paramref name="block"/> (1..).</summary>
    public static Expr BufferConstant(int block, int register, int width = 4) => new ConstantExpr(register, width, block);

    public static Expr ConstantAt(int first, int count, Expr index) => new IndexedConstantExpr(first, count, index);

    public static Expr FragmentCoordinate { get; } = new BuiltInExpr(BuiltIn.FragmentCoordinate);

    public static Expr FrontFacing { get; } = new BuiltInExpr(BuiltIn.FrontFacing);

    public static Expr PointCoordinate { get; } = new BuiltInExpr(BuiltIn.PointCoordinate);

    public static Expr VertexId { get; } = new BuiltInExpr(BuiltIn.VertexId);

    public static Expr InstanceId { get; } = new BuiltInExpr(BuiltIn.InstanceId);

    public static Expr Apply(UnaryOperation operation, Expr x) => new UnaryExpr(operation, x);

    public static Expr Apply(BinaryOperation operation, Expr a, Expr b) => new BinaryExpr(operation, a, b);

    public static Expr Abs(Expr x) => new UnaryExpr(UnaryOperation.Absolute, x);

    public static Expr Sign(Expr x) => new UnaryExpr(UnaryOperation.Sign, x);

    public static Expr Floor(Expr x) => new UnaryExpr(UnaryOperation.Floor, x);

    public static Expr Ceil(Expr x) => new UnaryExpr(UnaryOperation.Ceiling, x);

    public static Expr Truncate(Expr x) => new UnaryExpr(UnaryOperation.Truncate, x);

    /// <summary>To the nearest integer; halves either way.</summary>
    public static Expr Round(Expr x) => new UnaryExpr(UnaryOperation.Round, x);

    public static Expr Fract(Expr x) => new UnaryExpr(UnaryOperation.Fraction, x);

    /// <summary>Clamped to 0..1.</summary>
    public static Expr Saturate(Expr x) => new UnaryExpr(UnaryOperation.Saturate, x);

    public static Expr Sqrt(Expr x) => new UnaryExpr(UnaryOperation.SquareRoot, x);

    public static Expr InverseSqrt(Expr x) => new UnaryExpr(UnaryOperation.InverseSquareRoot, x);

    public static Expr Reciprocal(Expr x) => new UnaryExpr(UnaryOperation.Reciprocal, x);

    public static Expr Exp2(Expr x) => new UnaryExpr(UnaryOperation.Exp2, x);

    public static Expr Log2(Expr x) => new UnaryExpr(UnaryOperation.Log2, x);

    public static Expr Sin(Expr x) => new UnaryExpr(UnaryOperation.Sine, x);

    public static Expr Cos(Expr x) => new UnaryExpr(UnaryOperation.Cosine, x);

    /// <summary>1 where zero, else 0.</summary>
    public static Expr Not(Expr x) => new UnaryExpr(UnaryOperation.Not, x);

    public static Expr Min(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Minimum, a, b);

    public static Expr Max(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Maximum, a, b);

    public static Expr Clamp(Expr x, Expr low, Expr high) => Min(Max(x, low), high);

    public static Expr Pow(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Power, a, b);

    public static Expr Less(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Less, a, b);

    public static Expr LessEqual(Expr a, Expr b) => new BinaryExpr(BinaryOperation.LessEqual, a, b);

    public static Expr Greater(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Greater, a, b);

    public static Expr GreaterEqual(Expr a, Expr b) => new BinaryExpr(BinaryOperation.GreaterEqual, a, b);

    public static Expr Equal(Expr a, Expr b) => new BinaryExpr(BinaryOperation.Equal, a, b);

    public static Expr NotEqual(Expr a, Expr b) => new BinaryExpr(BinaryOperation.NotEqual, a, b);

    public static Expr Select(Expr condition, Expr then, Expr otherwise) => new SelectExpr(condition, then, otherwise);

    public static Expr Mix(Expr a, Expr b, Expr t) => new MixExpr(a, b, t);

    public static Expr Dot(Expr a, Expr b) => new DotExpr(a, b);

    public static Expr Length(Expr a) => Sqrt(Dot(a, a));

    public static Expr Normalize(Expr a) => a * InverseSqrt(Dot(a, a));

    /// <summary>Texture lookup with the implicit level of detail.</summary>
    public static Expr Sample(int slot, TextureTarget target, Expr coordinate) => new SampleExpr(slot, target, coordinate, LodMode.Implicit, null, null);

    public static Expr SampleLod(int slot, TextureTarget target, Expr coordinate, Expr lod) => new SampleExpr(slot, target, coordinate, LodMode.Explicit, lod, null);

    public static Expr SampleBias(int slot, TextureTarget target, Expr coordinate, Expr bias) => new SampleExpr(slot, target, coordinate, LodMode.Bias, bias, null);

    /// <summary>Depth comparison lookup at level 0 of a 2D texture.</summary>
    public static Expr SampleCompare(int slot, Expr coordinate, Expr reference) => new SampleExpr(slot, TextureTarget.TwoD, coordinate, LodMode.Implicit, null, reference);

    public static Expr Branch(Expr condition, Expr then, Expr otherwise) => new BranchExpr(condition, then, otherwise);

    /// <summary>Repeats <paramref name="turn"/> (number of the turn, carried value) at most <paramref name="limit"/> times while <paramref name="condition"/> holds.</summary>
    public static Expr Loop(int limit, Expr start, Func<Expr, Expr, Expr> turn, Func<Expr, Expr, Expr>? condition = null) => new LoopExpr(limit, start, turn, condition);
}
