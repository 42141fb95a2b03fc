using System.Runtime.InteropServices;
using Harness.Scenes.Shading;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Scenes.Shading;

/// <summary>What TGSI says besides arithmetic, on the real virglrenderer, with the state that a player must set beside it.</summary>
[CancelAfter(30_000)]
public sealed class TgsiFeatureTests
{
    private const int Size = 8;
    private ShaderBench bench = null!;

    [OneTimeSetUp]
    public void StartRenderer() => bench = new ShaderBench();

    [OneTimeTearDown]
    public void StopRenderer() => bench.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public void Fragment_coordinates_are_those_of_GL(bool flipY)
    {
        float[] texels = Draw(Quad(), Shade.FragmentCoordinate, flipY)[0];
        Assert.Multiple(() =>
        {
            for (int row = 0; row < Size; row++)
            {
                for (int x = 0; x < Size; x++)
                {
                    float y = flipY ? Size - row - 0.5f : row + 0.5f;
                    Assert.That(Texel(texels, x, row), Is.EqualTo(new[] { x + 0.5f, y, 0.5f, 1 }), $"column {x}, transfer row {row}");
                }
            }
        });
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Point_coordinates_start_at_the_upper_left_of_the_GL_picture(bool flipY)
    {
        float[] texels = Draw(
            [0, 0, 0, 1],
            Shade.Join(Shade.PointCoordinate, 0, 1),
            flipY,
            draw => draw with { Mode = PipePrimitive.Points, Count = 1, Rasterizer = draw.Rasterizer with { PointSize = Size, PointQuadRasterization = true, SpriteCoordLowerLeft = !flipY } })[0];
        Assert.Multiple(() =>
        {
            for (int row = 0; row < Size; row++)
            {
                for (int x = 0; x < Size; x++)
                {
                    float t = (flipY ? row + 0.5f : Size - row - 0.5f) / Size;
                    Assert.That(Texel(texels, x, row)[..2], Is.EqualTo(new[] { (x + 0.5f) / Size, t }).Within(1e-6), $"column {x}, transfer row {row}");
                }
            }
        });
    }

    [TestCase(false, true, 1)]
    [TestCase(false, false, 0)]
    [TestCase(true, true, 1)]
    [TestCase(true, false, 0)]
    public void Counter_clockwise_triangles_face_front_where_that_is_asked(bool flipY, bool counterClockwiseIsFront, float expected)
    {
        // Without a flip the picture is mirrored for gallium, whose windows have y down: front_ccw changes sides.
        float[] texels = Draw(
            [-1, -1, 0, 1, 3, -1, 0, 1, -1, 3, 0, 1],
            Shade.Join(Shade.FrontFacing, 0, 0, 1),
            flipY,
            draw => draw with { Mode = PipePrimitive.Triangles, Count = 3, Rasterizer = draw.Rasterizer with { FrontCcw = counterClockwiseIsFront == flipY } })[0];
        Assert.That(Texel(texels, 3, 3)[0], Is.EqualTo(expected));
    }

    [Test]
    public void Vertices_and_instances_are_numbered_from_the_first()
    {
        Varying id = new(0, 2, Interpolation.Flat);
        // Four vertices, of which the last two are drawn, each twice: one pixel to each.
        Expr column = (Shade.VertexId - 2) + (Shade.InstanceId * 2);
        var vertex = new VertexShader(Shade.Join(((column + 0.5f) * (2f / Size)) - 1, 0.125f, 0, 1), [new(id, Shade.Join(Shade.VertexId, Shade.InstanceId))]);
        float[] texels = Draw(vertex, FragmentShader.Of(Shade.Join(Shade.Read(id), 0, 1)), [.. new float[16]], false, draw => draw with { Mode = PipePrimitive.Points, First = 2, Count = 2, Instances = 2 })[0];
        Assert.That(Enumerable.Range(0, 4).Select(x => (Texel(texels, x, 4)[0], Texel(texels, x, 4)[1])), Is.EqualTo(new[] { (2f, 0f), (3f, 0f), (2f, 1f), (3f, 1f) }));
    }

    [TestCase(VirglFormat.R32G32_SINT, AttributeKind.SignedInteger, -7, 300)]
    [TestCase(VirglFormat.R32G32_UINT, AttributeKind.UnsignedInteger, 7, 70000)]
    public void Integer_attributes_become_floats(VirglFormat format, AttributeKind kind, int x, int y)
    {
        Varying value = new(0, 2, Interpolation.Flat);
        var vertex = new VertexShader(Shade.Vector(0, 0, 0, 1), [new(value, Shade.Attribute(1, 2, kind))]);
        float[] texels = Draw(
            vertex, FragmentShader.Of(Shade.Join(Shade.Read(value), 0, 1)), [0, 0, 0, 1, BitConverter.Int32BitsToSingle(x), BitConverter.Int32BitsToSingle(y)], false,
            draw => draw with
            {
                Mode = PipePrimitive.Points,
                Count = 1,
                Rasterizer = draw.Rasterizer with { PointSize = Size },
                Stride = 24,
                Elements = [new(0, 0, 0, VirglFormat.R32G32B32A32_FLOAT), new(16, 0, 0, format)],
            })[0];
        Assert.That(Texel(texels, 4, 4)[..2], Is.EqualTo(new float[] { x, y }));
    }

    [TestCase(Interpolation.Smooth, false, 5 / 17f)]
    [TestCase(Interpolation.NoPerspective, false, 5 / 9f)]
    [TestCase(Interpolation.Flat, false, 1)]
    [TestCase(Interpolation.Colour, false, 5 / 17f)]
    [TestCase(Interpolation.Colour, true, 1)]
    public void Varyings_are_interpolated_as_asked(Interpolation interpolation, bool flatShade, float expected)
    {
        // A line from half a pixel left of the target (w = 1, value 0) to half a pixel right of it (w = 3, value 1): the centre of pixel 4 is 5/9 along it.
        var varying = new Varying(0, 4, interpolation);
        var vertex = new VertexShader(Shade.Attribute(0), [new(varying, Shade.Attribute(1))]);
        float[] texels = Draw(
            vertex, FragmentShader.Of(Shade.Read(varying)),
            [-1.125f, 0.125f, 0, 1, 0, 0, 0, 0, 3.375f, 0.375f, 0, 3, 1, 1, 1, 1], false,
            draw => draw with
            {
                Mode = PipePrimitive.Lines,
                Count = 2,
                Rasterizer = draw.Rasterizer with { Flatshade = flatShade },
                Stride = 32,
                Elements = [new(0, 0, 0, VirglFormat.R32G32B32A32_FLOAT), new(16, 0, 0, VirglFormat.R32G32B32A32_FLOAT)],
            })[0];
        Assert.That(Texel(texels, 4, 4), Is.All.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void A_single_colour_goes_to_every_target()
    {
        float[][] targets = Draw(Quad(), Shade.Vector(0.25f, 0.5f, 0.75f, 1), false, draw => draw with { Colours = 3 });
        Assert.That(targets.Select(t => Texel(t, 2, 5)), Is.All.EqualTo(new[] { 0.25f, 0.5f, 0.75f, 1 }));
    }

    [Test]
    public void Discarded_fragments_leave_the_target_alone()
    {
        var fragment = new FragmentShader([Shade.Vector(1, 2, 3, 4)], discardWhen: Shade.Less(Shade.FragmentCoordinate.X, 4));
        float[] texels = Draw(Position(), fragment, Quad(), false)[0];
        Assert.That(Enumerable.Range(0, Size).Select(x => Texel(texels, x, 0)[0]), Is.EqualTo(new float[] { -1, -1, -1, -1, 1, 1, 1, 1 }));
    }

    [Test]
    public void A_vertex_shader_sets_the_size_of_its_points()
    {
        var vertex = new VertexShader(Shade.Attribute(0), [], Shade.Float(4));
        float[] texels = Draw(
            vertex, FragmentShader.Of(Shade.Vector(1, 1, 1, 1)), [0, 0, 0, 1], false,
            draw => draw with { Mode = PipePrimitive.Points, Count = 1, Rasterizer = draw.Rasterizer with { PointSizePerVertex = true } })[0];
        Assert.That(Enumerable.Range(0, Size * Size).Count(p => texels[p * 4] == 1), Is.EqualTo(16));
    }

    [Test]
    public void Literals_arrive_to_the_last_bit_where_eight_digits_name_them()
    {
        // Decimal and hexadecimal immediates.
        float[] values = [0.5f, -0.1f, 4194304.5f, 1 / 3f];
        Assert.That(Texel(Draw(Quad(), new LiteralExpr(values), false)[0], 1, 1), Is.EqualTo(values));
    }

    [Test]
    public void Literals_that_need_nine_digits_are_off_by_one_unit_in_virglrenderer()
    {
        // The renderer prints float immediates with eight significant digits (%.8g): a defect of the stack, kept here so that its end is noticed.
        float value = 0.100000024f;
        float seen = Texel(Draw(Quad(), new LiteralExpr([value, value, value, value]), false)[0], 1, 1)[0];
        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.Not.EqualTo(value));
            Assert.That(seen, Is.EqualTo(value).Within(1).Ulps);
        });
    }

