using Harness.Oracle.Fragments;
using Harness.Oracle.Raster;
using Harness.Oracle.Texturing;
using Harness.Oracle.Vertices;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Oracle;

/// <summary>Executes one draw: vertices, primitives, clipping, culling, rasterization, fragments.</summary>
internal sealed class DrawRenderer
{
    private readonly PipelineState state;
    private readonly RasterizerState rasterizer;
    private readonly Targets targets;
    private readonly WindowTransform transform;
    private readonly SampleRule samples;
    private readonly Clipper clipper;
    private readonly FragmentStage fragments;
    private readonly VertexStage vertexStage;
    private readonly SharedEdges shared = new();
    private readonly List<PixelHit> hits = [];
    private int stippleCounter;

    public DrawRenderer(PipelineState state, Targets targets, IReadOnlyDictionary<int, byte[]> buffers, Func<ShaderStage, int, (TextureSampler Sampler, int[] Size)> textures, OracleOptions options)
    {
        (this.state, this.targets) = (state, targets);
        rasterizer = state.Rasterizer;
        transform = new WindowTransform(state.Viewport, rasterizer.ClipHalfZ, options.SubpixelBits);
        samples = SampleRule.Of(rasterizer, targets, state.Framebuffer.IsWindow);
        clipper = new Clipper(rasterizer, state.ClipPlanes);
        var constants = new ShaderConstants(state, buffers);
        fragments = new FragmentStage(state, targets, samples, constants, slot => textures(ShaderStage.Fragment, slot));
        vertexStage = new VertexStage(state, buffers, constants, slot => textures(ShaderStage.Vertex, slot).Sampler);
    }

    public void Draw(Draw draw)
    {
        if (rasterizer.Discard || state.Viewport.Width <= 0 || state.Viewport.Height <= 0)
        {
            return;
        }

        for (int instance = 0; instance < draw.Instances; instance++)
        {
            AssembledPrimitive[] primitives = [.. PrimitiveAssembly.Assemble(draw.Primitive, vertexStage.Run(draw, instance), rasterizer.ProvokingFirst)];
            for (int i = 0; i < primitives.Length; i++)
            {
                AssembledPrimitive primitive = primitives[i];
                switch (primitive.Corners)
                {
                    case 1:
                        Point(primitive.A, Interval.Of(1), (0, 0));
                        break;
                    case 2:
                        Line(primitive, Interval.Of(1), (0, 0), !GoesOn(primitives, i - 1), !GoesOn(primitives, i));
                        break;
                    default:
                        Triangle(primitive);
                        break;
                }
            }
        }
    }

    /// <summary>Whether the line after the given one starts at its end and goes the same way.</summary>
    private bool GoesOn(AssembledPrimitive[] lines, int line) =>
        line >= 0 && line + 1 < lines.Length && lines[line + 1].Continues
        && LineEnds.GoTheSameWay(transform.Window(ClipPoint.Of(lines[line].A)), transform.Window(ClipPoint.Of(lines[line].B)), transform.Window(ClipPoint.Of(lines[line + 1].B)));

