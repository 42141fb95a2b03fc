using Harness.Gl.Formats;
using Harness.Gl.Objects;
using Harness.Scenes.State;
using Silk.NET.OpenGL;
using StencilFace = Harness.Scenes.State.StencilFace;

namespace Harness.Gl.Player;

/// <summary>What happens to fragments: tests, blending, masks.</summary>
internal sealed unsafe partial class StateSender
{
    private const EnableCap AlphaTest = (EnableCap)0x0bc0;

    private static readonly StencilFace Off = new();

    private void SendDepthStencil()
    {
        DepthStencilState d = state.DepthStencil;
        Switch(EnableCap.DepthTest, d.DepthTest);
        gl.DepthMask(d.DepthWrite);
        gl.DepthFunc((DepthFunction)Words.Of(d.DepthFunction));

        // GL has one switch for both faces. Without a back state of its own, the front's and its reference serve both.
        bool twoSided = d.Back is { Enabled: true };
        Switch(EnableCap.StencilTest, d.Front.Enabled || twoSided);
        if (twoSided)
        {
            SendStencil(TriangleFace.Front, d.Front, state.StencilReference.Front);
            SendStencil(TriangleFace.Back, d.Back!, state.StencilReference.Back);
        }
        else
        {
            SendStencil(TriangleFace.FrontAndBack, d.Front, state.StencilReference.Front);
        }

        if (context.IsCompatibility)
        {
            Switch(AlphaTest, d.AlphaTest);
            context.Legacy.AlphaFunc((uint)Words.Of(d.AlphaFunction), d.AlphaReference);
        }
    }

    private void SendStencil(TriangleFace faces, StencilFace face, byte reference)
    {
        StencilFace used = face.Enabled ? face : Off;
        gl.StencilFuncSeparate(faces, (StencilFunction)Words.Of(used.Function), reference, used.ValueMask);
        gl.StencilOpSeparate(faces, Words.Of(used.Fail), Words.Of(used.DepthFail), Words.Of(used.Pass));
        gl.StencilMaskSeparate(faces, used.WriteMask);
    }

    private void SendBlend()
    {
        BlendState b = state.Blend;
        if (b.Further.Count == 0)
        {
            SendTarget(b.Target);
        }
        else
        {
            Lacks.Unless(context.Features.BlendPerTarget, context, "blending of its own for each attachment (OpenGL 4.0 or GL_ARB_draw_buffers_blend)");
            for (uint i = 0; i < 8; i++)
            {
                SendTarget(i, b.Of((int)i));
            }
        }

        Switch(EnableCap.ColorLogicOp, b.Logic is not null);
        gl.LogicOp(Words.Of(b.Logic ?? LogicOperation.Copy));
        Switch(EnableCap.Dither, b.Dither);
        Switch(EnableCap.SampleAlphaToCoverage, b.AlphaToCoverage);
        Switch(EnableCap.SampleAlphaToOne, b.AlphaToOne);
    }

    private void SendTarget(TargetBlend t)
    {
        Switch(EnableCap.Blend, t.Enabled);
        gl.BlendEquationSeparate(Words.Of(t.ColourEquation), Words.Of(t.AlphaEquation));
        gl.BlendFuncSeparate(Words.Of(t.SourceColour), Words.Of(t.DestinationColour), Words.Of(t.SourceAlpha), Words.Of(t.DestinationAlpha));
        gl.ColorMask(t.Mask.HasFlag(ColourMask.Red), t.Mask.HasFlag(ColourMask.Green), t.Mask.HasFlag(ColourMask.Blue), t.Mask.HasFlag(ColourMask.Alpha));
    }

    private void SendTarget(uint attachment, TargetBlend t)
    {
        if (t.Enabled)
        {
            gl.Enable(EnableCap.Blend, attachment);
        }
        else
        {
            gl.Disable(EnableCap.Blend, attachment);
        }

        gl.BlendEquationSeparate(attachment, Words.Of(t.ColourEquation), Words.Of(t.AlphaEquation));
        gl.BlendFuncSeparate(attachment, Words.Of(t.SourceColour), Words.Of(t.DestinationColour), Words.Of(t.SourceAlpha), Words.Of(t.DestinationAlpha));
        gl.ColorMask(attachment, t.Mask.HasFlag(ColourMask.Red), t.Mask.HasFlag(ColourMask.Green), t.Mask.HasFlag(ColourMask.Blue), t.Mask.HasFlag(ColourMask.Alpha));
    }

    private void SendSampleMask()
    {
        Switch(EnableCap.SampleMask, state.SampleMask != uint.MaxValue);
        gl.SampleMask(0, state.SampleMask);
    }
}
