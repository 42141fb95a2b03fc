using Harness.Scenes;
using Harness.Scenes.Shading;

namespace Harness.Oracle;

/// <summary>Constant registers as a draw sees them.</summary>
internal sealed class ShaderConstants(PipelineState state, IReadOnlyDictionary<int, byte[]> buffers)
{
    public Quad<Interval> Read(ShaderStage stage, int block, int register)
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