    private void Triangle(AssembledPrimitive primitive)
    {
        ShadedVertex[] vertices = [primitive.A, primitive.B, primitive.C];
        double snap = vertices.Max(transform.SnapError);
        var probe = new TriangleInterpolator(primitive, transform, snap, (0, 0), false);
        if (probe.Determinant == 0)
        {
            return;
        }

        // Snapping may turn a sliver over: its facing is unknown, and with it whether it is culled.
        bool counterClockwise = probe.Determinant > 0 != transform.ScaleX * transform.ScaleY < 0;
        Truth front = IsSliver(vertices, snap) ? Truth.Maybe : counterClockwise == rasterizer.FrontCounterClockwise ? Truth.Yes : Truth.No;
        Truth culled = rasterizer.Cull switch
        {
            CullFace.None => Truth.No,
            CullFace.Front => front,
            CullFace.Back => ComparisonTest.Not(front),
            _ => Truth.Yes,
        };
        if (culled == Truth.Yes)
        {
            return;
        }

        var facing = new Interval(front == Truth.Yes ? 1 : 0, front == Truth.No ? 0 : 1);
        PolygonMode mode = front == Truth.No ? rasterizer.FillBack : rasterizer.FillFront;
        bool offsets = mode switch { PolygonMode.Fill => rasterizer.OffsetFill, PolygonMode.Line => rasterizer.OffsetLine, _ => rasterizer.OffsetPoint };
        (double Low, double High) offset = offsets ? DepthOffset(probe) : (0, 0);
        List<Clipper.Corner> polygon = clipper.Triangle(ClipPoint.Of(primitive.A), ClipPoint.Of(primitive.B), ClipPoint.Of(primitive.C));
        if (polygon.Count < 3)
        {
            return;
        }

        if (mode == PolygonMode.Point)
        {
            foreach (ShadedVertex vertex in vertices)
            {
                Point(vertex, facing, offset);
            }

            return;
        }

        if (mode == PolygonMode.Line)
        {
            Line(primitive with { B = primitive.B, Corners = 2 }, facing, offset);
            Line(primitive with { A = primitive.B, B = primitive.C, Corners = 2, Continues = true }, facing, offset);
            Line(primitive with { A = primitive.C, B = primitive.A, Corners = 2, Continues = true }, facing, offset);
            return;
        }

        var corners = polygon.Select(c =>
        {
            (double x, double y) = transform.Window(c.Point);
            return (x, y, c.Vertex >= 0 ? transform.SnapError(vertices[c.Vertex]) : transform.Grid, c.Edge);
        }).ToList();
        hits.Clear();
        TriangleRasterizer.Rasterize(corners, targets.Width, targets.Height, samples, hits);
        var interpolator = new TriangleInterpolator(primitive, transform, snap, offset, !rasterizer.DepthClip) { FrontFacing = facing };
        Execute(interpolator, culled == Truth.Maybe, hit => hit.SharedEdge >= 0 ? SharedEdges.Key(vertices[hit.SharedEdge], vertices[(hit.SharedEdge + 1) % 3], interpolator.Determinant) : null);
    }

    private void Execute(Interpolator interpolator, bool uncertain, Func<PixelHit, SharedEdges.Side?> edge)
    {
        foreach (PixelHit hit in hits)
        {
            if (hit.Must && !uncertain)
            {
                fragments.Execute(interpolator, hit, Truth.Yes);
                continue;
            }

            // Exactly one of the two triangles at a shared edge covers a sample on it: apply each to what was there before, and keep both.
            if (!uncertain && edge(hit) is { } key)
            {
                if (shared.Take(hit.X, hit.Y, key) is { } before)
                {
                    FragmentStage.Saved afterFirst = fragments.Save(hit.X, hit.Y);
                    if (before.StillValid(afterFirst))
                    {
                        fragments.Restore(hit.X, hit.Y, before.Before);
                        fragments.Execute(interpolator, hit, Truth.Yes);
                        fragments.Merge(hit.X, hit.Y, before.AfterSure);
                        continue;
                    }
                }
                else
                {
                    FragmentStage.Saved pre = fragments.Save(hit.X, hit.Y);
                    fragments.Execute(interpolator, hit, Truth.Yes);
                    FragmentStage.Saved sure = fragments.Save(hit.X, hit.Y);
                    fragments.Restore(hit.X, hit.Y, pre);
                    fragments.Execute(interpolator, hit, Truth.Maybe);
                    shared.Remember(hit.X, hit.Y, key, new SharedEdges.Pending(pre, sure, fragments.Save(hit.X, hit.Y)));
                    continue;
                }
            }

            fragments.Execute(interpolator, hit, Truth.Maybe);
        }
    }

    private void Line(AssembledPrimitive primitive, Interval facing, (double Low, double High) offset, bool startIsFree = true, bool endIsFree = true)
    {
        if (!primitive.Continues)
        {
            stippleCounter = 0;
        }

        ClipPoint a = ClipPoint.Of(primitive.A);
        ClipPoint b = ClipPoint.Of(primitive.B);
        if (clipper.Line(a, b) is not { } part)
        {
            return;
        }

        (double X, double Y) from = transform.Window(ClipPoint.Between(a, b, part.From));
        (double X, double Y) to = transform.Window(ClipPoint.Between(a, b, part.To));
        double snap = Math.Max(
            part.From == 0 ? transform.SnapError(primitive.A) : transform.Grid,
            part.To == 1 ? transform.SnapError(primitive.B) : transform.Grid);
        int width = Math.Max(1, (int)Math.Round(rasterizer.LineWidth, MidpointRounding.AwayFromZero));
        hits.Clear();
        LineRasterizer.Rasterize(AroundCentre(from), AroundCentre(to), snap, width, targets.Width, targets.Height, hits);
        if (rasterizer.LineStipple)
        {
            Stipple(Math.Abs(to.Y - from.Y) > Math.Abs(to.X - from.X));
        }
        else
        {
            LineEnds.Loosen(hits, AroundCentre(from), AroundCentre(to), startIsFree, endIsFree, width, targets.Width, targets.Height);
        }

        Execute(
            new LineInterpolator(primitive, transform, transform.Window(a), transform.Window(b), (width - 1) / 2.0, offset, !rasterizer.DepthClip) { FrontFacing = facing },
            false,
            _ => null);
    }

