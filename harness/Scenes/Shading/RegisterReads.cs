namespace Harness.Scenes.Shading;

/// <summary>How often each register of a shader is read, so that emitters can write a value straight to the one place that wants it.</summary>
internal sealed class RegisterReads
{
    private readonly int[] counts;

    public RegisterReads(ShaderCode code)
    {
        counts = new int[code.RegisterCount];
        foreach (Operand operand in code.Instructions.SelectMany(i => i.Operands).Concat(code.Results))
        {
            counts[operand.Register]++;
        }
    }

    /// <summary>
    /// The instruction's value is read by nothing but the <see cref="InstructionKind.Copy"/> right behind it, so that it may be written to the copy's target at once.
    /// </summary>
    public bool OnlyFeeds(Instruction instruction, Instruction? next) =>
        next is { Kind: InstructionKind.Copy } && next.Operands[0].Register == instruction.Target && next.Width == instruction.Width && counts[instruction.Target] == 1;

    /// <summary>The register is read once in all.</summary>
    public bool Once(int register) => counts[register] == 1;
}
