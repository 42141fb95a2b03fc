using Harness.Scenes;
using Harness.Scenes.Shading;

namespace Harness.Oracle;

/// <summary>Constant registers as a draw sees them. They cannot change while it lasts, so each is looked up once.</summary>
internal sealed class ShaderConstants(PipelineState state, IReadOnlyDictionary<int, byte[]> buffers)
{
    private readonly Dictionary<(ShaderStage Stage, int Block), Quad<Interval>?[]> known = [];
    private (ShaderStage Stage, int Block) latestKey;
    private Quad<Interval>?[]? latest;

    public Quad<Interval> Read(ShaderStage stage, int block, int register)
    {
        Quad<Interval>?[] registers = KnownOf((stage, block), register);
        return registers[register] ??= LookUp(stage, block, register);
    }

    /// <summary>Room for at least the registers up to the given one; mostly it is the block that was read just before.</summary>
    private Quad<Interval>?[] KnownOf((ShaderStage Stage, int Block) key, int register)
    {
        if (latest is not null && latestKey == key && register < latest.Length)
        {
            return latest;
        }

        if (!known.TryGetValue(key, out Quad<Interval>?[]? registers) || register >= registers.Length)
        {
            Array.Resize(ref registers, Math.Max(2 * (register + 1), 16));
            known[key] = registers;
        }

        (latestKey, latest) = (key, registers);
        return registers;
    }

    private Quad<Interval> LookUp(ShaderStage stage, int block, int register)
    {
        if (block > 0)
        {
            (BufferResource buffer, int offset, int size) = state.ConstantBuffers[(stage, block)];
            if ((register + 1) * 16 > size)
            {
                throw new InvalidOperationException($"Register {register} of constant block {block} is outside its {size} bytes: the scene's picture would be undefined.");
            }

            ReadOnlySpan<byte> bytes = buffers[buffer.Id].AsSpan(offset + (register * 16), 16);
            return Quad<Interval>.Of(BitConverter.ToSingle(bytes), BitConverter.ToSingle(bytes[4..]), BitConverter.ToSingle(bytes[8..]), BitConverter.ToSingle(bytes[12..]));
        }

        EquatableList<float> values = state.Constants.TryGetValue(stage, out EquatableList<float>? set) ? set : [];
        if ((register * 4) + 4 > values.Count)
        {
            throw new InvalidOperationException($"Constant register {register} of the {stage} stage is not set: the scene's picture would be undefined.");
        }

        return Quad<Interval>.Of(values[register * 4], values[(register * 4) + 1], values[(register * 4) + 2], values[(register * 4) + 3]);
    }
}
