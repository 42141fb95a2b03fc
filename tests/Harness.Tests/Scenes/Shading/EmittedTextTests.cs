using Harness.Scenes;
using Harness.Scenes.Shading;
using NUnit.Framework;

namespace Harness.Tests.Scenes.Shading;

/// <summary>The emitted text as people read it.</summary>
public sealed class EmittedTextTests
{
    private static readonly Varying Coordinate = new(0, 2);
    private static readonly Varying Tint = new(1, 4, Interpolation.Colour);

    /// <summary>A bit of everything that costs an instruction, and of what costs none: swizzles, signs, literals, inputs.</summary>
    private static FragmentShader Fragment
    {
        get
        {
            Expr texel = Shade.Sample(0, TextureTarget.TwoD, Shade.Read(Coordinate));
            Expr lit = texel * Shade.Read(Tint) - Shade.Constant(1).Swizzle("wzyx");
            Expr colour = Shade.Branch(Shade.Less(Shade.Read(Coordinate).X, 0.1f), Shade.Join(lit.Swizzle("xyz"), 1), Shade.Select(Shade.FrontFacing, -lit, Shade.Vector(0, 0.5f, 1, 1)));
            return new FragmentShader([colour], discardWhen: Shade.Equal(texel.W, 0));
        }
    }

    private static VertexShader Vertex
    {
        get
        {
            Expr sum = Shade.Loop(3, Shade.Attribute(0), (turn, state) => state + Shade.BufferConstant(1, 0) * turn);
            return new VertexShader(sum, [new(Coordinate, Shade.Attribute(2, 2, AttributeKind.UnsignedInteger)), new(Tint, Shade.ConstantAt(2, 4, Shade.InstanceId))], Shade.Float(3));
        }
    }

    [Test]
    public void A_fragment_shader_as_TGSI() => Assert.That(TgsiEmitter.Emit(Fragment), Is.EqualTo(Lines("""
        FRAG
        PROPERTY FS_COLOR0_WRITES_ALL_CBUFS 1
        DCL IN[0], GENERIC[0], PERSPECTIVE
        DCL IN[1], COLOR[1], COLOR
        DCL IN[2], FACE, CONSTANT
        DCL OUT[0], COLOR
        DCL SAMP[0]
        DCL SVIEW[0], 2D, FLOAT
        DCL CONST[0..1]
        DCL TEMP[0..9]
        IMM[0] FLT32 {0x3dcccccd, 1.0, 0.0, 0.0}
        IMM[1] FLT32 {0.0, 0.5, 1.0, 0.0}
          0: TEX TEMP[0], IN[0], SAMP[0], 2D
          1: SLT TEMP[1].x, IN[0].xxxx, IMM[0].xxxx
          2: IF TEMP[1].xxxx
          3:   MUL TEMP[2], TEMP[0], IN[1]
          4:   ADD TEMP[3], TEMP[2], -CONST[1].wzyx
          5:   MOV TEMP[4].xyz, TEMP[3]
          6:   MOV TEMP[4].w, IMM[0].yyyy
          7:   MOV OUT[0], TEMP[4]
          8: ELSE
          9:   MOV TEMP[5], IN[2]
         10:   SLT TEMP[6].x, IMM[0].zzzz, TEMP[5].xxxx
         11:   MUL TEMP[7], TEMP[0], IN[1]
         12:   ADD TEMP[8], TEMP[7], -CONST[1].wzyx
         13:   CMP OUT[0], -|TEMP[6].xxxx|, -TEMP[8], IMM[1].xyzz
         14: ENDIF
         15: SEQ TEMP[9].x, TEMP[0].wwww, IMM[0].zzzz
         16: KILL_IF -|TEMP[9].xxxx|
         17: END
        """)));

    [Test]
    public void A_vertex_shader_as_TGSI() => Assert.That(TgsiEmitter.Emit(Vertex), Is.EqualTo(Lines("""
        VERT
        DCL IN[0]
        DCL IN[1]
        DCL IN[2]
        DCL SV[0], INSTANCEID
        DCL OUT[0], POSITION
        DCL OUT[1], GENERIC[0]
        DCL OUT[2], COLOR[1]
        DCL OUT[3], PSIZE
        DCL CONST[0..5]
        DCL CONST[1][0]
        DCL TEMP[0..4]
        DCL ADDR[0]
        IMM[0] FLT32 {0.0, 3.0, 1.0, 0.0}
          0: MOV TEMP[0], IN[0]
          1: MOV TEMP[1].x, IMM[0].xxxx
          2: BGNLOOP
          3:   SGE TEMP[2].x, TEMP[1].xxxx, IMM[0].yyyy
          4:   IF TEMP[2].xxxx
          5:     BRK
          6:   ENDIF
          7:   MUL TEMP[3], CONST[1][0], TEMP[1].xxxx
          8:   ADD TEMP[0], TEMP[0], TEMP[3]
          9:   ADD TEMP[1].x, TEMP[1].xxxx, IMM[0].zzzz
         10: ENDLOOP
         11: U2F OUT[1].xy, IN[2]
         12: U2F TEMP[4].x, SV[0].xxxx
         13: ARL ADDR[0].x, TEMP[4].xxxx
         14: MOV OUT[2], CONST[ADDR[0].x+2]
         15: MOV OUT[0], TEMP[0]
         16: MOV OUT[3].x, IMM[0].yyyy
         17: END
        """)));

