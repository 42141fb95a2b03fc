using Harness.Scenes.Shading;

namespace Harness.Scenes.Wire;

/// <summary>The shaders that <see cref="ShaderTableWriter"/> wrote.</summary>
internal sealed class ShaderTableReader
{
    /// <summary>The deepest nesting of nodes: what walks over them recurses.</summary>
    private const int DeepestNesting = 1000;

    private const int MostRegisters = 1 << 16;

    private Expr[] nodes = [];
    private int[] depths = [];
    private int known;
    private VertexShader[] vertexShaders = [];
    private FragmentShader[] fragmentShaders = [];

    /// <summary>Reads the tables.</summary>
    public void Read(ref WireReader reader)
    {
        reader.Part = "shader node";
        int count = reader.Count("number of shader nodes", 2);
        (nodes, depths) = (new Expr[count], new int[count]);
        var owned = new HashSet<LoopValueExpr>();
        for (known = 0; known < count; known++)
        {
            reader.Entry = known + 1;
            try
            {
                nodes[known] = Node(ref reader, owned);
            }
            catch (ArgumentException e)
            {
                throw reader.Fault(e.Message, e);
            }
        }

        reader.Part = "vertex shader";
        vertexShaders = Table(ref reader, "number of vertex shaders", Vertex);
        reader.Part = "fragment shader";
        fragmentShaders = Table(ref reader, "number of fragment shaders", Fragment);
    }

    /// <summary>A vertex shader by its number in the stream.</summary>
    public VertexShader Vertex(ref WireReader reader, string what) => Of(vertexShaders, ref reader, what);

    /// <summary>A fragment shader by its number in the stream.</summary>
    public FragmentShader Fragment(ref WireReader reader, string what) => Of(fragmentShaders, ref reader, what);

    private delegate T ReadEntry<T>(ref WireReader reader);

    private static T[] Table<T>(ref WireReader reader, string what, ReadEntry<T> read)
    {
        reader.Entry = 0;
        var table = new T[reader.Count(what, 2)];
        for (int i = 0; i < table.Length; i++)
        {
            reader.Entry = i + 1;
            try
            {
                table[i] = read(ref reader);
            }
            catch (ArgumentException e)
            {
                throw reader.Fault(e.Message, e);
            }
        }

        return table;
    }

    private static T Of<T>(T[] table, ref WireReader reader, string what)
    {
        uint number = reader.Unsigned(what);
        return number < table.Length ? table[number] : throw reader.Fault($"{what} {number} of {table.Length}");
    }

    private VertexShader Vertex(ref WireReader reader)
    {
        Expr position = Of(nodes, ref reader, "position");
        var outputs = new VaryingOutput[reader.Count("number of outputs", 4)];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = new VaryingOutput(Varying(ref reader), Of(nodes, ref reader, "output"));
        }

