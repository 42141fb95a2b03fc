using System.Runtime.InteropServices;
using Harness.Oracle.Storage;
using Harness.Oracle.Texturing;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Oracle.Vertices;

/// <summary>Fetches attributes and runs the vertex shader for the vertices of one draw.</summary>
internal sealed class VertexStage
{
    private readonly PipelineState state;
    private readonly IReadOnlyDictionary<int, byte[]> buffers;
    private readonly ShaderConstants constants;
    private readonly Func<int, TextureSampler> textures;
    private readonly VertexShader shader;
    private readonly ShaderEvaluator<Interval> evaluator;

    public VertexStage(PipelineState state, IReadOnlyDictionary<int, byte[]> buffers, ShaderConstants constants, Func<int, TextureSampler> textures)
    {
        (this.state, this.buffers, this.constants, this.textures) = (state, buffers, constants, textures);
        shader = state.VertexShader ?? throw new InvalidOperationException("A draw needs shaders.");
        evaluator = new ShaderEvaluator<Interval>(shader.Code);
    }

    /// <summary>The vertices of one instance in drawing order; null marks a primitive restart.</summary>
    public List<ShadedVertex?> Run(Draw draw, int instance)
    {
        var shaded = new Dictionary<long, ShadedVertex>();
        var vertices = new List<ShadedVertex?>(draw.Count);
        for (int i = 0; i < draw.Count; i++)
        {
            long vertex = draw.First + i;
            if (draw.Indexed)
            {
                uint index = ReadIndex(draw.First + i);
                if (draw.Restart == index)
                {
                    vertices.Add(null);
                    continue;
                }

                vertex = index + (long)draw.BaseVertex;
            }

            ref ShadedVertex? known = ref CollectionsMarshal.GetValueRefOrAddDefault(shaded, vertex, out _);
            vertices.Add(known ??= Shade(vertex, instance, draw.StartInstance));
        }

        return vertices;
    }

    private uint ReadIndex(int position)
    {
        IndexBufferBinding binding = state.IndexBuffer ?? throw new InvalidOperationException("An indexed draw needs an index buffer.");
        ReadOnlySpan<byte> at = buffers[binding.Buffer.Id].AsSpan(binding.Offset + (position * binding.IndexSize));
        return binding.IndexSize switch { 1 => at[0], 2 => BitConverter.ToUInt16(at), _ => BitConverter.ToUInt32(at) };
    }

    private ShadedVertex Shade(long vertex, int instance, int startInstance)
    {
        evaluator.Run(new Inputs(this, vertex, instance, startInstance));
        Quad<Interval> position = evaluator.Result(0);
        var varyings = new Dictionary<int, Quad<Interval>>();
        for (int i = 0; i < shader.Outputs.Count; i++)
        {
            varyings[shader.Outputs[i].Varying.Index] = evaluator.Result(1 + i);
        }

        return new ShadedVertex
        {
            Clip = (position.X.Middle, position.Y.Middle, position.Z.Middle, position.W.Middle),
            ClipError = Math.Max(Math.Max(position.X.Width, position.Y.Width), Math.Max(position.Z.Width, position.W.Width)) / 2,
            PointSize = shader.PointSize is not null && state.Rasterizer.PointSizePerVertex ? evaluator.Result(1 + shader.Outputs.Count).X : Interval.Of(state.Rasterizer.PointSize),
            Varyings = varyings,
        };
    }

    private readonly struct Inputs(VertexStage stage, long vertex, int instance, int startInstance) : IShaderInputs<Interval>
    {
        public Quad<Interval> Attribute(int index)
        {
            VertexElement element = stage.state.VertexElements[index];
            VertexBufferBinding binding = stage.state.VertexBuffers[element.Buffer];
            long row = element.Divisor == 0 ? vertex : startInstance + (instance / element.Divisor);
            byte[] bytes = stage.buffers[binding.Buffer.Id];
            long at = binding.Offset + element.Offset + (row * binding.Stride);
            int size = FormatLayout.Of(element.Format).Bytes;
            if (at < 0 || at + size > bytes.Length)
            {
                throw new InvalidOperationException($"Attribute {index} of vertex {vertex} reads past the end of its buffer ({at}+{size} of {bytes.Length} bytes): the scene's picture would be undefined.");
            }

            (double r, double g, double b, double a) = TexelCodec.Decode(element.Format, bytes.AsSpan((int)at, size));
            return Quad<Interval>.Of((float)r, (float)g, (float)b, (float)a);
        }

        public Quad<Interval> Varying(Varying varying) => throw new InvalidOperationException("A vertex shader reads no varyings.");

        public Quad<Interval> BuiltIn(BuiltIn builtIn) => Quad<Interval>.Repeat(Interval.Exactly(builtIn == Scenes.Shading.BuiltIn.VertexId ? vertex : instance));

        public Quad<Interval> Constant(int block, int register) => stage.constants.Read(ShaderStage.Vertex, block, register);

        /// <summary>Vertices have no derivatives: only the explicit level of detail is meaningful here.</summary>
        public Quad<Interval> Sample(Instruction instruction, in Quad<Interval> coordinate, Interval lod, Interval reference) => instruction.LodMode == LodMode.Explicit
            ? stage.textures(instruction.Index).Sample(coordinate, lod, instruction.Compares ? reference : null)
            : throw new InvalidOperationException("A lookup in a vertex shader must give its level of detail.");
    }
}
