namespace Harness.Scenes.Shading;

/// <summary>Runs a shader in one arithmetic. Holds its registers: make one per thread and shader and use it again.</summary>
public sealed class ShaderEvaluator<T>(ShaderCode code) where T : unmanaged, IShaderNumber<T>
{
    private readonly Quad<T>[] registers = new Quad<T>[code.RegisterCount];
    private readonly Instruction[] instructions = [.. code.Instructions];
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
                default:
                    registers[i.Target] = Value(inputs, i);
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

    private Quad<T> Value<TInputs>(TInputs inputs, Instruction i) where TInputs : IShaderInputs<T>
    {
        switch (i.Kind)
        {
            case InstructionKind.Literal:
                ReadOnlySpan<float> values = i.Values.Span;
                return Quad<T>.Of(values[0], values.Length > 1 ? values[1] : 0, values.Length > 2 ? values[2] : 0, values.Length > 3 ? values[3] : 0);
            case InstructionKind.Attribute:
                return inputs.Attribute(i.Index);
            case InstructionKind.Varying:
                return inputs.Varying(i.Varying!);
            case InstructionKind.BuiltIn:
                return inputs.BuiltIn(i.BuiltIn);
            case InstructionKind.Constant:
                return inputs.Constant(i.Block, i.Index);
            case InstructionKind.IndexedConstant:
                return Indexed(inputs, i);
            case InstructionKind.Copy:
                return Read(i.Operands[0]);
            case InstructionKind.Unary:
            {
                Quad<T> a = Read(i.Operands[0]);
                for (int c = 0; c < i.Width; c++)
                {
                    a[c] = T.Apply(i.Unary, a[c]);
                }

                return a;
            }

            case InstructionKind.Binary:
            {
                Quad<T> a = Read(i.Operands[0]);
                Quad<T> b = Read(i.Operands[1]);
                bool square = i.Binary == BinaryOperation.Multiply && i.Operands[0] == i.Operands[1];
                for (int c = 0; c < i.Width; c++)
                {
                    a[c] = square ? T.Square(a[c]) : T.Apply(i.Binary, a[c], b[c]);
                }

                return a;
            }

            case InstructionKind.Select:
            {
                Quad<T> condition = Read(i.Operands[0]);
                Quad<T> a = Read(i.Operands[1]);
                Quad<T> b = Read(i.Operands[2]);
                for (int c = 0; c < i.Width; c++)
                {
                    a[c] = T.IsTrue(condition[c]) switch { Truth.Yes => a[c], Truth.No => b[c], _ => T.Either(a[c], b[c]) };
                }

                return a;
            }

            case InstructionKind.Mix:
            {
                Quad<T> a = Read(i.Operands[0]);
                Quad<T> b = Read(i.Operands[1]);
                Quad<T> t = Read(i.Operands[2]);
                for (int c = 0; c < i.Width; c++)
                {
                    a[c] = T.Mix(a[c], b[c], t[c]);
                }

                return a;
            }

            case InstructionKind.Dot:
                return Quad<T>.Repeat(T.Dot(registers[i.Operands[0].Register], registers[i.Operands[1].Register], i.Operands[0].Width, i.Operands[0] == i.Operands[1]));
            case InstructionKind.Swizzle:
            {
                Quad<T> a = registers[i.Operands[0].Register];
                Quad<T> result = default;
                for (int c = 0; c < i.Width; c++)
                {
                    result[c] = a[i.Components[c]];
                }

                return result;
            }

            case InstructionKind.Join:
            {
                Quad<T> result = default;
                int at = 0;
                foreach (Operand part in i.Operands.Span)
                {
                    for (int c = 0; c < part.Width; c++)
                    {
                        result[at++] = registers[part.Register][c];
                    }
                }

                return result;
            }

            case InstructionKind.Sample:
            {
                T zero = T.Of(0);
                T lod = i.LodMode == LodMode.Implicit ? zero : registers[i.Operands[1].Register].X;
                T reference = i.Compares ? registers[i.Operands[^1].Register].X : zero;
                return inputs.Sample(i, registers[i.Operands[0].Register], lod, reference);
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
