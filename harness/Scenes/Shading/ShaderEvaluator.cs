namespace Harness.Scenes.Shading;

/// <summary>Runs a shader in one arithmetic. Holds its registers: make one per thread and shader and use it again.</summary>
public sealed class ShaderEvaluator<T>(ShaderCode code) where T : unmanaged, IShaderNumber<T>
{
    private readonly Quad<T>[] registers = Literals(code);
    private readonly Instruction[] instructions = [.. code.Instructions];
    private readonly Operand[][] operands = [.. code.Instructions.Select(i => i.Operands.ToArray())];
    private readonly int[] partners = Partners(code.Instructions);

    /// <summary>A result of the last run, by its position among the roots.</summary>
    public Quad<T> Result(int root) => Read(code.Results[root]);

    /// <summary>A register after the last run.</summary>
    public Quad<T> Register(int register) => registers[register];

    /// <summary>Runs the shader.</summary>
    public void Run<TInputs>(TInputs inputs) where TInputs : IShaderInputs<T> => Run(inputs, 0, instructions.Length);

    /// <summary>Runs the instructions before one of them, which must not be inside a branch or loop.</summary>
    public void RunUntil<TInputs>(TInputs inputs, int end) where TInputs : IShaderInputs<T> => Run(inputs, 0, end);

    private void Run<TInputs>(TInputs inputs, int start, int end) where TInputs : IShaderInputs<T>
    {
        for (int at = start; at < end; at++)
        {
            Instruction i = instructions[at];
            switch (i.Kind)
            {
                case InstructionKind.If:
                    at = Branch(inputs, i, at);
                    break;
                case InstructionKind.Loop:
                    Loop(inputs, i, at + 1, partners[at]);
                    at = partners[at];
                    break;
                case InstructionKind.Literal:
                    // Nothing else writes its register, and it has been there since before the first run.
                    break;
                default:
                    Evaluate(inputs, i, operands[at], ref registers[i.Target]);
                    break;
            }
        }
    }

    private int Branch<TInputs>(TInputs inputs, Instruction i, int at) where TInputs : IShaderInputs<T>
    {
        int otherwise = partners[at];
        int end = partners[otherwise];
        Truth truth = T.IsTrue(registers[i.Operands[0].Register].X);
        if (truth == Truth.Maybe)
        {
            Quad<T>[] before = [.. registers];
            Run(inputs, at + 1, otherwise);
            Quad<T>[] then = [.. registers];
            before.CopyTo(registers, 0);
            Run(inputs, otherwise + 1, end);
            Merge(then);
        }
        else if (truth == Truth.Yes)
        {
            Run(inputs, at + 1, otherwise);
        }
        else
        {
            Run(inputs, otherwise + 1, end);
        }

        return end;
    }

    private void Loop<TInputs>(TInputs inputs, Instruction i, int body, int end) where TInputs : IShaderInputs<T>
    {
        // The break, where there is one, is the loop's own: loops inside carry theirs between their Loop and EndLoop.
        int breakAt = -1;
        for (int at = body; at < end; at++)
        {
            if (instructions[at].Kind == InstructionKind.Loop)
            {
                at = partners[at];
            }
            else if (instructions[at].Kind == InstructionKind.BreakUnless)
            {
                breakAt = at;
                break;
            }
        }

        Quad<T>[]? left = null;
        for (int turn = 0; turn < i.Limit; turn++)
        {
            if (breakAt >= 0)
            {
                Run(inputs, body, breakAt);
                Truth goesOn = T.IsTrue(registers[instructions[breakAt].Operands[0].Register].X);
                if (goesOn == Truth.No)
                {
                    break;
                }

                if (goesOn == Truth.Maybe)
                {
                    if (left is null)
                    {
                        left = [.. registers];
                    }
                    else
                    {
                        for (int r = 0; r < left.Length; r++)
                        {
                            left[r] = Quad<T>.Either(left[r], registers[r]);
                        }
                    }
                }

                Run(inputs, breakAt + 1, end);
            }
            else
            {
                Run(inputs, body, end);
            }
        }

        if (left is not null)
        {
            Merge(left);
        }
    }

    private void Merge(Quad<T>[] other)
    {
        for (int r = 0; r < registers.Length; r++)
        {
            registers[r] = Quad<T>.Either(registers[r], other[r]);
        }
    }

    private Quad<T> Read(Operand operand) => operand.Width == 1 ? Quad<T>.Repeat(registers[operand.Register].X) : registers[operand.Register];

