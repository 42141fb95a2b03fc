namespace Harness.Scenes.Shading;

/// <summary>
/// A shader as a list of instructions with structured control flow: the one form that the GLSL and TGSI emitters and both evaluations share,
/// so that they cannot mean different things.
/// </summary>
public sealed class ShaderCode
{
    private ShaderCode(ShaderStage stage, List<Instruction> instructions, List<Operand> results, int registers)
    {
        (Stage, Instructions, Results, RegisterCount) = (stage, instructions, results, registers);
        HasImplicitLod = instructions.Any(i => i is { Kind: InstructionKind.Sample, LodMode: LodMode.Implicit or LodMode.Bias });
        Interface = ShaderInterface.Of(instructions);
    }

    public ShaderStage Stage { get; }

    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>Registers of the values asked for, in the order of the roots.</summary>
    public IReadOnlyList<Operand> Results { get; }

    public int RegisterCount { get; }

    /// <summary>Some lookup needs the derivatives of its coordinate.</summary>
    public bool HasImplicitLod { get; }

    /// <summary>What the shader reads from outside.</summary>
    public ShaderInterface Interface { get; }

    /// <summary>Turns expression trees into instructions; a node that several roots share is computed once.</summary>
    public static ShaderCode Compile(ShaderStage stage, IReadOnlyList<Expr> roots)
    {
        var compilation = new Compilation(stage);
        var results = roots.Select(compilation.Place).ToList();
        return new ShaderCode(stage, compilation.Instructions, results, compilation.RegisterCount);
    }

    private sealed class Compilation(ShaderStage stage)
    {
        /// <summary>What is known where: inside a branch or loop, values computed there are forgotten at its end.</summary>
        private readonly Stack<Dictionary<Expr, Operand>> scopes = new([new Dictionary<Expr, Operand>(ReferenceEqualityComparer.Instance)]);

        public List<Instruction> Instructions { get; } = [];

        public int RegisterCount { get; private set; }

        public Operand Place(Expr expr)
        {
            foreach (Dictionary<Expr, Operand> scope in scopes)
            {
                if (scope.TryGetValue(expr, out Operand known))
                {
                    return known;
                }
            }

            Operand placed = expr switch
            {
                LiteralExpr e => Emit(e, new Instruction(InstructionKind.Literal) { Values = [.. e.Values] }),
                AttributeExpr e when stage == ShaderStage.Vertex => Emit(e, new Instruction(InstructionKind.Attribute) { Index = e.Index, AttributeKind = e.Kind }),
                VaryingExpr e when stage == ShaderStage.Fragment => Emit(e, new Instruction(InstructionKind.Varying) { Varying = e.Varying }),
                ConstantExpr e => Emit(e, new Instruction(InstructionKind.Constant) { Index = e.Register, Block = e.Block }),
                IndexedConstantExpr e => Emit(e, new Instruction(InstructionKind.IndexedConstant) { Index = e.First, Block = e.Count, Operands = [Place(e.Index)] }),
                BuiltInExpr e when StageOf(e.BuiltIn) == stage => Emit(e, new Instruction(InstructionKind.BuiltIn) { BuiltIn = e.BuiltIn }),
                UnaryExpr e => Emit(e, new Instruction(InstructionKind.Unary) { Unary = e.Operation, Operands = [Place(e.Operand)] }),
                BinaryExpr e => Emit(e, new Instruction(InstructionKind.Binary) { Binary = e.Operation, Operands = [Place(e.Left), Place(e.Right)] }),
                SelectExpr e => Emit(e, new Instruction(InstructionKind.Select) { Operands = [Place(e.Condition), Place(e.Then), Place(e.Otherwise)] }),
                MixExpr e => Emit(e, new Instruction(InstructionKind.Mix) { Operands = [Place(e.A), Place(e.B), Place(e.T)] }),
                DotExpr e => Emit(e, new Instruction(InstructionKind.Dot) { Operands = [Place(e.Left), Place(e.Right)] }),
                SwizzleExpr e => Emit(e, new Instruction(InstructionKind.Swizzle) { Components = [.. e.Components], Operands = [Place(e.Operand)] }),
                JoinExpr e => Emit(e, new Instruction(InstructionKind.Join) { Operands = [.. e.Parts.Select(Place)] }),
                SampleExpr e => PlaceSample(e),
                BranchExpr e => PlaceBranch(e),
                LoopExpr e => PlaceLoop(e),
                LoopValueExpr => throw new InvalidOperationException("The number of a turn or the carried value is used outside its loop."),
                _ => throw new InvalidOperationException($"A {expr.GetType().Name} cannot stand in a {stage} shader."),
            };
            scopes.Peek()[expr] = placed;
            return placed;
        }

