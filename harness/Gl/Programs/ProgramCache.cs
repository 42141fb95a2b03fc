using Harness.Gl.Contexts;
using Harness.Scenes.Shading;
using Silk.NET.OpenGL;

namespace Harness.Gl.Programs;

/// <summary>
/// Programs by their text. Compiling dominates a scene, and shaders repeat from scene to scene; the oldest unused program goes when there are too many.
/// Programs belong to all contexts that share objects.
/// </summary>
internal sealed class ProgramCache(int capacity)
{
    private readonly Dictionary<(string Vertex, string Fragment), LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> byUse = new();

    private sealed record Entry((string Vertex, string Fragment) Text, LinkedProgram Program);

    /// <summary>Texture unit of a sampler slot: those of the fragment stage come first, 16 of them.</summary>
    public static int UnitOf(ShaderStage stage, int slot) => slot < 16
        ? slot + (stage == ShaderStage.Fragment ? 0 : 16)
        : throw new ArgumentOutOfRangeException(nameof(slot), slot, "A stage has 16 sampler slots.");

    /// <summary>Binding point of constant block 1.. of a stage.</summary>
    public static uint PointOf(ShaderStage stage, int block) => block is >= 1 and <= 12
        ? (uint)(block - 1 + (stage == ShaderStage.Vertex ? 0 : 12))
        : throw new ArgumentOutOfRangeException(nameof(block), block, "A stage has constant blocks 1 to 12.");

    /// <summary>The program of these texts, compiled when it is new.</summary>
    /// <param name="vertex">What the vertex shader's text was made from: tells which uniforms there are.</param>
    /// <param name="clipPlanes">Clip planes that the vertex shader measures the distance to.</param>
    /// <exception cref="GlException">GL refuses a text that the language allows.</exception>
    public LinkedProgram Get(GlContext context, string vertexText, string fragmentText, VertexShader vertex, FragmentShader fragment, int clipPlanes)
    {
        if (entries.TryGetValue((vertexText, fragmentText), out LinkedListNode<Entry>? known))
        {
            byUse.Remove(known);
            byUse.AddFirst(known);
            return known.Value.Program;
        }

        if (entries.Count >= capacity)
        {
            Entry oldest = byUse.Last!.Value;
            byUse.RemoveLast();
            entries.Remove(oldest.Text);
            context.Gl.DeleteProgram(oldest.Program.Name);
        }

        LinkedProgram program = ProgramBuilder.Build(context, vertexText, fragmentText, vertex, fragment, clipPlanes);
        entries.Add((vertexText, fragmentText), byUse.AddFirst(new Entry((vertexText, fragmentText), program)));
        return program;
    }

    public void Clear(GL gl)
    {
        foreach (Entry entry in byUse)
        {
            gl.DeleteProgram(entry.Program.Name);
        }

        byUse.Clear();
        entries.Clear();
    }
}
