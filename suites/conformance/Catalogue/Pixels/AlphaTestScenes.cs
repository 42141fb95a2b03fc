using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>The alpha test.</summary>
internal static class AlphaTestScenes
{
    private const string Section = "GL compatibility profile 4.5 section 17.3.4; gallium depth_stencil_alpha";

    public static IEnumerable<Scene> All() => [.. Enum.GetValues<Comparison>().Select(Function), Off(), LeavesDepth(), ReferenceChanges(), OfTheFirstOutput(), BeforeBlending()];

    /// <summary>Alpha 0, a quarter, a half, three quarters and 1 from left to right; references a quarter, a half and three quarters from the bottom up.</summary>
    private static Scene Function(Comparison function) => Drawing.Make(
        $"alpha-test/{Drawing.Kebab(function)}", $"The alpha test {Drawing.Kebab(function)} compares a fragment's alpha with the reference, in this order.", Section, b =>
        {
            b.Clear(Colour.Blue);
            for (int row = 0; row < 3; row++)
            {
                b.DepthStencil(new() { AlphaTest = true, AlphaFunction = function, AlphaReference = 0.25f * (row + 1) });
                b.Boxes([.. Enumerable.Range(0, 5).Select(i => (2f + (i * 12), 4f + (row * 20), 10f, 16f + row, new Colour(1, 1, 0, i * 0.25f)))]);
            }
        });

    private static Scene Off() => Drawing.Make("alpha-test/off", "With the alpha test off fragments of any alpha are drawn.", Section, b =>
    {
        b.Clear(Colour.Blue);
        b.DepthStencil(new() { AlphaTest = true, AlphaFunction = Comparison.Never });
        b.FillPixels(30, 2, 30, 30, Colour.Red);
        b.DepthStencil(new() { AlphaFunction = Comparison.Never, AlphaReference = 1 });
        b.FillPixels(4, 20, 40, 40, new Colour(1, 1, 0, 0));
    });

    private static Scene LeavesDepth() => Drawing.Make("alpha-test/failing-fragments-leave-no-depth", "A fragment that fails the alpha test writes no depth.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(new() { DepthTest = true, AlphaTest = true, AlphaFunction = Comparison.GreaterEqual, AlphaReference = 0.5f });
        b.FillPixels(4, 4, 24, 56, new Colour(1, 1, 0, 0.25f), -0.5f);
        b.FillPixels(36, 4, 24, 56, new Colour(1, 1, 0, 0.75f), -0.5f);
        b.FillPixels(2, 20, 60, 24, Colour.Red, 0.5f);
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene ReferenceChanges() => Drawing.Make("alpha-test/reference-changes-between-draws", "Function and reference are those at the time of the draw.", Section, b =>
    {
        b.Clear(Colour.Blue);
        for (int i = 0; i < 6; i++)
        {
            b.DepthStencil(new() { AlphaTest = true, AlphaFunction = i % 2 == 0 ? Comparison.Less : Comparison.Greater, AlphaReference = (i + 0.5f) / 8 });
            b.Boxes((2 + (i * 10), 4 + (i * 4), 8, 30, new Colour(0, 1, 1, 0.375f)));
        }
    });

    private static Scene OfTheFirstOutput() => Drawing.Make("alpha-test/of-the-first-output", "With several outputs the alpha of the first decides for all.", Section, b =>
    {
        TextureResource first = b.ColourTarget(64, 64);
        TextureResource second = b.ColourTarget(64, 64);
        b.Do(new Scenes.Steps.SetFramebuffer(new Framebuffer([new Surface(first), new Surface(second)])));
        b.Clear(Colour.Blue);
        b.DepthStencil(new() { AlphaTest = true, AlphaFunction = Comparison.Less, AlphaReference = 0.5f });
        BufferResource corners = b.VertexBuffer(-0.75f, -0.875f, 0.5f, -0.875f, -0.75f, 0.625f, 0.5f, 0.625f);
        b.VertexBuffers(new VertexBufferBinding(corners, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        Expr left = Shade.Select(Shade.Less(Shade.FragmentCoordinate.Swizzle("x"), 24), 0.25f, 0.75f);
        b.Shaders(
            new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []),
            new FragmentShader([Shade.Join(1, 0, 0, left), Shade.Join(0, 1, 0, 1 - left)]));
        b.Draw(Primitive.TriangleStrip, 4);
        b.Show(first, 0, 0, 64, 32);
        b.Show(second, 0, 32, 64, 32);
    });

    private static Scene BeforeBlending() => Drawing.Make("alpha-test/before-blending", "It is the shader's alpha that is tested, not the blended one.", "GL compatibility profile 4.5 section 17.3", b =>
    {
        b.Clear(Colour.Bytes(0, 0, 200, 64));
        b.DepthStencil(new() { AlphaTest = true, AlphaFunction = Comparison.Greater, AlphaReference = 0.5f });
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.FillPixels(4, 4, 40, 30, Colour.Bytes(100, 0, 0, 100));
        b.FillPixels(20, 24, 40, 36, Colour.Bytes(0, 100, 0, 160));
    });
}
