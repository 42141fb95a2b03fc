using Harness.Imaging;
using Harness.Oracle;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using NUnit.Framework;

namespace Harness.Tests.Oracle;

/// <summary>What is certain of depths, and what is not.</summary>
public sealed class DepthTests
{
    private static readonly DepthStencilState Less = new() { DepthTest = true };
    private static readonly DepthStencilState Equal = new() { DepthTest = true, DepthFunction = Comparison.Equal };

    [Test]
    public void The_same_slanted_rectangle_drawn_again_has_certainly_equal_depths()
    {
        Assert.That(Red(Slanted(scene => Plane(scene, -0.5f, 0.25f))), Is.EqualTo((255, 255)));
    }

    [Test]
    public void The_same_plane_from_other_vertices_has_perhaps_equal_depths()
    {
        // The plane goes on to the right: the depths are the same in theory and may differ by rounding.
        Assert.That(Red(Slanted(scene => Plane(scene, -0.5f, 1, right: 3))), Is.EqualTo((0, 255)));
    }

    [TestCase(0.5f, ExpectedResult = true, Description = "2^-24 a unit at depth 0.5: half a unit of the 2^-23 that there is at 1")]
    [TestCase(0.25f, ExpectedResult = false, Description = "2^-25 a unit at depth 0.25")]
    public bool A_float_buffers_unit_of_offset_follows_the_primitives_depth(float depth)
    {
        // 2^16 units of 2^-24 are 2^-8; a probe just short of that is certainly in front only while the unit is as large.
        ReferenceFrame frame = Render(Format.Z32_FLOAT, scene =>
        {
            scene.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.Always });
            scene.Rasterizer(new() { OffsetFill = true, OffsetUnits = 65536 });
            scene.Fill(Colour.Black, z: (2 * depth) - 1);
            scene.Rasterizer(RasterizerState.Default);
            scene.DepthStencil(Less);
            scene.Fill(Colour.White, z: (2 * (depth + (255f / 65536))) - 1);
        });
        return Red(frame) == (255, 255);
    }

    [Test]
    public void A_depth_that_a_shader_writes_is_clamped_to_the_depth_range()
    {
        ReferenceFrame frame = Render(Format.Z32_FLOAT, scene =>
        {
            scene.Viewport(0, 0, 8, 8, 0.25f, 0.5f);
            scene.Rasterizer(new() { DepthClip = false });
            scene.DepthStencil(Less);
            BufferResource corners = scene.VertexBuffer(-1, -1, 1, -1, -1, 1, 1, 1);
            scene.VertexBuffers(new VertexBufferBinding(corners, 8));
            scene.VertexElements(new VertexElement(Format.R32G32_FLOAT));
            scene.Shaders(
                new(Shade.Join(Shade.Attribute(0, 2), 0, 1), []),
                new([Shade.Vector(0, 0, 0, 1)], 1));
            scene.Draw(Primitive.TriangleStrip, 4);
            // Between 0.5 and 1: behind the clamped depth.
            scene.Viewport(0, 0, 8, 8);
            scene.Fill(Colour.White, z: 0.25f);
        });

        Assert.That(Red(frame), Is.EqualTo((0, 0)));
    }

    private static ReferenceFrame Slanted(Action<SceneBuilder> again) => Render(Format.S8_UINT_Z24_UNORM, scene =>
    {
        scene.DepthStencil(Less);
        Plane(scene, -0.5f, 0.25f);
        scene.Clear(Colour.Black);
        scene.DepthStencil(Equal);
        again(scene);
    });

    /// <summary>A white rectangle over all rows, from x = -1 at one clip depth to another at the right.</summary>
    private static void Plane(SceneBuilder scene, float left, float atRight, float right = 1)
    {
        scene.ColouredVertices(
        [
            .. SceneBuilder.Vertex(-1, -1, Colour.White, left), .. SceneBuilder.Vertex(right, -1, Colour.White, atRight),
            .. SceneBuilder.Vertex(-1, 1, Colour.White, left), .. SceneBuilder.Vertex(right, 1, Colour.White, atRight),
        ]);
        scene.Draw(Primitive.TriangleStrip, 4);
    }

    private static ReferenceFrame Render(Format depth, Action<SceneBuilder> draw)
    {
        var scene = new SceneBuilder("test/depth", "A test.", "none", 8, 8) { WindowDepth = depth };
        scene.Clear(Colour.Black, 1.0);
        draw(scene);
        return ReferenceOracle.Render(scene.Build());
    }

    /// <summary>Bounds of red in a pixel that no diagonal meets.</summary>
    private static (int Lower, int Upper) Red(ReferenceFrame frame) => (frame.Lower.Rgba[((3 * 8) + 1) * 4], frame.Upper.Rgba[((3 * 8) + 1) * 4]);
}