    /// <summary>Components that an operation does not write keep those of its first operand.</summary>
    private void Evaluate<TInputs>(TInputs inputs, Instruction i, Operand[] on, ref Quad<T> target) where TInputs : IShaderInputs<T>
    {
        switch (i.Kind)
        {
            case InstructionKind.Attribute:
                target = inputs.Attribute(i.Index);
                break;
            case InstructionKind.Varying:
                target = inputs.Varying(i.Varying!);
                break;
            case InstructionKind.BuiltIn:
                target = inputs.BuiltIn(i.BuiltIn);
                break;
            case InstructionKind.Constant:
                target = inputs.Constant(i.Block, i.Index);
                break;
            case InstructionKind.IndexedConstant:
                target = Indexed(inputs, i);
                break;
            case InstructionKind.Copy:
                target = Read(on[0]);
                break;
            case InstructionKind.Unary:
                target = Read(on[0]);
                for (int c = 0; c < i.Width; c++)
                {
                    target[c] = T.Apply(i.Unary, target[c]);
                }

                break;
            case InstructionKind.Binary:
            {
                bool square = i.Binary == BinaryOperation.Multiply && on[0] == on[1];
                target = Read(on[0]);
                ref Quad<T> b = ref registers[on[1].Register];
                for (int c = 0; c < i.Width; c++)
                {
                    target[c] = square ? T.Square(target[c]) : T.Apply(i.Binary, target[c], on[1].Width == 1 ? b.X : b[c]);
                }

                break;
            }

            case InstructionKind.Select:
            {
                Quad<T> condition = Read(on[0]);
                target = Read(on[1]);
                Quad<T> b = Read(on[2]);
                for (int c = 0; c < i.Width; c++)
                {
                    target[c] = T.IsTrue(condition[c]) switch { Truth.Yes => target[c], Truth.No => b[c], _ => T.Either(target[c], b[c]) };
                }

                break;
            }

            case InstructionKind.Mix:
            {
                target = Read(on[0]);
                Quad<T> b = Read(on[1]);
                Quad<T> t = Read(on[2]);
                for (int c = 0; c < i.Width; c++)
                {
                    target[c] = T.Mix(target[c], b[c], t[c]);
                }

                break;
            }

            case InstructionKind.Dot:
                target = Quad<T>.Repeat(T.Dot(registers[on[0].Register], registers[on[1].Register], on[0].Width, on[0] == on[1]));
                break;
            case InstructionKind.Swizzle:
            {
                ref Quad<T> a = ref registers[on[0].Register];
                ReadOnlySpan<int> components = i.Components.Span;
                target = default;
                for (int c = 0; c < i.Width; c++)
                {
                    target[c] = a[components[c]];
                }

                break;
            }

            case InstructionKind.Join:
            {
                target = default;
                int at = 0;
                foreach (Operand part in on)
                {
                    for (int c = 0; c < part.Width; c++)
                    {
                        target[at++] = registers[part.Register][c];
                    }
                }

                break;
            }

            case InstructionKind.Sample:
            {
                T zero = T.Of(0);
                T lod = i.LodMode == LodMode.Implicit ? zero : registers[on[1].Register].X;
                T reference = i.Compares ? registers[on[^1].Register].X : zero;
                target = inputs.Sample(i, registers[on[0].Register], lod, reference);
                break;
            }

            default:
                throw new InvalidOperationException($"{i.Kind} gives no value.");
        }
    }

    private Quad<T> Indexed<TInputs>(TInputs inputs, Instruction i) where TInputs : IShaderInputs<T>
    {
        (int low, int high) = T.FloorRange(registers[i.Operands[0].Register].X);
        low = Math.Clamp(low, 0, i.Block - 1);
        high = Math.Clamp(high, 0, i.Block - 1);
        Quad<T> value = inputs.Constant(0, i.Index + low);
        for (int r = low + 1; r <= high; r++)
        {
            value = Quad<T>.Either(value, inputs.Constant(0, i.Index + r));
        }

        return value;
    }

    /// <summary>Registers as they are before the first run: those of literals have their values.</summary>
    private static Quad<T>[] Literals(ShaderCode code)
    {
        var registers = new Quad<T>[code.RegisterCount];
        foreach (Instruction literal in code.Instructions.Where(i => i.Kind == InstructionKind.Literal))
        {
            ReadOnlySpan<float> values = literal.Values.Span;
            registers[literal.Target] = Quad<T>.Of(values[0], values.Length > 1 ? values[1] : 0, values.Length > 2 ? values[2] : 0, values.Length > 3 ? values[3] : 0);
        }

        return registers;
    }

    /// <summary>If to its Else, Else to its EndIf, Loop to its EndLoop.</summary>
    private static int[] Partners(IReadOnlyList<Instruction> instructions)
    {
        int[] partners = new int[instructions.Count];
        var open = new Stack<int>();
        for (int at = 0; at < instructions.Count; at++)
        {
            switch (instructions[at].Kind)
            {
                case InstructionKind.If or InstructionKind.Loop:
                    open.Push(at);
                    break;
                case InstructionKind.Else:
                    partners[open.Pop()] = at;
                    open.Push(at);
                    break;
                case InstructionKind.EndIf or InstructionKind.EndLoop:
                    partners[open.Pop()] = at;
                    break;
            }
        }

        return partners;
    }
}
