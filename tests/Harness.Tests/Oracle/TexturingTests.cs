using Harness.Imaging;
using Harness.Oracle;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using NUnit.Framework;

namespace Harness.Tests.Oracle;

/// <summary>What texture lookups may give, where the specification is easily misread.</summary>
public sealed class TexturingTests
{
    private const int Size = 32;

    /// <summary>The twelve edges of a cube, as the two axes (with sign) that meet there and the one along it.</summary>
    private static IEnumerable<TestCaseData> Edges()
    {
        for (int along = 0; along < 3; along++)
        {
            foreach ((int a, int b) in new[] { (1, 1), (1, -1), (-1, 1), (-1, -1) })
            {
                yield return new TestCaseData(along, a, b).SetName($"{{m}} (along {"xyz"[along]}, {a}, {b})");
            }
        }
    }

    /// <summary>Every texel holds its place on the cube, so a lookup on an edge gives the mean of the places on both sides of it.</summary>
    [TestCaseSource(nameof(Edges))]
    public void On_an_edge_of_a_seamless_cube_the_texels_of_both_faces_are_mixed_at_the_same_place_along_it(int along, int a, int b)
    {
        const int Texels = 8;
        var scene = Begin();
        TextureResource cube = scene.Texture(TextureTarget.Cube, Format.R8G8B8A8_UNORM, Texels, Texels);
        for (int face = 0; face < 6; face++)
        {
            scene.Upload<byte>(cube, PlacesOf(face, Texels), layer: face);
        }

        // Along the edge, the centre of the third texel.
        double third = ((2 * 2) + 1.0) / Texels - 1;
        double[] direction = [a, b];
        double[] at = along switch { 0 => [third, direction[0], direction[1]], 1 => [direction[0], third, direction[1]], _ => [direction[0], direction[1], third] };
        scene.Bind(cube, SamplerState.Linear);
        ReferenceFrame frame = Shown(scene, Shade.SampleLod(0, TextureTarget.Cube, Shade.Vector((float)at[0], (float)at[1], (float)at[2]), 0));

        // Across the edge the mean of 1 and of 1 - 1/n.
        double beside = 1 - (1.0 / Texels / 2);
        double[] expected = [.. at.Select((x, axis) => axis == along ? x : x * beside)];
        Assert.Multiple(() =>
        {
            for (int axis = 0; axis < 3; axis++)
            {
                (int low, int high) = Channel(frame, axis);
                double value = (expected[axis] + 1) / 2 * 255;
                Assert.That(value, Is.InRange(low, high), $"{"xyz"[axis]}");
                Assert.That(high - low, Is.LessThan(6), $"{"xyz"[axis]} is bounded");
            }
        });
    }

    [Test]
    public void The_border_of_a_red_texture_is_red_alone()
    {
        var scene = Begin();
        TextureResource texture = scene.Texture2D(2, 2, Format.R8_UNORM);
        scene.Upload<byte>(texture, [9, 9, 9, 9]);
        scene.Bind(texture, (SamplerState.Nearest with { Border = Colour.Bytes(40, 50, 60, 70) }).WithWrap(Wrap.ClampToBorder));
        ReferenceFrame frame = Shown(scene, Shade.Sample(0, TextureTarget.TwoD, Shade.Vector(-0.5f, 0.5f)));

        Assert.That(Enumerable.Range(0, 4).Select(c => Channel(frame, c)), Is.EqualTo(new[] { (40, 40), (0, 0), (0, 0), (255, 255) }));
    }

    [TestCase(Format.Z16_UNORM, true)]
    [TestCase(Format.Z32_FLOAT, false)]
    public void A_reference_beyond_the_range_is_clamped_for_fixed_point_depths_alone(Format format, bool equal)
    {
        var scene = Begin();
        TextureResource depth = scene.DepthTarget(Size, Size, format);
        scene.Target(scene.ColourTarget(Size, Size), depth).Clear(Colour.Black, 1.0).TargetWindow();
        scene.Bind(depth, SamplerState.Nearest with { Compare = Comparison.Equal });
        ReferenceFrame frame = Shown(scene, Shade.SampleCompare(0, Shade.Vector(0.5f, 0.5f), 2));

        Assert.That(Channel(frame, 0), Is.EqualTo(equal ? (255, 255) : (0, 0)));
    }

