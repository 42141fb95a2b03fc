using static System.FormattableString;

namespace Harness.Scenes.Shading;

internal sealed partial class GlslTranslation
{
    private string Expression(Instruction i) => i.Kind switch
    {
        InstructionKind.Literal => Literal(i.Values),
        InstructionKind.Attribute => Attribute(i),
        InstructionKind.Varying => Invariant($"v{i.Varying!.Index}"),
        InstructionKind.Constant => First(i.Block == 0 ? Invariant($"{program.Prefix}c[{i.Index}]") : Invariant($"{program.Prefix}b{i.Block}[{i.Index}]"), i.Width),
        InstructionKind.IndexedConstant => Invariant($"{program.Prefix}c[{i.Index} + int(floor({Value(i.Operands[0])}))]"),
        InstructionKind.BuiltIn => BuiltIn(i.BuiltIn),
        InstructionKind.Unary => Unary(i),
        InstructionKind.Binary => Binary(i),
        InstructionKind.Select => Select(i),
        InstructionKind.Mix => $"mix({Value(i.Operands[0], i.Width)}, {Value(i.Operands[1], i.Width)}, {Value(i.Operands[2])})",
        InstructionKind.Dot => $"dot({Value(i.Operands[0])}, {Value(i.Operands[1])})",
        InstructionKind.Swizzle => Swizzle(Value(i.Operands[0]), i.Operands[0].Width, i.Components.Span),
        InstructionKind.Join => i.Width == 1 ? Value(i.Operands[0]) : $"{Type(i.Width)}({string.Join(", ", i.Operands.Select(o => Value(o)))})",
        InstructionKind.Sample => Sample(i),
        _ => throw new InvalidOperationException($"{i.Kind} has no GLSL form."),
    };

    /// <summary>The first components of a <c>vec4</c>.</summary>
    private static string First(string name, int width) => width == 4 ? name : $"{name}.{"xyzw"[..width]}";

    private static string Attribute(Instruction i)
    {
        string name = First(Invariant($"a{i.Index}"), i.Width);
        return i.AttributeKind == AttributeKind.Float ? name : $"{Type(i.Width)}({name})";
    }

    private string BuiltIn(BuiltIn builtIn) => builtIn switch
    {
        Shading.BuiltIn.FragmentCoordinate => options.FlipY ? "vec4(gl_FragCoord.x, targetHeight - gl_FragCoord.y, gl_FragCoord.zw)" : "gl_FragCoord",
        Shading.BuiltIn.FrontFacing => "float(gl_FrontFacing)",
        Shading.BuiltIn.PointCoordinate => options.FlipY ? "vec2(gl_PointCoord.x, 1.0 - gl_PointCoord.y)" : "gl_PointCoord",
        Shading.BuiltIn.VertexId => "float(gl_VertexID)",
        _ => "float(gl_InstanceID)",
    };

    private string Unary(Instruction i)
    {
        string a = Value(i.Operands[0]);
        return i.Unary switch
        {
            UnaryOperation.Negate => $"-{a}",
            UnaryOperation.Absolute => $"abs({a})",
            UnaryOperation.Sign => $"sign({a})",
            UnaryOperation.Floor => $"floor({a})",
            UnaryOperation.Ceiling => $"ceil({a})",
            UnaryOperation.Truncate => $"trunc({a})",
            UnaryOperation.Round => $"round({a})",
            UnaryOperation.Fraction => $"fract({a})",
            UnaryOperation.Saturate => $"clamp({a}, 0.0, 1.0)",
            UnaryOperation.Reciprocal => $"1.0 / {a}",
            UnaryOperation.SquareRoot => $"sqrt({a})",
            UnaryOperation.InverseSquareRoot => $"inversesqrt({a})",
            UnaryOperation.Exp2 => $"exp2({a})",
            UnaryOperation.Log2 => $"log2({a})",
            UnaryOperation.Sine => $"sin({a})",
            UnaryOperation.Cosine => $"cos({a})",
            UnaryOperation.Not => i.Width == 1 ? $"float({a} == 0.0)" : $"{Type(i.Width)}(equal({a}, {Type(i.Width)}(0.0)))",
            _ => throw new InvalidOperationException($"{i.Unary} has no GLSL form."),
        };
    }

    private string Binary(Instruction i)
    {
        // Arithmetic takes a scalar beside a vector, functions want both alike.
        (string a, string b) = (Value(i.Operands[0]), Value(i.Operands[1]));
        (string wideA, string wideB) = (Value(i.Operands[0], i.Width), Value(i.Operands[1], i.Width));
        return i.Binary switch
        {
            BinaryOperation.Add => $"{a} + {b}",
            BinaryOperation.Subtract => $"{a} - {b}",
            BinaryOperation.Multiply => $"{a} * {b}",
            BinaryOperation.Divide => $"{a} / {b}",
            BinaryOperation.Minimum => $"min({wideA}, {wideB})",
            BinaryOperation.Maximum => $"max({wideA}, {wideB})",
            BinaryOperation.Power => $"pow({wideA}, {wideB})",
            BinaryOperation.Less => Compare("<", "lessThan"),
            BinaryOperation.LessEqual => Compare("<=", "lessThanEqual"),
            BinaryOperation.Greater => Compare(">", "greaterThan"),
            BinaryOperation.GreaterEqual => Compare(">=", "greaterThanEqual"),
            BinaryOperation.Equal => Compare("==", "equal"),
            BinaryOperation.NotEqual => Compare("!=", "notEqual"),
            _ => throw new InvalidOperationException($"{i.Binary} has no GLSL form."),
        };

        string Compare(string scalar, string vector) => i.Width == 1 ? $"float({a} {scalar} {b})" : $"{Type(i.Width)}({vector}({wideA}, {wideB}))";
    }

    private string Select(Instruction i)
    {
        Operand condition = i.Operands[0];
        (string then, string otherwise) = (Value(i.Operands[1], i.Width), Value(i.Operands[2], i.Width));
        return condition.Width == 1
            ? $"{Value(condition)} != 0.0 ? {then} : {otherwise}"
            : $"mix({otherwise}, {then}, notEqual({Value(condition)}, {Type(i.Width)}(0.0)))";
    }

    private string Sample(Instruction i)
    {
        string coordinate = Value(i.Operands[0]);
        if (i.Compares)
        {
            coordinate = $"vec3({coordinate}, {Value(i.Operands[^1])})";
        }
        else if (i.TextureTarget == TextureTarget.OneD && options.IsEs)
        {
            coordinate = $"vec2({coordinate}, 0.5)";
        }

        string sampler = Invariant($"{program.Prefix}t{i.Index}");
        string call = i.LodMode switch
        {
            LodMode.Implicit => $"texture({sampler}, {coordinate})",
            LodMode.Bias => $"texture({sampler}, {coordinate}, {Value(i.Operands[1])})",
            _ => $"textureLod({sampler}, {coordinate}, {Value(i.Operands[1])})",
        };
        return i.Compares ? $"vec4({call})" : call;
    }
}
