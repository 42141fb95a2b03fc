using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Which side of a triangle is seen, and coordinates and sizes of points, as shaders see them (GLSL 4.50 section 7.1).</summary>
internal static class FacingAndPointScenes
{
    private const string Section = "GLSL 4.50 section 7.1";

    public static IEnumerable<Scene> All() =>
    [
        Facing("facing", "Counter-clockwise triangles are front-facing in the fragment shader, clockwise ones are not.", new RasterizerState()),
        Facing("facing-clockwise-front", "With clockwise as front, the sides are exchanged.", new RasterizerState { FrontCounterClockwise = false }),
        Facing("facing-cull-front", "Of triangles whose front faces are culled, those left know that they are back faces.", new RasterizerState { Cull = CullFace.Front }),
        Facing("facing-cull-back", "Of triangles whose back faces are culled, those left know that they are front faces.", new RasterizerState { Cull = CullFace.Back }),
        Facing("facing-cull-back-clockwise-front", "With clockwise as front and back faces culled, the clockwise triangles are left and are front faces.", new RasterizerState { Cull = CullFace.Back, FrontCounterClockwise = false }),
        FacingInTexture(), FacingOfStrip(), FacingOfLinesAndPoints(), FacingSwitched(),
        PointCoordinate(), PointCoordinateInTexture(), PointCoordinateClipped(), PointSizes(), PointSizeIgnored(), PointSizeOfState(), PointSizeByConstant(),
    ];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"builtin/{name}", proves, Section).Clear(Colour.Bytes(30, 30, 30));

    /// <summary>Front faces show their colour with blue off, back faces a dark version with blue on.</summary>
    private static void Shaders(SceneBuilder scene)
    {
        (VertexShader vertex, _) = SceneBuilder.ColourShaders();
        Expr colour = Shade.Read(SceneBuilder.ColourVarying);
        scene.Shaders(vertex, FragmentShader.Of(Shade.Select(Shade.FrontFacing, colour, Shade.Join(colour.Swizzle("yx") * 0.5f, 1, 1))));
    }

    /// <summary>Two counter-clockwise triangles left and above, two clockwise ones right and below, all of different shape.</summary>
    private static float[] Triangles =>
    [
        .. Corner(-15, -14), .. Corner(-4, -12), .. Corner(-12, -1), .. Corner(2, -13), .. Corner(4, -2), .. Corner(15, -12),
        .. Corner(-14, 2), .. Corner(-2, 8), .. Corner(-13, 14), .. Corner(14, 14), .. Corner(13, 1), .. Corner(1, 4),
    ];

    private static float[] Corner(int x, int y) => SceneBuilder.Vertex(x / 16f, y / 16f, Colour.Bytes(255, 128 + (x * 8), 0));

    private static Scene Facing(string name, string proves, RasterizerState state)
    {
        SceneBuilder scene = Begin(name, proves).Rasterizer(state);
        scene.ColouredVertices(Triangles);
        Shaders(scene);
        return scene.Draw(Primitive.Triangles, 12).Build();
    }

    private static Scene FacingInTexture()
    {
        SceneBuilder scene = Begin("facing-in-texture", "In a texture target the same triangles are front-facing as in the window, also with culling.");
        TextureResource target = scene.ColourTarget(64, 64);
        scene.ColouredVertices(Triangles);
        Shaders(scene);
        scene.Target(target).Clear(Colour.Black);
        scene.Viewport(0, 0, 64, 32).Draw(Primitive.Triangles, 12);
        scene.Viewport(0, 32, 64, 32).Rasterizer(new RasterizerState { Cull = CullFace.Back }).Draw(Primitive.Triangles, 12);
        scene.TargetWindow().Rasterizer(new RasterizerState()).Viewport(0, 0, 64, 64).Bind(target);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene FacingOfStrip()
    {
        SceneBuilder scene = Begin("facing-of-strip", "All triangles of a strip face the same way: the order of every other one is turned round. A fan faces the other way.");
        scene.ColouredVertices([.. Corner(-14, -14), .. Corner(-12, -3), .. Corner(-6, -13), .. Corner(-2, -4), .. Corner(6, -14), .. Corner(14, -2),
            .. Corner(0, 4), .. Corner(14, 6), .. Corner(8, 14), .. Corner(-4, 13), .. Corner(-13, 5)]);
        Shaders(scene);
        return scene.Draw(Primitive.TriangleStrip, 6).Draw(Primitive.TriangleFan, 5, first: 6).Build();
    }

    private static Scene FacingOfLinesAndPoints()
    {
        SceneBuilder scene = Begin("facing-of-lines-and-points", "Lines and points are front-facing, whatever counts as front, and are not culled.");
        scene.ColouredVertices([.. SceneBuilder.Vertex(-0.984375f, -0.484375f, Colour.Red), .. SceneBuilder.Vertex(0.765625f, -0.484375f, Colour.Red),
            .. SceneBuilder.Vertex(0.515625f, 0.890625f, Colour.Yellow), .. SceneBuilder.Vertex(0.515625f, -0.890625f, Colour.Yellow),
            .. SceneBuilder.Vertex(-0.5f, 0.25f, Colour.Red), .. SceneBuilder.Vertex(0, 0.625f, Colour.Yellow)]);
        Shaders(scene);
        foreach ((bool counterClockwise, int x) in new[] { (true, 0), (false, 32) })
        {
            scene.Rasterizer(new RasterizerState { FrontCounterClockwise = counterClockwise, Cull = CullFace.FrontAndBack, PointSize = 8 }).Viewport(x, 0, 32, 64);
            scene.Draw(Primitive.Points, 2, first: 4);
        }

        scene.Rasterizer(new RasterizerState { FrontCounterClockwise = false, Cull = CullFace.Front }).Viewport(0, 0, 64, 64);
        return scene.Draw(Primitive.Lines, 4).Build();
    }

    private static Scene FacingSwitched()
    {
        SceneBuilder scene = Begin("facing-switched", "Which side is the front may change from draw to draw.");
        scene.ColouredVertices(Triangles);
        Shaders(scene);
        scene.Viewport(0, 0, 64, 32).Rasterizer(new RasterizerState { FrontCounterClockwise = false }).Draw(Primitive.Triangles, 12);
        return scene.Viewport(0, 32, 64, 32).Rasterizer(new RasterizerState()).Draw(Primitive.Triangles, 12).Build();
    }

    /// <summary>Points of position and size; size 0 in the list is never drawn.</summary>
    private static void Points(SceneBuilder scene, Expr? size, FragmentShader fragment, params float[] vertices)
    {
        BufferResource buffer = scene.VertexBuffer(vertices);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 12)).VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32_FLOAT, 8));
        scene.Shaders(new VertexShader(ValueGrid.Position, [new VaryingOutput(new Varying(0, 1), Shade.Attribute(1, 1))], size), fragment);
    }

    private static FragmentShader ShowCoordinate => FragmentShader.Of(Shade.Join(Shade.PointCoordinate, 0.25f, 1));

    private static FragmentShader ShowSize => FragmentShader.Of(Shade.Join(Shade.Read(new Varying(0, 1)) * (1 / 32f), 1 - (Shade.Read(new Varying(0, 1)) * (1 / 32f)), 0.5f, 1));

    private static Scene PointCoordinate()
    {
        SceneBuilder scene = Begin("point-coordinate", "Across a point its coordinate runs from (0, 0) at the upper left to (1, 1) at the lower right.");
        scene.Rasterizer(new RasterizerState { PointSize = 24 });
        Points(scene, null, ShowCoordinate, -0.5f, -0.5f, 0, 0.5f, 0.25f, 0, -0.25f, 0.5625f, 0);
        return scene.Draw(Primitive.Points, 3).Build();
    }

    private static Scene PointCoordinateInTexture()
    {
        SceneBuilder scene = Begin("point-coordinate-in-texture", "In a texture target as well, the point coordinate's t grows downwards, against y.");
        TextureResource target = scene.ColourTarget(64, 64);
        scene.Rasterizer(new RasterizerState { PointSize = 32 });
        scene.Target(target).Clear(Colour.Black);
        Points(scene, null, ShowCoordinate, -0.25f, 0.375f, 0);
        scene.Draw(Primitive.Points, 1);
        scene.TargetWindow().Bind(target);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene PointCoordinateClipped()
    {
        SceneBuilder scene = Begin("point-coordinate-at-the-edge", "Points cut by the window's edge keep the coordinates of the part that is seen.");
        scene.Rasterizer(new RasterizerState { PointSize = 32 });
        Points(scene, null, ShowCoordinate, -0.9375f, -0.875f, 0, 0.9375f, 0.75f, 0);
        return scene.Draw(Primitive.Points, 2).Build();
    }

    private static Scene PointSizes()
    {
        SceneBuilder scene = Begin("point-size-per-vertex", "Each point has the size that the vertex shader gives it.");
        scene.Rasterizer(new RasterizerState { PointSizePerVertex = true, PointSize = 3 });
        Points(scene, Shade.Attribute(1, 1), ShowSize, -0.75f, -0.75f, 2, -0.375f, -0.625f, 6, 0.25f, -0.5f, 20, -0.5f, 0.375f, 28, 0.5f, 0.5f, 12, 0.875f, 0.0625f, 4);
        return scene.Draw(Primitive.Points, 6).Build();
    }

    private static Scene PointSizeIgnored()
    {
        SceneBuilder scene = Begin("point-size-not-enabled", "While point sizes of the vertex shader are not enabled, all points have the state's size.");
        scene.Rasterizer(new RasterizerState { PointSize = 6 });
        Points(scene, Shade.Attribute(1, 1), ShowSize, -0.75f, -0.75f, 2, 0.25f, -0.5f, 20, -0.5f, 0.375f, 28, 0.5f, 0.5f, 12);
        return scene.Draw(Primitive.Points, 4).Build();
    }

    private static Scene PointSizeOfState()
    {
        SceneBuilder scene = Begin("point-size-switched", "Sizes of the state and of the vertex shader take turns as the state is switched between draws.");
        Points(scene, Shade.Attribute(1, 1), ShowSize, -0.75f, -0.5f, 8, 0.25f, -0.5f, 20, -0.5f, 0.5f, 4, 0.5f, 0.5f, 16);
        scene.Rasterizer(new RasterizerState { PointSize = 12 }).Draw(Primitive.Points, 1);
        scene.Rasterizer(new RasterizerState { PointSize = 12, PointSizePerVertex = true }).Draw(Primitive.Points, 2, first: 1);
        return scene.Rasterizer(new RasterizerState { PointSize = 10 }).Draw(Primitive.Points, 1, first: 3).Build();
    }

    private static Scene PointSizeByConstant()
    {
        SceneBuilder scene = Begin("point-size-computed", "A size computed in the vertex shader from a constant and an attribute is that of the point.");
        scene.Rasterizer(new RasterizerState { PointSizePerVertex = true });
        scene.Constants(ShaderStage.Vertex, 0.5f, 2, 0, 0);
        Points(scene, (Shade.Attribute(1, 1) * Shade.Constant(0).X) + Shade.Constant(0).Y, ShowSize, -0.5f, -0.5f, 12, 0.5f, -0.25f, 28, 0, 0.5f, 20);
        return scene.Draw(Primitive.Points, 3).Build();
    }
}
