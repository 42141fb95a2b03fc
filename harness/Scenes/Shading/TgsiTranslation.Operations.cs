namespace Harness.Scenes.Shading;

internal sealed partial class TgsiTranslation
{
    /// <summary>The instruction becomes one TGSI instruction that writes its target, after it has read all it reads: the target may then be one of its operands.</summary>
    private static bool IsSingle(Instruction i) => i.Kind switch
    {
        InstructionKind.Unary => i.Unary is not UnaryOperation.Negate and not UnaryOperation.Absolute && (i.Width == 1 || ScalarOpcode(i.Unary) is null),
        InstructionKind.Binary => i.Width == 1 || i.Binary != BinaryOperation.Power,
        InstructionKind.Attribute => i.AttributeKind != AttributeKind.Float,
        InstructionKind.Select or InstructionKind.Mix or InstructionKind.Dot or InstructionKind.IndexedConstant or InstructionKind.Sample => true,
        _ => false,
    };

    private void BuiltIn(Instruction i, string? target)
    {
        string name = builtIns[i.BuiltIn];
        switch (i.BuiltIn)
        {
            case Shading.BuiltIn.VertexId or Shading.BuiltIn.InstanceId:
                Write("U2F", i, target, $"{name}.xxxx");
                break;
            case Shading.BuiltIn.FrontFacing:
                // The renderer takes the facing only as a whole register: 1 for front, -1 for back.
                string face = program.Temporary();
                Write("MOV", face, 0, 4, name);
                Write("SLT", i, target, Number(0), $"{face}.xxxx");
                break;
            default:
                Name(i, TgsiSource.Of(name));
                break;
        }
    }

    private void Unary(Instruction i, string? target)
    {
        switch (i.Unary)
        {
            case UnaryOperation.Negate:
                Name(i, Value(i.Operands[0]).Negated());
                return;
            case UnaryOperation.Absolute:
                Name(i, Value(i.Operands[0]).Magnitude());
                return;
            case UnaryOperation.Not:
                Write("SEQ", i, target, Operand(i, 0), Number(0));
                return;
        }

        if (ScalarOpcode(i.Unary) is { } scalar)
        {
            EachComponent(scalar, i, target);
            return;
        }

        string opcode = i.Unary switch
        {
            UnaryOperation.Sign => "SSG",
            UnaryOperation.Floor => "FLR",
            UnaryOperation.Ceiling => "CEIL",
            UnaryOperation.Truncate => "TRUNC",
            UnaryOperation.Round => "ROUND",
            UnaryOperation.Fraction => "FRC",
            UnaryOperation.Saturate => "MOV_SAT",
            _ => throw new InvalidOperationException($"{i.Unary} has no TGSI opcode."),
        };
        Write(opcode, i, target, Operand(i, 0));
    }

    private void Binary(Instruction i, string? target)
    {
        switch (i.Binary)
        {
            case BinaryOperation.Subtract:
                Write("ADD", i, target, Operand(i, 0), Value(i.Operands[1]).Negated().Text(program.Immediates, 0, i.Width, i.Operands[1].Width == 1));
                return;
            case BinaryOperation.Power:
                EachComponent("POW", i, target);
                return;
            // The renderer translates SLT and SGE alone of the ordered comparisons.
            case BinaryOperation.LessEqual:
                Write("SGE", i, target, Operand(i, 1), Operand(i, 0));
                return;
            case BinaryOperation.Greater:
                Write("SLT", i, target, Operand(i, 1), Operand(i, 0));
                return;
        }

        string opcode = i.Binary switch
        {
            BinaryOperation.Add => "ADD",
            BinaryOperation.Multiply => "MUL",
            BinaryOperation.Divide => "DIV",
            BinaryOperation.Minimum => "MIN",
            BinaryOperation.Maximum => "MAX",
            BinaryOperation.Less => "SLT",
            BinaryOperation.GreaterEqual => "SGE",
            BinaryOperation.Equal => "SEQ",
            BinaryOperation.NotEqual => "SNE",
            _ => throw new InvalidOperationException($"{i.Binary} has no TGSI opcode."),
        };
        Write(opcode, i, target, Operand(i, 0), Operand(i, 1));
    }

    /// <summary>Opcodes that work on the first component alone.</summary>
    private static string? ScalarOpcode(UnaryOperation operation) => operation switch
    {
        UnaryOperation.Reciprocal => "RCP",
        UnaryOperation.SquareRoot => "SQRT",
        UnaryOperation.InverseSquareRoot => "RSQ",
        UnaryOperation.Exp2 => "EX2",
        UnaryOperation.Log2 => "LG2",
        UnaryOperation.Sine => "SIN",
        UnaryOperation.Cosine => "COS",
        _ => null,
    };

    private void EachComponent(string opcode, Instruction i, string? target)
    {
        string register = Destination(i, target);
        for (int c = 0; c < i.Width; c++)
        {
            int component = c;
            string[] operands = [.. i.Operands.Select(o => Value(o).Pick([o.Width == 1 ? 0 : component]).Text(program.Immediates, 0, 1, true))];
            Write(opcode, register, c, 1, operands);
        }
    }

    private void Join(Instruction i)
    {
        string register = Destination(i, null);
        int at = 0;
        foreach (Operand part in i.Operands)
        {
            Write("MOV", register, at, part.Width, Value(part).Text(program.Immediates, at, part.Width, part.Width == 1));
            at += part.Width;
        }
    }

    private void Sample(Instruction i, string? target)
    {
        string opcode = i.LodMode switch { LodMode.Implicit => "TEX", LodMode.Bias => "TXB", _ => "TXL" };
        Operand coordinate = i.Operands[0];
        string text;
        if (i.LodMode == LodMode.Implicit && !i.Compares)
        {
            text = Text(coordinate, coordinate.Width);
        }
        else
        {
            // Reference and level of detail travel in the components behind the coordinate.
            text = program.Temporary();
            Write("MOV", text, 0, coordinate.Width, Text(coordinate, coordinate.Width));
            if (i.Compares)
            {
                Write("MOV", text, 2, 1, Scalar(i.Operands[^1]));
            }

            if (i.LodMode != LodMode.Implicit)
            {
                Write("MOV", text, 3, 1, Scalar(i.Operands[1]));
            }
        }

        Write(opcode, i, target, text, Indexed("SAMP", i.Index), Target(i.TextureTarget, i.Compares));
    }
}
