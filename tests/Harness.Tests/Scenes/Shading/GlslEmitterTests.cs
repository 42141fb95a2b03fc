using CsCheck;
using Harness.Scenes.Shading;
using NUnit.Framework;

namespace Harness.Tests.Scenes.Shading;

public sealed class GlslEmitterTests
{
    [TestCase(GlslDialect.Core330)]
    [TestCase(GlslDialect.Es300)]
    [TestCase(GlslDialect.Compatibility140)]
    public void Random_shaders_compile_and_link_in_the_GL_of_this_machine(GlslDialect dialect)
    {
        using var gl = new SurfacelessGl(dialect);
        var options = new GlslOptions { Dialect = dialect, FlipY = true, ClipDistances = dialect == GlslDialect.Es300 ? 0 : 3 };
        Gen.Select(RandomShaders.Expressions(ShaderStage.Vertex, 4, 5), RandomShaders.Expressions(ShaderStage.Fragment, 3, 5)).Sample(
            (vertex, fragment) =>
            {
                var v = new VertexShader(
                    vertex[0],
                    [.. InputValues.Varyings.Select((varying, k) => new VaryingOutput(varying, vertex[k % 3].Swizzle("xyzw"[..varying.Width])))],
                    vertex[3].X);
                var f = new FragmentShader([fragment[0], fragment[1]], fragment[2].X, fragment[2].Y);
                string vertexText = GlslEmitter.Emit(v, options);
                string fragmentText = GlslEmitter.Emit(f, options);
                if (gl.Complaint(vertexText, fragmentText) is { } complaint)
                {
                    throw new InvalidOperationException($"{complaint}\n{vertexText}\n{fragmentText}");
                }
            },
            iter: 20,
            threads: 1);
    }
}
