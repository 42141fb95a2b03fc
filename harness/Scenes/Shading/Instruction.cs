namespace Harness.Scenes.Shading;

public enum InstructionKind
{
    Literal, Attribute, Varying, Constant, IndexedConstant, BuiltIn, Unary, Binary, Select, Mix, Dot, Swizzle, Join, Sample,
    /// <summary>Target = operand A; used for values that are assigned on more than one path.</summary>
    Copy,
    /// <summary>Executes up to the matching <see cref="Else"/> or <see cref="EndIf"/> when A is not zero.</summary>
    If, Else, EndIf,
    /// <summary>Repeats up to <see cref="Instruction.Limit"/> times up to the matching <see cref="EndLoop"/>; A is the register that counts the turns from 0.</summary>
    Loop,
    /// <summary>Leaves the loop when A is zero.</summary>
    BreakUnless,
    EndLoop,
}

/// <summary>An operand: a register, read with its first component repeated where a scalar meets a wider operation.</summary>
public readonly record struct Operand(int Register, int Width);

/// <summary>
/// One step of a shader. Every instruction that gives a value writes a register of its own, whole; registers hold up to four floats.
/// Only <see cref="InstructionKind.Copy"/> writes a register a second time.
/// </summary>
public sealed record Instruction(InstructionKind Kind)
{
    /// <summary>Register written; -1 for none.</summary>
    public int Target { get; init; } = -1;

    /// <summary>Components written, from the first.</summary>
    public int Width { get; init; }

    public EquatableList<Operand> Operands { get; init; } = [];

    public UnaryOperation Unary { get; init; }

    public BinaryOperation Binary { get; init; }

    /// <summary>Values of a literal.</summary>
    public EquatableList<float> Values { get; init; } = [];

    /// <summary>Selected components of a swizzle.</summary>
    public EquatableList<int> Components { get; init; } = [];

    /// <summary>Attribute index, constant register or sampler slot.</summary>
    public int Index { get; init; }

    /// <summary>Constant block, or number of registers an indexed constant may choose from.</summary>
    public int Block { get; init; }

    /// <summary>Most turns of a loop.</summary>
    public int Limit { get; init; }

    public AttributeKind AttributeKind { get; init; }

    public Varying? Varying { get; init; }

    public BuiltIn BuiltIn { get; init; }

    public TextureTarget TextureTarget { get; init; }

    public LodMode LodMode { get; init; }

    /// <summary>A sample compares with the reference (its last operand).</summary>
    public bool Compares { get; init; }
}
