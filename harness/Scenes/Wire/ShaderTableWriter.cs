using Harness.Scenes.Shading;

namespace Harness.Scenes.Wire;

/// <summary>
/// The shaders of a scene and their nodes, each once: operands stand before what they feed, and a node names them by how far back they stand. What was one
/// node, one vertex shader or one fragment shader is one again after reading.
/// </summary>
internal sealed class ShaderTableWriter
{
    private readonly Dictionary<Expr, int> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, int> shaders = new(ReferenceEqualityComparer.Instance);
    private readonly WireWriter nodes = new();
    private readonly WireWriter vertexShaders = new();
    private readonly WireWriter fragmentShaders = new();
    private int vertexCount;
    private int fragmentCount;

    /// <summary>The number of a vertex shader, from 0.</summary>
    public int Number(VertexShader shader)
    {
        if (shaders.TryGetValue(shader, out int known))
        {
            return known;
        }

        int[] values = [Number(shader.Position), .. shader.Outputs.Select(o => Number(o.Value))];
        vertexShaders.Count(values[0]);
        vertexShaders.Count(shader.Outputs.Count);
        foreach ((int index, VaryingOutput output) in shader.Outputs.Index())
        {
            Varying(vertexShaders, output.Varying);
            vertexShaders.Count(values[index + 1]);
        }

        Optional(vertexShaders, shader.PointSize);
        return shaders[shader] = vertexCount++;
    }

    /// <summary>The number of a fragment shader, from 0.</summary>
    public int Number(FragmentShader shader)
    {
        if (shaders.TryGetValue(shader, out int known))
        {
            return known;
        }

        fragmentShaders.Count(shader.Colours.Count);
        foreach (Expr colour in shader.Colours)
        {
            fragmentShaders.Count(Number(colour));
        }

        Optional(fragmentShaders, shader.Depth);
        Optional(fragmentShaders, shader.DiscardWhen);
        return shaders[shader] = fragmentCount++;
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Count(numbers.Count);
        writer.Raw(nodes.Written);
        writer.Count(vertexCount);
        writer.Raw(vertexShaders.Written);
        writer.Count(fragmentCount);
        writer.Raw(fragmentShaders.Written);
    }

    private void Optional(WireWriter writer, Expr? value) => writer.Count(value is null ? 0 : Number(value) + 1);

    private int Number(Expr expr)
    {
        if (numbers.TryGetValue(expr, out int known))
        {
            return known;
        }

        foreach (Expr operand in ExprWalk.Operands(expr))
        {
            Number(operand);
        }

        if (expr is LoopExpr loop)
        {
            // A turn need not look at its number or at the value carried, and the loop has them all the same.
            Number(loop.Index);
            Number(loop.State);
        }

        int number = numbers.Count;
        Write(expr, number);
        return numbers[expr] = number;
    }

    private void Write(Expr expr, int number)
    {
        switch (expr)
        {
            case LiteralExpr e:
                Kind(ExprKind.Literal);
                nodes.Byte((byte)e.Width);
                foreach (float value in e.Values)
                {
                    nodes.Float(value);
                }

                break;
            case AttributeExpr e: Kind(ExprKind.Attribute); nodes.Integer(e.Index); nodes.Byte((byte)e.Width); nodes.Choice(e.Kind); break;
            case VaryingExpr e: Kind(ExprKind.Varying); Varying(nodes, e.Varying); break;
            case ConstantExpr e: Kind(ExprKind.Constant); nodes.Integer(e.Register); nodes.Byte((byte)e.Width); nodes.Integer(e.Block); break;
            case IndexedConstantExpr e: Kind(ExprKind.IndexedConstant); nodes.Integer(e.First); nodes.Integer(e.Count); Operands(e.Index); break;
            case BuiltInExpr e: Kind(ExprKind.BuiltIn); nodes.Choice(e.BuiltIn); break;
            case UnaryExpr e: Kind(ExprKind.Unary); nodes.Choice(e.Operation); Operands(e.Operand); break;
            case BinaryExpr e: Kind(ExprKind.Binary); nodes.Choice(e.Operation); Operands(e.Left, e.Right); break;
            case SelectExpr e: Kind(ExprKind.Select); Operands(e.Condition, e.Then, e.Otherwise); break;
            case MixExpr e: Kind(ExprKind.Mix); Operands(e.A, e.B, e.T); break;
            case DotExpr e: Kind(ExprKind.Dot); Operands(e.Left, e.Right); break;
            case SwizzleExpr e:
                Kind(ExprKind.Swizzle);
                Operands(e.Operand);
                nodes.Byte((byte)e.Components.Count);
                foreach (int component in e.Components)
                {
                    nodes.Byte((byte)component);
                }

                break;
            case JoinExpr e: Kind(ExprKind.Join); nodes.Byte((byte)e.Parts.Count); Operands([.. e.Parts]); break;
            case SampleExpr e:
                Kind(ExprKind.Sample);
                nodes.Integer(e.Slot);
                nodes.Choice(e.Target);
                nodes.Choice(e.Mode);
                Operands(e.Coordinate);
                Maybe(e.Lod);
                Maybe(e.Reference);
                break;
            case BranchExpr e: Kind(ExprKind.Branch); Operands(e.Condition, e.Then, e.Otherwise); break;
            case LoopExpr e: Kind(ExprKind.Loop); nodes.Integer(e.Limit); Operands(e.Start, e.Index, e.State, e.Turn); Maybe(e.While); break;
            case LoopValueExpr e: Kind(ExprKind.LoopValue); nodes.Byte((byte)e.Width); break;
            default: throw new ArgumentException($"A {expr.GetType().Name} has no form on the wire.", nameof(expr));
        }

        void Kind(ExprKind kind) => nodes.Byte((byte)kind);

        void Operands(params ReadOnlySpan<Expr> operands)
        {
            foreach (Expr operand in operands)
            {
                nodes.Count(number - numbers[operand]);
            }
        }

        void Maybe(Expr? operand) => nodes.Count(operand is null ? 0 : number - numbers[operand]);
    }

    private static void Varying(WireWriter writer, Varying varying)
    {
        writer.Byte((byte)varying.Index);
        writer.Byte((byte)varying.Width);
        writer.Choice(varying.Interpolation);
    }
}
