using Harness.Gl.Formats;
using Harness.Gl.Objects;
using Harness.Scenes.State;
using Silk.NET.OpenGL;

namespace Harness.Gl.Player;

/// <summary>Viewport, scissor and rasterization.</summary>
internal sealed unsafe partial class StateSender
{
    private const EnableCap LineStipple = (EnableCap)0x0b24;
    private const EnableCap PolygonStipple = (EnableCap)0x0b42;

    private void SendViewport()
    {
        Viewport v = state.Viewport;
        if (v.X == MathF.Floor(v.X) && v.Y == MathF.Floor(v.Y) && v.Width == MathF.Floor(v.Width) && v.Height == MathF.Floor(v.Height))
        {
            gl.Viewport((int)v.X, (int)v.Y, (uint)v.Width, (uint)v.Height);
        }
        else
        {
            Lacks.Unless(context.Features.ViewportArray, context, "viewports between pixels (OpenGL 4.1 or GL_ARB_viewport_array)");
            gl.ViewportIndexed(0, v.X, v.Y, v.Width, v.Height);
        }

        gl.DepthRange((double)v.Near, v.Far);
    }

    private void SendScissor() => gl.Scissor(state.Scissor.X, state.Scissor.Y, (uint)state.Scissor.Width, (uint)state.Scissor.Height);

    private void SendRasterizer()
    {
        RasterizerState r = state.Rasterizer;
        Switch(EnableCap.ScissorTest, r.Scissor);
        Switch(EnableCap.RasterizerDiscard, r.Discard);
        Switch(EnableCap.Multisample, r.Multisample);
        SendFaces(r);
        SendDepthHandling(r);
        gl.PointSize(r.PointSize);
        Switch(EnableCap.ProgramPointSize, r.PointSizePerVertex);
        gl.LineWidth(r.LineWidth);
        gl.ProvokingVertex(r.ProvokingFirst ? VertexProvokingMode.FirstVertexConvention : VertexProvokingMode.LastVertexConvention);
        for (int plane = 0; plane < 8; plane++)
        {
            Switch(EnableCap.ClipDistance0 + plane, (r.ClipPlanes & (1 << plane)) != 0);
        }

        if (context.IsCompatibility)
        {
            Switch(PolygonStipple, r.PolygonStipple);
            Switch(LineStipple, r.LineStipple);
            context.Legacy.LineStipple(r.LineStippleFactor, (ushort)r.LineStipplePattern);
        }
    }

    private void SendFaces(RasterizerState r)
    {
        Switch(EnableCap.CullFace, r.Cull != CullFace.None);
        gl.CullFace(r.Cull == CullFace.None ? TriangleFace.Back : Words.Of(r.Cull));
        gl.FrontFace(r.FrontCounterClockwise ? FrontFaceDirection.Ccw : FrontFaceDirection.CW);
        if (r.FillFront == r.FillBack)
        {
            gl.PolygonMode(TriangleFace.FrontAndBack, Words.Of(r.FillFront));
        }
        else
        {
            gl.PolygonMode(TriangleFace.Front, Words.Of(r.FillFront));
            gl.PolygonMode(TriangleFace.Back, Words.Of(r.FillBack));
        }
    }

    private void SendDepthHandling(RasterizerState r)
    {
        Switch(EnableCap.DepthClamp, !r.DepthClip);
        if (context.Features.ClipControl)
        {
            gl.ClipControl(ClipControlOrigin.LowerLeft, r.ClipHalfZ ? ClipControlDepth.ZeroToOne : ClipControlDepth.NegativeOneToOne);
        }
        else
        {
            Lacks.Unless(!r.ClipHalfZ, context, "clip volumes from 0 to w (OpenGL 4.5 or GL_ARB_clip_control)");
        }

        Switch(EnableCap.PolygonOffsetFill, r.OffsetFill);
        Switch(EnableCap.PolygonOffsetLine, r.OffsetLine);
        Switch(EnableCap.PolygonOffsetPoint, r.OffsetPoint);
        if (r.OffsetClamp != 0)
        {
            Lacks.Unless(context.Features.OffsetClamp, context, "clamped polygon offsets (OpenGL 4.6 or GL_ARB_polygon_offset_clamp)");
            gl.PolygonOffsetClamp(r.OffsetFactor, r.OffsetUnits, r.OffsetClamp);
        }
        else
        {
            gl.PolygonOffset(r.OffsetFactor, r.OffsetUnits);
        }
    }

    /// <summary>GL takes rows from the bottom up and bits from the left, as bytes.</summary>
    private void SendStipple()
    {
        if (!context.IsCompatibility)
        {
            return;
        }

        byte* rows = stackalloc byte[32 * 4];
        for (int row = 0; row < 32; row++)
        {
            uint bits = state.Stipple.Count == 0 ? uint.MaxValue : state.Stipple[row];
            for (int i = 0; i < 4; i++)
            {
                rows[(4 * row) + i] = (byte)(bits >> (24 - (8 * i)));
            }
        }

        context.Legacy.PolygonStipple(rows);
    }
}
