using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Scenes.Wire;

/// <summary>Writes states and geometry, field by field in the order of declaration.</summary>
internal static class StateWriting
{
    public static void Integers(this WireWriter writer, params ReadOnlySpan<int> values)
    {
        foreach (int value in values)
        {
            writer.Integer(value);
        }
    }

    public static void Floats(this WireWriter writer, params ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            writer.Float(value);
        }
    }

    public static void OptionalInteger(this WireWriter writer, int? value)
    {
        writer.Switch(value is not null);
        if (value is { } integer)
        {
            writer.Integer(integer);
        }
    }

    public static void Colour(this WireWriter writer, Colour c) => writer.Floats(c.R, c.G, c.B, c.A);

    public static void Region(this WireWriter writer, Region r) => writer.Integers(r.X, r.Y, r.Z, r.Width, r.Height, r.Depth);

    public static void ScissorBox(this WireWriter writer, ScissorBox b) => writer.Integers(b.X, b.Y, b.Width, b.Height);

    public static void BlitBox(this WireWriter writer, BlitBox b) => writer.Integers(b.X0, b.Y0, b.X1, b.Y1);

    public static void DisplayRectangle(this WireWriter writer, DisplayRectangle r) => writer.Integers(r.X, r.Y, r.Width, r.Height);

    public static void Viewport(this WireWriter writer, Viewport v) => writer.Floats(v.X, v.Y, v.Width, v.Height, v.Near, v.Far);

    public static void Rasterizer(this WireWriter writer, RasterizerState s)
    {
        writer.Choice(s.Cull);
        writer.Switch(s.FrontCounterClockwise);
        writer.Choice(s.FillFront);
        writer.Choice(s.FillBack);
        writer.Switch(s.Scissor);
        writer.Switch(s.FlatShade);
        writer.Switch(s.ProvokingFirst);
        writer.Switch(s.DepthClip);
        writer.Switch(s.ClipHalfZ);
        writer.Switch(s.Discard);
        writer.Switch(s.OffsetFill);
        writer.Switch(s.OffsetLine);
        writer.Switch(s.OffsetPoint);
        writer.Floats(s.OffsetUnits, s.OffsetFactor, s.OffsetClamp, s.PointSize);
        writer.Switch(s.PointSizePerVertex);
        writer.Float(s.LineWidth);
        writer.Switch(s.PolygonStipple);
        writer.Switch(s.LineStipple);
        writer.Integers(s.LineStipplePattern, s.LineStippleFactor, s.ClipPlanes);
        writer.Switch(s.LightTwoSide);
        writer.Switch(s.Multisample);
        writer.Switch(s.HalfPixelCenter);
        writer.Byte(s.BottomEdgeRule switch { null => WireReader.NoChoice, true => 1, false => 0 });
    }

    public static void DepthStencil(this WireWriter writer, DepthStencilState s)
    {
        writer.Switch(s.DepthTest);
        writer.Switch(s.DepthWrite);
        writer.Choice(s.DepthFunction);
        Face(writer, s.Front);
        writer.Switch(s.Back is not null);
        if (s.Back is { } back)
        {
            Face(writer, back);
        }

        writer.Switch(s.AlphaTest);
        writer.Choice(s.AlphaFunction);
        writer.Float(s.AlphaReference);
    }

    public static void Blend(this WireWriter writer, BlendState s)
    {
        Target(writer, s.Target);
        writer.Count(s.Further.Count);
        foreach (TargetBlend target in s.Further)
        {
            Target(writer, target);
        }

        writer.Choice(s.Logic);
        writer.Switch(s.AlphaToCoverage);
        writer.Switch(s.AlphaToOne);
        writer.Switch(s.Dither);
    }

    public static void Sampler(this WireWriter writer, SamplerState s)
    {
        writer.Choice(s.WrapS);
        writer.Choice(s.WrapT);
        writer.Choice(s.WrapR);
        writer.Choice(s.Min);
        writer.Choice(s.Mag);
        writer.Choice(s.Mip);
        writer.Floats(s.LodBias, s.MinLod, s.MaxLod);
        writer.Colour(s.Border);
        writer.Choice(s.Compare);
        writer.Switch(s.SeamlessCube);
    }

    private static void Face(WireWriter writer, StencilFace f)
    {
        writer.Switch(f.Enabled);
        writer.Choice(f.Function);
        writer.Choice(f.Fail);
        writer.Choice(f.DepthFail);
        writer.Choice(f.Pass);
        writer.Byte(f.ValueMask);
        writer.Byte(f.WriteMask);
    }

    private static void Target(WireWriter writer, TargetBlend t)
    {
        writer.Switch(t.Enabled);
        writer.Choice(t.ColourEquation);
        writer.Choice(t.SourceColour);
        writer.Choice(t.DestinationColour);
        writer.Choice(t.AlphaEquation);
        writer.Choice(t.SourceAlpha);
        writer.Choice(t.DestinationAlpha);
        writer.Byte((byte)t.Mask);
    }
}