        return new VertexShader(position, new EquatableList<VaryingOutput>(outputs), Optional(ref reader, "point size"));
    }

    private FragmentShader Fragment(ref WireReader reader)
    {
        var colours = new Expr[reader.Count("number of colours")];
        for (int i = 0; i < colours.Length; i++)
        {
            colours[i] = Of(nodes, ref reader, "colour");
        }

        return new FragmentShader(new EquatableList<Expr>(colours), Optional(ref reader, "depth"), Optional(ref reader, "discard condition"));
    }

    private Expr? Optional(ref WireReader reader, string what)
    {
        uint number = reader.Unsigned(what);
        return number == 0 ? null : number <= nodes.Length ? nodes[number - 1] : throw reader.Fault($"{what}: node {number - 1} of {nodes.Length}");
    }

    private Expr Node(ref WireReader reader, HashSet<LoopValueExpr> owned)
    {
        byte kind = reader.Byte("kind of node");
        return (ExprKind)kind switch
        {
            ExprKind.Literal => Literal(ref reader),
            ExprKind.Attribute => new AttributeExpr(reader.Integer("attribute", 0, 255), reader.Byte("width"), reader.Choice<AttributeKind>("kind of attribute")),
            ExprKind.Varying => new VaryingExpr(Varying(ref reader)),
            ExprKind.Constant => new ConstantExpr(reader.Integer("register", 0, MostRegisters), reader.Byte("width"), reader.Integer("block", 0, 255)),
            ExprKind.IndexedConstant => new IndexedConstantExpr(
                reader.Integer("first register", 0, MostRegisters), reader.Integer("number of registers", 0, MostRegisters), Operand(ref reader)),
            ExprKind.BuiltIn => new BuiltInExpr(reader.Choice<BuiltIn>("built-in value")),
            ExprKind.Unary => new UnaryExpr(reader.Choice<UnaryOperation>("operation"), Operand(ref reader)),
            ExprKind.Binary => new BinaryExpr(reader.Choice<BinaryOperation>("operation"), Operand(ref reader), Operand(ref reader)),
            ExprKind.Select => new SelectExpr(Operand(ref reader), Operand(ref reader), Operand(ref reader)),
            ExprKind.Mix => new MixExpr(Operand(ref reader), Operand(ref reader), Operand(ref reader)),
            ExprKind.Dot => new DotExpr(Operand(ref reader), Operand(ref reader)),
            ExprKind.Swizzle => Swizzle(ref reader),
            ExprKind.Join => Join(ref reader),
            ExprKind.Sample => Sample(ref reader),
            ExprKind.Branch => new BranchExpr(Operand(ref reader), Operand(ref reader), Operand(ref reader)),
            ExprKind.Loop => Loop(ref reader, owned),
            ExprKind.LoopValue => new LoopValueExpr(reader.Byte("width")),
            _ => throw reader.Fault($"kind of node {kind} is unknown"),
        };
    }

    private static LiteralExpr Literal(ref WireReader reader)
    {
        var values = new float[Components(ref reader)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = reader.Float("literal");
        }

        return new LiteralExpr(values);
    }

    private SwizzleExpr Swizzle(ref WireReader reader)
    {
        Expr operand = Operand(ref reader);
        var components = new int[Components(ref reader)];
        for (int i = 0; i < components.Length; i++)
        {
            components[i] = reader.Byte("component");
        }

        return new SwizzleExpr(operand, components);
    }

    private JoinExpr Join(ref WireReader reader)
    {
        var parts = new Expr[Components(ref reader)];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = Operand(ref reader);
        }

        return new JoinExpr(parts);
    }

    private SampleExpr Sample(ref WireReader reader)
    {
        int slot = reader.Integer("sampler slot", 0, 255);
        TextureTarget target = reader.Choice<TextureTarget>("texture target");
        LodMode mode = reader.Choice<LodMode>("mode of the level of detail");
        return new SampleExpr(slot, target, Operand(ref reader), mode, Maybe(ref reader), Maybe(ref reader));
    }

    private LoopExpr Loop(ref WireReader reader, HashSet<LoopValueExpr> owned)
    {
        int limit = reader.Integer("turns of a loop");
        Expr start = Operand(ref reader);
        LoopValueExpr index = Own(ref reader);
        LoopValueExpr state = Own(ref reader);
        return new LoopExpr(limit, start, index, state, Operand(ref reader), Maybe(ref reader));

        LoopValueExpr Own(ref WireReader reader) => Operand(ref reader) is LoopValueExpr value && owned.Add(value)
            ? value
            : throw reader.Fault("a loop's number or carried value is another node, or another loop's");
    }

    private static int Components(ref WireReader reader)
    {
        byte count = reader.Byte("number of components");
        return count is >= 1 and <= 4 ? count : throw reader.Fault($"{count} components, not one to four");
    }

    private static Varying Varying(ref WireReader reader) => new(reader.Byte("varying"), reader.Byte("width"), reader.Choice<Interpolation>("interpolation"));

    private Expr Operand(ref WireReader reader) => Maybe(ref reader) ?? throw reader.Fault("an operand is missing");

    private Expr? Maybe(ref WireReader reader)
    {
        uint distance = reader.Unsigned("operand");
        if (distance > known)
        {
            throw reader.Fault($"an operand {distance} nodes back, {known} are known");
        }

        if (distance == 0)
        {
            return null;
        }

        int number = known - (int)distance;
        depths[known] = Math.Max(depths[known], depths[number] + 1);
        return depths[known] <= DeepestNesting ? nodes[number] : throw reader.Fault($"nodes are nested deeper than {DeepestNesting}");
    }
}
