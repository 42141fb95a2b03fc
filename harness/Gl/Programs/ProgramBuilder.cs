using Harness.Gl.Contexts;
using Harness.Scenes.Shading;
using Silk.NET.OpenGL;

namespace Harness.Gl.Programs;

/// <summary>Compiles and links.</summary>
internal static class ProgramBuilder
{
    /// <summary>The program; it is current afterwards.</summary>
    /// <exception cref="GlException">GL refuses a text.</exception>
    public static LinkedProgram Build(GlContext context, string vertexText, string fragmentText, VertexShader vertex, FragmentShader fragment, int clipPlanes)
    {
        GL gl = context.Gl;
        uint v = 0;
        uint f = 0;
        uint program = gl.CreateProgram();
        try
        {
            v = Compile(gl, ShaderType.VertexShader, vertexText);
            f = Compile(gl, ShaderType.FragmentShader, fragmentText);
            gl.AttachShader(program, v);
            gl.AttachShader(program, f);
            gl.LinkProgram(program);
            if (gl.GetProgram(program, ProgramPropertyARB.LinkStatus) == 0)
            {
                throw new GlException(GlFault.ShaderRefused, "SetShaders", $"glLinkProgram refuses two shaders that fit each other: {gl.GetProgramInfoLog(program).Trim()}\n{vertexText}\n{fragmentText}");
            }
        }
        catch
        {
            gl.DeleteProgram(program);
            throw;
        }
        finally
        {
            gl.DeleteShader(v);
            gl.DeleteShader(f);
        }

        gl.UseProgram(program);
        Bind(gl, program, ShaderStage.Vertex, vertex.Code.Interface);
        Bind(gl, program, ShaderStage.Fragment, fragment.Code.Interface);
        return new LinkedProgram(
            program,
            (gl.GetUniformLocation(program, "vc"), vertex.Code.Interface.ConstantRegisters),
            (gl.GetUniformLocation(program, "fc"), fragment.Code.Interface.ConstantRegisters),
            (gl.GetUniformLocation(program, "clipPlanes"), clipPlanes));
    }

    private static uint Compile(GL gl, ShaderType type, string text)
    {
        uint shader = gl.CreateShader(type);
        gl.ShaderSource(shader, text);
        gl.CompileShader(shader);
        if (gl.GetShader(shader, ShaderParameterName.CompileStatus) == 0)
        {
            string log = gl.GetShaderInfoLog(shader).Trim();
            gl.DeleteShader(shader);
            throw new GlException(GlFault.ShaderRefused, "SetShaders", $"glCompileShader refuses a text that the language allows: {log}\n{text}");
        }

        return shader;
    }

    private static void Bind(GL gl, uint program, ShaderStage stage, ShaderInterface reads)
    {
        string prefix = stage == ShaderStage.Vertex ? "v" : "f";
        foreach (SamplerUse sampler in reads.Samplers)
        {
            int location = gl.GetUniformLocation(program, $"{prefix}t{sampler.Slot}");
            if (location >= 0)
            {
                gl.Uniform1(location, ProgramCache.UnitOf(stage, sampler.Slot));
            }
        }

        foreach (ConstantUse constants in reads.Constants.Where(c => c.Block > 0))
        {
            uint block = gl.GetUniformBlockIndex(program, $"{stage}Block{constants.Block}");
            if (block != uint.MaxValue)
            {
                gl.UniformBlockBinding(program, block, ProgramCache.PointOf(stage, constants.Block));
            }
        }
    }
}