        private static ShaderStage StageOf(BuiltIn builtIn) => builtIn is BuiltIn.VertexId or BuiltIn.InstanceId ? ShaderStage.Vertex : ShaderStage.Fragment;

        private Operand Emit(Expr expr, Instruction instruction) => Emit(expr.Width, instruction);

        private Operand Emit(int width, Instruction instruction)
        {
            int register = RegisterCount++;
            Instructions.Add(instruction with { Target = register, Width = width });
            return new Operand(register, width);
        }

        private void Copy(Operand target, Operand value) =>
            Instructions.Add(new Instruction(InstructionKind.Copy) { Target = target.Register, Width = target.Width, Operands = [value] });

        private Operand PlaceSample(SampleExpr e)
        {
            var operands = new List<Operand> { Place(e.Coordinate) };
            if (e.Lod is not null)
            {
                operands.Add(Place(e.Lod));
            }

            if (e.Reference is not null)
            {
                operands.Add(Place(e.Reference));
            }

            return Emit(e, new Instruction(InstructionKind.Sample)
            {
                Index = e.Slot,
                TextureTarget = e.Target,
                LodMode = e.Mode,
                Compares = e.Reference is not null,
                Operands = [.. operands],
            });
        }

        /// <summary>
        /// Lookups that need derivatives go ahead of all control flow: inside it derivatives are undefined (GLSL 4.50 section 8.14.1).
        /// </summary>
        private void PlaceImplicitLookups(Expr flow)
        {
            if (stage == ShaderStage.Vertex || scopes.Count > 1)
            {
                return;
            }

            foreach (SampleExpr lookup in ExprWalk.Nodes(flow).OfType<SampleExpr>().Where(s => s.Mode != LodMode.Explicit))
            {
                if (ExprWalk.DependsOnLoop(lookup))
                {
                    throw new ArgumentException("A lookup whose coordinate follows a loop has no derivatives: give its level of detail.");
                }

                Place(lookup);
            }
        }

        private Operand PlaceBranch(BranchExpr e)
        {
            PlaceImplicitLookups(e);
            Operand condition = Place(e.Condition);
            var result = new Operand(RegisterCount++, e.Width);
            Instructions.Add(new Instruction(InstructionKind.If) { Operands = [condition] });
            Side(e.Then);
            Instructions.Add(new Instruction(InstructionKind.Else));
            Side(e.Otherwise);
            Instructions.Add(new Instruction(InstructionKind.EndIf));
            return result;

            void Side(Expr side)
            {
                scopes.Push(new Dictionary<Expr, Operand>(ReferenceEqualityComparer.Instance));
                Copy(result, Place(side));
                scopes.Pop();
            }
        }

        private Operand PlaceLoop(LoopExpr e)
        {
            PlaceImplicitLookups(e);
            var state = new Operand(RegisterCount++, e.Width);
            Copy(state, Place(e.Start));
            var index = new Operand(RegisterCount++, 1);
            Copy(index, Place(Shade.Float(0)));
            Operand one = Place(Shade.Float(1));
            Instructions.Add(new Instruction(InstructionKind.Loop) { Limit = e.Limit, Operands = [index] });
            scopes.Push(new Dictionary<Expr, Operand>(ReferenceEqualityComparer.Instance) { [e.Index] = index, [e.State] = state });
            if (e.While is not null)
            {
                Instructions.Add(new Instruction(InstructionKind.BreakUnless) { Operands = [Place(e.While)] });
            }

            Copy(state, Place(e.Turn));
            Copy(index, Emit(1, new Instruction(InstructionKind.Binary) { Binary = BinaryOperation.Add, Operands = [index, one] }));
            scopes.Pop();
            Instructions.Add(new Instruction(InstructionKind.EndLoop));
            return state;
        }
    }
}
