using System.Globalization;

namespace Harness.Scenes.Shading;

/// <summary>
/// The instructions of a shader, one by one, as TGSI. Values that an operand can name (inputs, constants, literals, swizzles, signs) cost no instruction;
/// every other value gets a temporary, or goes straight to the output or the copy that alone wants it.
/// </summary>
internal sealed partial class TgsiTranslation(
    TgsiProgram program, ShaderCode code, IReadOnlyDictionary<BuiltIn, string> builtIns, IReadOnlyDictionary<Varying, string> varyings)
{
    private readonly RegisterReads reads = new(code);
    private readonly TgsiSource?[] values = new TgsiSource?[code.RegisterCount];
    /// <summary>Output registers of values that nothing else reads.</summary>
    private readonly Dictionary<int, string> outputs = [];

    /// <summary>Temporaries of the other values.</summary>
    private readonly Dictionary<int, string> temporaries = [];

    /// <param name="results">Where the first results of the code go; one more result of a fragment shader is the condition of a discard.</param>
    public void Translate(IReadOnlyList<TgsiResult> results)
    {
        for (int r = 0; r < results.Count; r++)
        {
            Operand operand = code.Results[r];
            if (reads.Once(operand.Register) && results[r].First == 0 && results[r].Width == operand.Width)
            {
                outputs.Add(operand.Register, results[r].Register);
            }
        }

        for (int at = 0; at < code.Instructions.Count; at++)
        {
            Instruction next = code.Instructions[Math.Min(at + 1, code.Instructions.Count - 1)];
            Instruction instruction = code.Instructions[at];
            if (IsSingle(instruction) && reads.OnlyFeeds(instruction, next))
            {
                Translate(instruction, Destination(next, null));
                at++;
            }
            else
            {
                Translate(instruction, null);
            }
        }

        for (int r = 0; r < results.Count; r++)
        {
            (string register, int first, int width) = results[r];
            if (values[code.Results[r].Register] is { } value)
            {
                Write("MOV", register, first, width, value.Text(program.Immediates, first, width, code.Results[r].Width == 1));
            }
        }

        if (code.Results.Count > results.Count)
        {
            program.Add($"KILL_IF {Value(code.Results[^1]).Magnitude().Negated().Text(program.Immediates, 0, 1, true)}");
        }
    }

    /// <summary>TGSI's name of a texture target.</summary>
    public static string Target(TextureTarget target, bool compares) => (target, compares) switch
    {
        (TextureTarget.OneD, false) => "1D",
        (TextureTarget.TwoD, false) => "2D",
        (TextureTarget.ThreeD, false) => "3D",
        (TextureTarget.Cube, false) => "CUBE",
        (TextureTarget.TwoDArray, false) => "2D_ARRAY",
        _ => "SHADOW2D",
    };

    private void Translate(Instruction i, string? target)
    {
        switch (i.Kind)
        {
            case InstructionKind.Literal:
                Name(i, TgsiSource.Of(i.Values));
                break;
            case InstructionKind.Attribute when i.AttributeKind == AttributeKind.Float:
                Name(i, TgsiSource.Of(Indexed("IN", i.Index)));
                break;
            case InstructionKind.Attribute:
                Write(i.AttributeKind == AttributeKind.SignedInteger ? "I2F" : "U2F", i, target, TgsiSource.Of(Indexed("IN", i.Index)).Text(program.Immediates, 0, i.Width, i.Width == 1));
                break;
            case InstructionKind.Varying:
                Name(i, TgsiSource.Of(varyings[i.Varying!]));
                break;
            case InstructionKind.Constant:
                Name(i, TgsiSource.Of(i.Block == 0 ? Indexed("CONST", i.Index) : string.Create(CultureInfo.InvariantCulture, $"CONST[{i.Block}][{i.Index}]")));
                break;
            case InstructionKind.IndexedConstant:
                program.Add($"ARL {program.Address()}, {Scalar(i.Operands[0])}");
                Write("MOV", i, target, string.Create(CultureInfo.InvariantCulture, $"CONST[{program.Address()}{(i.Index == 0 ? "" : $"+{i.Index}")}]"));
                break;
            case InstructionKind.BuiltIn:
                BuiltIn(i, target);
                break;
            case InstructionKind.Unary:
                Unary(i, target);
                break;
            case InstructionKind.Binary:
                Binary(i, target);
                break;
            case InstructionKind.Select:
                // CMP looks at the sign: -|c| is below zero where c is not zero.
                Write("CMP", i, target, Value(i.Operands[0]).Magnitude().Negated().Text(program.Immediates, 0, i.Width, i.Operands[0].Width == 1), Operand(i, 1), Operand(i, 2));
                break;
            case InstructionKind.Mix:
                Write("LRP", i, target, Operand(i, 2), Operand(i, 1), Operand(i, 0));
                break;
            case InstructionKind.Dot:
                int width = i.Operands[0].Width;
                Write(string.Create(CultureInfo.InvariantCulture, $"DP{width}"), i, target, Text(i.Operands[0], width), Text(i.Operands[1], width));
                break;
            case InstructionKind.Swizzle:
                Name(i, Value(i.Operands[0]).Pick(i.Components.Span));
                break;
            case InstructionKind.Join:
                Join(i);
                break;
            case InstructionKind.Sample:
                Sample(i, target);
                break;
            case InstructionKind.Copy:
                Write("MOV", i, null, Operand(i, 0));
                break;
            case InstructionKind.If:
                program.Open($"IF {Scalar(i.Operands[0])}");
                break;
            case InstructionKind.Else:
                program.Otherwise("ELSE");
                break;
            case InstructionKind.EndIf or InstructionKind.EndLoop:
                program.Close(i.Kind == InstructionKind.EndIf ? "ENDIF" : "ENDLOOP");
                break;
            case InstructionKind.Loop:
                program.Open("BGNLOOP");
                BreakIf("SGE", Scalar(i.Operands[0]), Number(i.Limit));
                break;
            case InstructionKind.BreakUnless:
                BreakIf("SEQ", Scalar(i.Operands[0]), Number(0));
                break;
            default:
                throw new InvalidOperationException($"{i.Kind} has no TGSI form.");
        }
    }

    private void BreakIf(string comparison, string a, string b)
    {
        string condition = program.Temporary();
        Write(comparison, condition, 0, 1, a, b);
        program.Open($"IF {condition}.xxxx");
        program.Add("BRK");
        program.Close("ENDIF");
    }

    private void Name(Instruction i, TgsiSource source) => values[i.Target] = source;

    private TgsiSource Value(Operand operand) => values[operand.Register] ?? throw new InvalidOperationException("A value is read before it is computed.");

    /// <summary>The register that holds an instruction's value, of its own or an output.</summary>
    private string Register(int register)
    {
        if (temporaries.TryGetValue(register, out string? known))
        {
            return known;
        }

        string name = program.Temporary();
        temporaries.Add(register, name);
        values[register] = TgsiSource.Of(name);
        return name;
    }

    private string Destination(Instruction i, string? target) => target ?? (outputs.TryGetValue(i.Target, out string? output) ? output : Register(i.Target));

    private string Operand(Instruction i, int operand) => Text(i.Operands[operand], i.Width);

    private string Text(Operand operand, int width) => Value(operand).Text(program.Immediates, 0, width, operand.Width == 1);

    private string Scalar(Operand operand) => Text(operand, 1);

    private string Number(float value) => TgsiSource.Of([value]).Text(program.Immediates, 0, 1, true);

    private void Write(string opcode, Instruction i, string? target, params ReadOnlySpan<string> operands) => Write(opcode, Destination(i, target), 0, i.Width, operands);

    private void Write(string opcode, string register, int first, int width, params ReadOnlySpan<string> operands) =>
        program.Add($"{opcode} {register}{(width == 4 ? "" : $".{"xyzw".AsSpan(first, width)}")}, {string.Join(", ", operands)}");

    private static string Indexed(string file, int index) => string.Create(CultureInfo.InvariantCulture, $"{file}[{index}]");
}