    /// <summary>
    /// Takes out what the pattern leaves out. The counter counts the fragments of a line one pixel wide; a wide line repeats each of them across its minor direction
    /// (GL compatibility profile 4.5 sections 14.5.2.1 and 14.5.2.2).
    /// </summary>
    private void Stipple(bool steep)
    {
        int? latest = null;
        hits.RemoveAll(hit =>
        {
            int along = steep ? hit.Y : hit.X;
            stippleCounter += latest is { } before && before != along ? 1 : 0;
            latest = along;
            return (rasterizer.LineStipplePattern >> (stippleCounter / rasterizer.LineStippleFactor % 16) & 1) == 0;
        });
        stippleCounter += latest is null ? 0 : 1;
    }

    /// <summary>Lines are rasterized around pixel centres: moved by as much as the sample point is away from there.</summary>
    private (double X, double Y) AroundCentre((double X, double Y) p) => (p.X + 0.5 - samples.X, p.Y + 0.5 - samples.Y);

    private void Point(ShadedVertex vertex, Interval facing, (double Low, double High) offset)
    {
        ClipPoint p = ClipPoint.Of(vertex);
        if (!clipper.Keeps(p))
        {
            return;
        }

        (double x, double y) = transform.Window(p);
        double snap = transform.SnapError(vertex);
        double half = vertex.PointSize.Middle / 2;
        double error = snap + (vertex.PointSize.Width / 2);
        hits.Clear();
        TriangleRasterizer.Rasterize(
            [(x - half, y - half, error, -1), (x + half, y - half, error, -1), (x + half, y + half, error, -1), (x - half, y + half, error, -1)],
            targets.Width, targets.Height, samples with { BottomEdge = null }, hits);
        Execute(
            new PointInterpolator(vertex, transform.Depth(p.Z / p.W), (x, y), vertex.PointSize, snap, offset) { FrontFacing = facing },
            false,
            _ => null);
    }

    /// <summary>Polygon offset (GL 4.5 section 14.6.5): m * factor + r * units, with r between one and two steps of the depth buffer.</summary>
    private (double Low, double High) DepthOffset(TriangleInterpolator probe)
    {
        (double low, double high) = probe.DepthSlope();
        double r = targets.DepthStencil?.Resolution(probe.LargestDepth) ?? 0;
        double[] ends =
        [
            (low * rasterizer.OffsetFactor) + (r * rasterizer.OffsetUnits),
            (high * rasterizer.OffsetFactor) + (r * rasterizer.OffsetUnits),
            (low * rasterizer.OffsetFactor) + (2 * r * rasterizer.OffsetUnits),
            (high * rasterizer.OffsetFactor) + (2 * r * rasterizer.OffsetUnits),
        ];
        (double from, double to) = (ends.Min(), ends.Max());
        return rasterizer.OffsetClamp switch
        {
            > 0 => (Math.Min(from, rasterizer.OffsetClamp), Math.Min(to, rasterizer.OffsetClamp)),
            < 0 => (Math.Max(from, rasterizer.OffsetClamp), Math.Max(to, rasterizer.OffsetClamp)),
            _ => (from, to),
        };
    }

    private bool IsSliver(ShadedVertex[] vertices, double snap)
    {
        if (snap == 0 || vertices.Any(v => v.Clip.W <= 0))
        {
            return false;
        }

        (double X, double Y)[] w = [.. vertices.Select(v => transform.Window(ClipPoint.Of(v)))];
        double area = Math.Abs(((w[1].X - w[0].X) * (w[2].Y - w[0].Y)) - ((w[2].X - w[0].X) * (w[1].Y - w[0].Y)));
        double perimeter = Enumerable.Range(0, 3).Sum(i => Math.Abs(w[i].X - w[(i + 1) % 3].X) + Math.Abs(w[i].Y - w[(i + 1) % 3].Y));
        return area < snap * perimeter;
    }
}
