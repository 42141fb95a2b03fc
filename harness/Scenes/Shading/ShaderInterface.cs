namespace Harness.Scenes.Shading;

/// <summary>An attribute that a shader reads.</summary>
/// <param name="Width">Most components read at once, 1 to 4.</param>
public sealed record AttributeUse(int Index, int Width, AttributeKind Kind);

/// <summary>A sampler slot that a shader reads.</summary>
public sealed record SamplerUse(int Slot, TextureTarget Target, bool Compares);

/// <summary>A constant block (0: set register by register; 1..: a bound buffer) and how many of its registers, from 0, a shader may read.</summary>
public sealed record ConstantUse(int Block, int Registers);

/// <summary>What a shader reads from outside, each list in the order of its numbers. A player learns from it what it must bind.</summary>
public sealed class ShaderInterface
{
    private ShaderInterface(IReadOnlyList<Instruction> code)
    {
        Attributes = [.. Of(code, InstructionKind.Attribute).GroupBy(i => i.Index).OrderBy(g => g.Key).Select(Attribute)];
        Varyings = [.. Of(code, InstructionKind.Varying).Select(i => i.Varying!).GroupBy(v => v.Index).OrderBy(g => g.Key).Select(Varying)];
        Samplers = [.. Of(code, InstructionKind.Sample).GroupBy(i => i.Index).OrderBy(g => g.Key).Select(Sampler)];
        BuiltIns = [.. Of(code, InstructionKind.BuiltIn).Select(i => i.BuiltIn).Distinct().Order()];
        Constants =
        [
            .. Of(code, InstructionKind.Constant).Select(i => (i.Block, Registers: i.Index + 1))
                .Concat(Of(code, InstructionKind.IndexedConstant).Select(i => (Block: 0, Registers: i.Index + i.Block)))
                .GroupBy(c => c.Block).OrderBy(g => g.Key).Select(g => new ConstantUse(g.Key, g.Max(c => c.Registers))),
        ];
        IndexesConstants = Of(code, InstructionKind.IndexedConstant).Any();
    }

    public IReadOnlyList<AttributeUse> Attributes { get; }

    public IReadOnlyList<Varying> Varyings { get; }

    public IReadOnlyList<SamplerUse> Samplers { get; }

    public IReadOnlyList<BuiltIn> BuiltIns { get; }

    public IReadOnlyList<ConstantUse> Constants { get; }

    /// <summary>Some constant register is chosen at run time.</summary>
    public bool IndexesConstants { get; }

    /// <summary>Registers of constant block 0 that must be set: the renderer reads this many, whatever was sent.</summary>
    public int ConstantRegisters => Constants.FirstOrDefault(c => c.Block == 0)?.Registers ?? 0;

    /// <exception cref="ArgumentException">One number stands for two different things.</exception>
    public static ShaderInterface Of(IReadOnlyList<Instruction> code) => new(code);

    private static IEnumerable<Instruction> Of(IReadOnlyList<Instruction> code, InstructionKind kind) => code.Where(i => i.Kind == kind);

    private static AttributeUse Attribute(IGrouping<int, Instruction> uses) => uses.Select(i => i.AttributeKind).Distinct().Count() == 1
        ? new AttributeUse(uses.Key, uses.Max(i => i.Width), uses.First().AttributeKind)
        : throw new ArgumentException($"Attribute {uses.Key} is read both as a float and as an integer.");

    private static Varying Varying(IGrouping<int, Varying> uses) => uses.Distinct().Count() == 1
        ? uses.First()
        : throw new ArgumentException($"Varying {uses.Key} is read with two widths or interpolations.");

    private static SamplerUse Sampler(IGrouping<int, Instruction> uses) => uses.Select(i => (i.TextureTarget, i.Compares)).Distinct().Count() == 1
        ? new SamplerUse(uses.Key, uses.First().TextureTarget, uses.First().Compares)
        : throw new ArgumentException($"Sampler slot {uses.Key} is used for two kinds of texture.");
}
