using System.Globalization;
using static System.FormattableString;

namespace Harness.Scenes.Shading;

/// <summary>The instructions of a shader, one by one, as GLSL statements. Inputs, constants, literals and swizzles are named where they are used; every other value gets a variable.</summary>
internal sealed partial class GlslTranslation(GlslProgram program, ShaderCode code, GlslOptions options)
{
    private readonly RegisterReads reads = new(code);
    private readonly string?[] values = new string?[code.RegisterCount];
    private int loops;

    public static string Type(int width) => width == 1 ? "float" : Invariant($"vec{width}");

    public void Translate()
    {
        for (int at = 0; at < code.Instructions.Count; at++)
        {
            Instruction i = code.Instructions[at];
            Instruction? next = at + 1 < code.Instructions.Count ? code.Instructions[at + 1] : null;
            if (!IsName(i) && i.Target >= 0 && i.Kind != InstructionKind.Copy && reads.OnlyFeeds(i, next))
            {
                program.Add($"{Variable(next!)} = {Expression(i)};");
                at++;
            }
            else
            {
                Statement(i);
            }
        }
    }

    /// <summary>A result as an expression that needs no parentheses around it.</summary>
    public string Result(int root) => Value(code.Results[root]);

    /// <summary>Values that are written out wherever they are used.</summary>
    private static bool IsName(Instruction i) => i.Kind is InstructionKind.Literal or InstructionKind.Varying or InstructionKind.Constant or InstructionKind.Swizzle
        || (i.Kind == InstructionKind.Attribute && i.AttributeKind == AttributeKind.Float);

    private void Statement(Instruction i)
    {
        switch (i.Kind)
        {
            case InstructionKind.Copy:
                program.Add($"{Variable(i)} = {Value(i.Operands[0], i.Width)};");
                break;
            case InstructionKind.If:
                program.Open($"if ({Value(i.Operands[0])} != 0.0)");
                break;
            case InstructionKind.Else:
                program.Close();
                program.Open("else");
                break;
            case InstructionKind.EndIf or InstructionKind.EndLoop:
                program.Close();
                break;
            case InstructionKind.Loop:
                string counter = Invariant($"turn{loops++}");
                program.Open(Invariant($"for (int {counter} = 0; {counter} < {i.Limit}; {counter}++)"));
                break;
            case InstructionKind.BreakUnless:
                program.Add($"if ({Value(i.Operands[0])} == 0.0) break;");
                break;
            default:
                if (IsName(i))
                {
                    values[i.Target] = Expression(i);
                }
                else
                {
                    values[i.Target] = Invariant($"r{i.Target}");
                    program.Add($"{Type(i.Width)} {values[i.Target]} = {Expression(i)};");
                }

                break;
        }
    }

    /// <summary>The variable that a copy assigns: declared ahead of all control flow.</summary>
    private string Variable(Instruction copy)
    {
        if (values[copy.Target] is { } known)
        {
            return known;
        }

        string name = Invariant($"r{copy.Target}");
        program.Local($"{Type(copy.Width)} {name};");
        values[copy.Target] = name;
        return name;
    }

    private string Value(Operand operand) => values[operand.Register] ?? throw new InvalidOperationException("A value is read before it is computed.");

    /// <summary>The operand with a scalar made as wide as the operation.</summary>
    private string Value(Operand operand, int width) => operand.Width == width ? Value(operand) : $"{Type(width)}({Value(operand)})";

    private static string Swizzle(string value, int operandWidth, ReadOnlySpan<int> components)
    {
        if (operandWidth == 1)
        {
            return components.Length == 1 ? value : $"{Type(components.Length)}({value})";
        }

        Span<char> letters = stackalloc char[components.Length];
        for (int c = 0; c < components.Length; c++)
        {
            letters[c] = "xyzw"[components[c]];
        }

        return $"{value}.{letters}";
    }

    private static string Literal(EquatableList<float> values) => values.Count == 1
        ? Number(values[0])
        : $"{Type(values.Count)}({string.Join(", ", values.Select(Number))})";

    /// <summary>The shortest decimal that reads back to the same float; the bits where there is none.</summary>
    private static string Number(float value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');
        bool reads = float.IsFinite(value) && (float)double.Parse(text, CultureInfo.InvariantCulture) == value;
        string exact = !reads ? Invariant($"uintBitsToFloat({BitConverter.SingleToUInt32Bits(value)}u)")
            : text.Contains('.', StringComparison.Ordinal) || text.Contains('e', StringComparison.Ordinal) ? text
            : text + ".0";
        return exact[0] == '-' ? $"({exact})" : exact;
    }
}