    [Test]
    public void Filtering_is_bounded_by_weights_of_eight_bits_and_one_rounding_and_leaves_equal_texels_exact()
    {
        var scene = Begin();
        TextureResource texture = scene.Texture2D(2, 1);
        scene.Upload<byte>(texture, [100, 64, 0, 255, 164, 64, 255, 255]);
        scene.Bind(texture, SamplerState.Linear);
        ReferenceFrame frame = Shown(scene, Shade.SampleLod(0, TextureTarget.TwoD, Shade.Vector(0.5f, 0.5f), 0));

        Assert.Multiple(() =>
        {
            Assert.That(Channel(frame, 0), Is.EqualTo((131, 133)), "64 steps apart");
            Assert.That(Channel(frame, 1), Is.EqualTo((64, 64)), "equal");
            Assert.That(Channel(frame, 2), Is.EqualTo((125, 130)), "255 steps apart");
        });
    }

    [Test]
    public void A_vertex_shader_looks_up_its_own_slots()
    {
        var scene = Begin();
        TextureResource texture = scene.Texture2D(2, 1);
        scene.Upload<byte>(texture, [1, 2, 3, 4, 10, 20, 30, 40]);
        TextureResource other = scene.Texture2D(1, 1);
        scene.Upload<byte>(other, [99, 99, 99, 99]);
        scene.Bind(new TextureView(texture), stage: ShaderStage.Vertex).Bind(other);
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.White));
        scene.Shaders(
            new VertexShader(Shade.Attribute(0), [new VaryingOutput(SceneBuilder.ColourVarying, Shade.SampleLod(0, TextureTarget.TwoD, Shade.Vector(0.75f, 0.5f), 0))]),
            FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));
        ReferenceFrame frame = ReferenceOracle.Render(scene.Draw(Primitive.TriangleStrip, 4).Build());

        Assert.That(Enumerable.Range(0, 4).Select(c => Channel(frame, c)), Is.EqualTo(new[] { (10, 10), (20, 20), (30, 30), (40, 40) }));
    }

    private static SceneBuilder Begin() => new("texture/tested", "A lookup.", "GL 4.5 section 8.14", Size, Size);

    private static ReferenceFrame Shown(SceneBuilder scene, Expr colour) => ReferenceOracle.Render(scene.FillShaded(_ => colour).Build());

    private static (int Low, int High) Channel(ReferenceFrame frame, int channel)
    {
        int at = (((Size / 2 * Size) + (Size / 2)) * 4) + channel;
        return (frame.Lower.Rgba[at], frame.Upper.Rgba[at]);
    }

    /// <summary>Texels of a face as x, y, z of their centres on the cube -1..1, in bytes (GL 4.5 table 8.19).</summary>
    private static byte[] PlacesOf(int face, int texels)
    {
        byte[] bytes = new byte[texels * texels * 4];
        for (int k = 0; k < texels * texels; k++)
        {
            (double s, double t) = ((((2 * (k % texels)) + 1.0) / texels) - 1, (((2 * (k / texels)) + 1.0) / texels) - 1);
            double[] place = face switch
            {
                0 => [1, -t, -s],
                1 => [-1, -t, s],
                2 => [s, 1, t],
                3 => [s, -1, -t],
                4 => [s, -t, 1],
                _ => [-s, -t, -1],
            };
            for (int axis = 0; axis < 3; axis++)
            {
                bytes[(k * 4) + axis] = (byte)Math.Round((place[axis] + 1) / 2 * 255);
            }
        }

        return bytes;
    }
}