    private static float[] Quad() => [-1, -1, 0, 1, 1, -1, 0, 1, -1, 1, 0, 1, 1, 1, 0, 1];

    private static VertexShader Position() => new(Shade.Attribute(0), []);

    private static float[] Texel(float[] texels, int x, int row) => texels[(((row * Size) + x) * 4)..(((row * Size) + x + 1) * 4)];

    private float[][] Draw(float[] vertices, Expr colour, bool flipY, Func<BenchDraw, BenchDraw>? change = null) =>
        Draw(Position(), FragmentShader.Of(colour), vertices, flipY, change);

    private float[][] Draw(VertexShader vertex, FragmentShader fragment, float[] vertices, bool flipY, Func<BenchDraw, BenchDraw>? change = null)
    {
        var draw = new BenchDraw
        {
            Vertex = TgsiEmitter.Emit(vertex),
            Fragment = TgsiEmitter.Emit(fragment, new TgsiOptions(flipY)),
            Vertices = MemoryMarshal.AsBytes(vertices.AsSpan()).ToArray(),
            Elements = [new(0, 0, 0, VirglFormat.R32G32B32A32_FLOAT)],
            Stride = 16,
            Width = Size,
            Height = Size,
            Mode = PipePrimitive.TriangleStrip,
            Count = 4,
            FlipY = flipY,
        };
        return bench.Draw(change is null ? draw : change(draw));
    }
}