    [Test]
    public void A_fragment_shader_as_GLSL() => Assert.That(GlslEmitter.Emit(Fragment, new GlslOptions()), Is.EqualTo(Lines("""
        #version 330 core
        smooth in vec2 v0;
        smooth in vec4 v1;
        uniform vec4 fc[2];
        uniform sampler2D ft0;
        layout(location = 0) out vec4 o0;
        void main()
        {
            vec4 r6;
            vec4 r1 = texture(ft0, v0);
            float r5 = float(v0.x < 0.1);
            if (r5 != 0.0)
            {
                vec4 r8 = r1 * v1;
                vec4 r11 = r8 - fc[1].wzyx;
                r6 = vec4(r11.xyz, 1.0);
            }
            else
            {
                float r15 = float(gl_FrontFacing);
                vec4 r17 = r1 * v1;
                vec4 r20 = r17 - fc[1].wzyx;
                vec4 r21 = -r20;
                r6 = r15 != 0.0 ? r21 : vec4(0.0, 0.5, 1.0, 1.0);
            }
            float r26 = float(r1.w == 0.0);
            o0 = r6;
            if (r26 != 0.0) discard;
        }
        """)));

    [Test]
    public void A_vertex_shader_as_GLSL_for_ES() => Assert.That(GlslEmitter.Emit(Vertex, new GlslOptions { Dialect = GlslDialect.Es300 }), Is.EqualTo(Lines("""
        #version 300 es
        precision highp float;
        precision highp int;
        layout(location = 0) in vec4 a0;
        layout(location = 2) in uvec4 a2;
        uniform vec4 vc[6];
        layout(std140) uniform VertexBlock1 { vec4 vb1[1]; };
        smooth out vec2 v0;
        smooth out vec4 v1;
        uniform float pointSize;
        void main()
        {
            vec4 r0;
            float r2;
            r0 = a0;
            r2 = 0.0;
            for (int turn0 = 0; turn0 < 3; turn0++)
            {
                vec4 r6 = vb1[0] * r2;
                r0 = r0 + r6;
                r2 = r2 + 1.0;
            }
            vec2 r9 = vec2(a2.xy);
            float r10 = float(gl_InstanceID);
            vec4 r11 = vc[2 + int(floor(r10))];
            gl_Position = r0;
            v0 = r9;
            v1 = r11;
            gl_PointSize = pointSize != 0.0 ? pointSize : 3.0;
        }
        """)));

    [Test]
    public void What_a_target_drawn_upside_down_changes()
    {
        FragmentShader fragment = FragmentShader.Of(Shade.FragmentCoordinate);
        Assert.Multiple(() =>
        {
            Assert.That(TgsiEmitter.Emit(fragment), Does.Contain("FS_COORD_ORIGIN UPPER_LEFT"));
            Assert.That(TgsiEmitter.Emit(fragment, new TgsiOptions(FlipY: true)), Does.Contain("FS_COORD_ORIGIN LOWER_LEFT"));
            Assert.That(GlslEmitter.Emit(fragment, new GlslOptions { FlipY = true }), Does.Contain("targetHeight - gl_FragCoord.y"));
        });
    }

    [Test]
    public void A_single_colour_is_written_to_every_attachment_in_GLSL() =>
        Assert.That(GlslEmitter.Emit(FragmentShader.Of(Shade.Vector(1, 1, 1, 1)), new GlslOptions { Attachments = 2 }), Does.Contain("o1 = vec4(1.0, 1.0, 1.0, 1.0);"));

    [TestCase(0.1f, "0.1")]
    [TestCase(-2f, "(-2.0)")]
    [TestCase(1e-10f, "1e-10")]
    [TestCase(3e20f, "3e20")]
    [TestCase(float.PositiveInfinity, "uintBitsToFloat(2139095040u)")]
    public void Floats_are_written_so_that_they_read_back_the_same(float value, string text) =>
        Assert.That(GlslEmitter.Emit(FragmentShader.Of(Shade.Float(value).Swizzle("xxxx")), new GlslOptions()), Does.Contain($"o0 = vec4({text});"));

    [Test]
    public void Noperspective_is_an_obstacle_in_ES_alone()
    {
        var varying = new Varying(0, 4, Interpolation.NoPerspective);
        var vertex = new VertexShader(Shade.Attribute(0), [new(varying, Shade.Attribute(1))]);
        FragmentShader fragment = FragmentShader.Of(Shade.Read(varying));
        Assert.Multiple(() =>
        {
            Assert.That(GlslEmitter.Obstacle(vertex, fragment, new GlslOptions { Dialect = GlslDialect.Es300 }), Does.Contain("noperspective"));
            Assert.That(GlslEmitter.Obstacle(vertex, fragment, new GlslOptions()), Is.Null);
        });
    }

    [Test]
    public void Lookups_with_derivatives_go_ahead_of_control_flow_or_are_refused()
    {
        Expr lookup = Shade.Sample(0, TextureTarget.OneD, Shade.Read(Coordinate).X);
        FragmentShader hoisted = FragmentShader.Of(Shade.Branch(Shade.FrontFacing, Shade.Branch(Shade.Read(Coordinate).Y, lookup, lookup * 2), Shade.Vector(0, 0, 0, 0)));
        Assert.Multiple(() =>
        {
            Assert.That(hoisted.Code.Instructions.TakeWhile(i => i.Kind != InstructionKind.If).Count(i => i.Kind == InstructionKind.Sample), Is.EqualTo(1));
            Assert.That(hoisted.Code.Instructions.Count(i => i.Kind == InstructionKind.Sample), Is.EqualTo(1));
            Assert.That(
                () => FragmentShader.Of(Shade.Loop(2, Shade.Vector(0, 0, 0, 0), (turn, state) => state + Shade.Sample(0, TextureTarget.OneD, turn))).Code,
                Throws.ArgumentException.With.Message.Contains("level of detail"));
        });
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n") + "\n";
}
