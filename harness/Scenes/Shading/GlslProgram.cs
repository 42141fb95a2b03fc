using System.Text;
using static System.FormattableString;

namespace Harness.Scenes.Shading;

/// <summary>A GLSL shader in the making: declarations and the statements of <c>main</c>, indented by control flow.</summary>
internal sealed class GlslProgram(ShaderStage stage, GlslOptions options)
{
    private readonly List<string> declarations = [];
    private readonly List<string> locals = [];
    private readonly List<string> statements = [];
    private int depth = 1;

    /// <summary>Prefix of the stage's uniforms.</summary>
    public string Prefix => stage == ShaderStage.Vertex ? "v" : "f";

    public void Declare(string declaration) => declarations.Add(declaration);

    /// <summary>Declares a variable that several places assign.</summary>
    public void Local(string declaration) => locals.Add(declaration);

    public void Add(string statement) => statements.Add(new string(' ', 4 * depth) + statement);

    public void Open(string statement)
    {
        Add(statement);
        Add("{");
        depth++;
    }

    public void Close()
    {
        depth--;
        Add("}");
    }

    public void DeclareBindings(ShaderInterface reads)
    {
        foreach (ConstantUse c in reads.Constants)
        {
            Declare(c.Block == 0
                ? Invariant($"uniform vec4 {Prefix}c[{c.Registers}];")
                : Invariant($"layout(std140) uniform {stage}Block{c.Block} {{ vec4 {Prefix}b{c.Block}[{c.Registers}]; }};"));
        }

        foreach (SamplerUse s in reads.Samplers)
        {
            Declare(Invariant($"uniform {SamplerType(s)} {Prefix}t{s.Slot};"));
        }
    }

    public string Finish()
    {
        var text = new StringBuilder(options.Dialect switch
        {
            GlslDialect.Es300 => "#version 300 es\nprecision highp float;\nprecision highp int;\n",
            GlslDialect.Compatibility140 => "#version 140\n#extension GL_ARB_explicit_attrib_location : require\n#extension GL_ARB_shader_bit_encoding : enable\n",
            _ => "#version 330 core\n",
        });
        foreach (string precision in options.IsEs ? new[] { "sampler2D", "sampler3D", "samplerCube", "sampler2DArray", "sampler2DShadow" } : [])
        {
            // The other samplers of ES have no precision, or a low one, unless the shader gives it.
            if (declarations.Exists(d => d.StartsWith($"uniform {precision} ", StringComparison.Ordinal)))
            {
                text.Append("precision highp ").Append(precision).Append(";\n");
            }
        }

        foreach (string line in declarations)
        {
            text.Append(line).Append('\n');
        }

        text.Append("void main()\n{\n");
        foreach (string line in locals)
        {
            text.Append("    ").Append(line).Append('\n');
        }

        foreach (string line in statements)
        {
            text.Append(line).Append('\n');
        }

        return text.Append("}\n").ToString();
    }

    private string SamplerType(SamplerUse sampler) => (sampler.Target, sampler.Compares) switch
    {
        (TextureTarget.OneD, false) => options.IsEs ? "sampler2D" : "sampler1D",
        (TextureTarget.TwoD, false) => "sampler2D",
        (TextureTarget.ThreeD, false) => "sampler3D",
        (TextureTarget.Cube, false) => "samplerCube",
        (TextureTarget.TwoDArray, false) => "sampler2DArray",
        _ => "sampler2DShadow",
    };
}
