using Harness.Tests.Virgl.Vtest;
using Harness.Virgl;
using Harness.Virgl.Commands;
using NUnit.Framework;

namespace Harness.Tests.Virgl;

/// <summary>Streams that cost a context its life, and a word that the renderer says of each, where it says any. They go to a target that is set up.</summary>
internal static class BadStreams
{
    private const string FragmentHead = "FRAG\nDCL OUT[0], COLOR\n";

    public static IEnumerable<TestCaseData> All()
    {
        // vtest names the command that it could not dispatch; the renderer itself says nothing.
        yield return Bad("an unknown command", null, t => t.Encoder.Write(new RawCommand(200, [], "")));
        yield return Bad("an unknown command before others", null, t =>
        {
            t.Encoder.Write(new RawCommand(200, [], ""));
            t.Encoder.SetSampleMask(1);
        });
        yield return Bad("a length that is too short", "SET_SAMPLE_MASK", t => t.Encoder.Write(new RawCommand(24, [], "")));
        yield return Bad("a last command cut off", "Illegal command buffer", t => t.Encoder.Write(new RawCommand(24 | 9 << 16, [1], "")));
        yield return Bad("an illegal handle", "Illegal handle 77", t => t.Encoder.BindObject(ObjectType.Blend, 77));
        yield return Bad("an illegal handle, uploads behind it", "Illegal handle 77", t =>
        {
            t.Encoder.BindObject(ObjectType.Blend, 77);
            t.Encoder.InlineWriteBuffer(t.Vertices.Id, 0, new byte[16]);
            t.Encoder.Write(new Nop([]));
        });
        yield return Bad("a resource that does not exist", "Illegal resource 999", t => t.Encoder.CreateSurface(9, new SurfaceState(999, VirglFormat.R8G8B8A8_UNORM)));
        yield return Bad("TGSI that cannot be parsed", "CREATE_OBJECT", t => t.Encoder.CreateShader(9, ShaderStage.Vertex, "VERT\nFOO\n"));
        yield return Bad("TGSI with carriage returns", "CREATE_OBJECT", t => t.Encoder.CreateShader(9, ShaderStage.Fragment, Target.Varying.Replace("\n", "\r\n")));
        yield return Bad("a primitive that a core profile lacks", "DRAW_VBO", t => t.Encoder.Draw(PipePrimitive.Quads, 0, 4));
        yield return Bad("an inline write behind the end", "RESOURCE_INLINE_WRITE", t => t.Encoder.InlineWriteBuffer(t.Vertices.Id, 4090, new byte[16]));
        yield return Bad("a transfer behind the backing", "TRANSFER3D", t => t.Encoder.Transfer3D(
            new TransferRegion(t.Color.Id, 0, Target.Whole), (uint)t.Color.Backing.Length - 4, TransferDirection.ToHost));
        yield return Bad("a shader that reads a constant it did not declare", "shader failed to compile", t => DrawWith(t, "  0: MOV OUT[0], CONST[3]\n  1: END\n"));
        yield return Bad("a shader that asks for a system value the renderer has not", "shader failed to compile", t =>
            DrawWith(t, "DCL SV[0], FACE\n  0: MOV OUT[0], SV[0]\n  1: END\n"));
        yield return Bad("a shader that does not compile, uploads behind it", "shader failed to compile", t =>
        {
            DrawWith(t, "  0: MOV OUT[0], CONST[3]\n  1: END\n");
            t.Encoder.InlineWriteBuffer(t.Vertices.Id, 0, new byte[16]);
            t.Encoder.Write(new Nop([]));
        });
    }

    private static TestCaseData Bad(string name, string? words, Action<Target> write) => new TestCaseData(words, write).SetArgDisplayNames(name);

    private static void DrawWith(Target target, string fragment)
    {
        target.Encoder.CreateShader(9, ShaderStage.Fragment, FragmentHead + fragment);
        target.Encoder.BindShader(9, ShaderStage.Fragment);
        target.Encoder.Draw(PipePrimitive.Triangles, 0, 3);
    }
}
