using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Inputs that the pipeline itself gives to shaders: fragment coordinate, vertex and instance numbers (GLSL 4.50 section 7.1).</summary>
internal static class BuiltInScenes
{
    private const string Section = "GLSL 4.50 section 7.1";

    public static IEnumerable<Scene> All() =>
    [
        Coordinate(), CoordinateOffset(), CoordinateOdd(), CoordinateInTexture(), CoordinateInBoth(), Halves(), CoordinateOnLinesAndPoints(), Depth(), DepthRange(), InverseW(),
        VertexNumber(), VertexNumberFirst(), VertexNumberIndexed(), VertexNumberBase(), WithoutAttributes(), InstanceNumber(), InstanceNumberStart(),
    ];

    private static SceneBuilder Begin(string name, string proves, int width = 64, int height = 64) => new SceneBuilder($"builtin/{name}", proves, Section, width, height).Clear(Colour.Black);

    private static Expr Shown(Expr coordinate, float width, float height) => Shade.Join(coordinate.X * (1 / width), coordinate.Y * (1 / height), 0.25f, 1);

    private static Scene Coordinate() =>
        Begin("fragment-coordinate", "The fragment coordinate counts pixels from the window's bottom-left corner, x to the right and y up.")
            .FillShaded(_ => Shown(Shade.FragmentCoordinate, 64, 64)).Build();

    private static Scene CoordinateOffset()
    {
        SceneBuilder scene = Begin("fragment-coordinate-under-viewport", "The fragment coordinate is the window's, whatever viewport and scissor are set.");
        scene.Scissor(10, 20, 40, 30).Rasterizer(new RasterizerState { Scissor = true });
        return scene.Viewport(5, 13, 64, 40).FillShaded(_ => Shown(Shade.FragmentCoordinate, 64, 64)).Build();
    }

    private static Scene CoordinateOdd() =>
        Begin("fragment-coordinate-odd-size", "In a window of odd size y still counts from its bottom edge.", 61, 37)
            .FillShaded(_ => Shown(Shade.FragmentCoordinate, 61, 37)).Build();

    private static Scene CoordinateInTexture()
    {
        SceneBuilder scene = Begin("fragment-coordinate-in-texture", "In a texture target the fragment coordinate counts texels: row 0, which t = 0 samples, is y = 0.5.");
        TextureResource target = scene.ColourTarget(32, 16);
        scene.Target(target).Viewport(0, 0, 32, 16).FillShaded(_ => Shown(Shade.FragmentCoordinate, 32, 16));
        scene.TargetWindow().Viewport(0, 0, 64, 64).Bind(target);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    /// <summary>One shader for the window and a texture: whatever turns the one over must not turn the other.</summary>
    private static Scene CoordinateInBoth()
    {
        SceneBuilder scene = Begin("fragment-coordinate-in-both", "The same shader sees y grow upwards in the window, in a texture target, and in the window again.");
        TextureResource target = scene.ColourTarget(64, 64);
        BufferResource buffer = scene.VertexBuffer(-1, -1, 1, -1, -1, 1, 1, 1);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 8)).VertexElements(new VertexElement(Format.R32G32_FLOAT));
        scene.Shaders(new VertexShader(ValueGrid.Position, []), FragmentShader.Of(Shown(Shade.FragmentCoordinate, 64, 64)));
        scene.Viewport(0, 0, 16, 64).Draw(Primitive.TriangleStrip, 4);
        scene.Target(target).Clear(Colour.Blue).Viewport(0, 0, 64, 64).Draw(Primitive.TriangleStrip, 4);
        scene.TargetWindow().Viewport(16, 0, 16, 64).Draw(Primitive.TriangleStrip, 4);
        scene.Bind(target).Viewport(32, 0, 32, 64);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene Halves() =>
        Begin("fragment-coordinate-halves", "Fragment coordinates are at pixel centres: exactly a half above the integers.")
            .FillShaded(_ => Shade.Join(Shade.Equal(Shade.Fract(Shade.FragmentCoordinate.Swizzle("xy")), 0.5f), Shade.FragmentCoordinate.X * (1 / 64f), 1)).Build();

    private static Scene CoordinateOnLinesAndPoints()
    {
        SceneBuilder scene = Begin("fragment-coordinate-of-lines-and-points", "On lines and wide points as well, the fragment coordinate is that of each pixel.");
        scene.Rasterizer(new RasterizerState { PointSize = 14 });
        BufferResource buffer = scene.VertexBuffer(-0.98046875f, -0.48046875f, 0.98828125f, -0.48046875f, -0.69921875f, -0.98046875f, -0.69921875f, 0.98828125f, 0.25f, 0.25f, 0.625f, 0.75f, -0.25f, 0.5f);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 8)).VertexElements(new VertexElement(Format.R32G32_FLOAT));
        scene.Shaders(new VertexShader(ValueGrid.Position, []), FragmentShader.Of(Shown(Shade.FragmentCoordinate, 64, 64)));
        return scene.Draw(Primitive.Lines, 4).Draw(Primitive.Points, 3, first: 4).Build();
    }

    /// <summary>A rectangle tilted in depth and in w.</summary>
    private static SceneBuilder Tilted(SceneBuilder scene, Expr colour)
    {
        float[] Corner(float x, float y, float z, float w) => [x * w, y * w, z * w, w];
        BufferResource buffer = scene.VertexBuffer([.. Corner(-1, -1, -0.75f, 1), .. Corner(1, -1, 0.5f, 2), .. Corner(-1, 1, 0, 4), .. Corner(1, 1, 0.875f, 1)]);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 16)).VertexElements(new VertexElement(Format.R32G32B32A32_FLOAT));
        scene.Shaders(new VertexShader(Shade.Attribute(0), []), FragmentShader.Of(colour));
        return scene.Draw(Primitive.TriangleStrip, 4);
    }

    private static Scene Depth() =>
        Tilted(Begin("fragment-depth", "The fragment coordinate's z is the depth, 0 near and 1 far, even over the window in spite of perspective."), Shade.Join(Shade.FragmentCoordinate.Z, Shade.Fract(Shade.FragmentCoordinate.Z * 4), 0, 1)).Build();

    private static Scene DepthRange()
    {
        SceneBuilder scene = Begin("fragment-depth-range", "The fragment coordinate's z is scaled by the depth range, also by a reversed one.");
        Expr colour = Shade.Join(Shade.FragmentCoordinate.Z, 1 - Shade.FragmentCoordinate.Z, 0.25f, 1);
        Tilted(scene.Viewport(0, 0, 32, 64, 0.25f, 0.5f), colour);
        return Tilted(scene.Viewport(32, 0, 32, 64, 1, 0), colour).Build();
    }

    private static Scene InverseW() =>
        Tilted(Begin("fragment-inverse-w", "The fragment coordinate's w is 1 / w of the clip position, interpolated evenly over the window."), Shade.Join(Shade.FragmentCoordinate.W, Shade.Reciprocal(Shade.FragmentCoordinate.W) * 0.25f, 0, 1)).Build();

    /// <summary>Bars numbered by their vertices: two vertices a bar end; red shows the number of the vertex.</summary>
    private static void Bars(SceneBuilder scene, Expr number, int vertices)
    {
        var varying = new Varying(0, 4);
        var data = new List<float>();
        for (int k = 0; k < vertices / 2; k++)
        {
            float x = -1 + (4f * k / vertices * vertices / (vertices - 2));
            data.AddRange([x, -1, x, 1]);
        }

        BufferResource buffer = scene.VertexBuffer([.. data]);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 8)).VertexElements(new VertexElement(Format.R32G32_FLOAT));
        scene.Shaders(
            new VertexShader(ValueGrid.Position, [new VaryingOutput(varying, Shade.Join(number * (1 / 32f), 1 - (number * (1 / 32f)), 0.25f, 1))]),
            FragmentShader.Of(Shade.Read(varying)));
    }

    private static Scene VertexNumber()
    {
        SceneBuilder scene = Begin("vertex-number", "Vertices are numbered from 0 in the order of the draw.");
        Bars(scene, Shade.VertexId, 18);
        return scene.Draw(Primitive.TriangleStrip, 18).Build();
    }

    private static Scene VertexNumberFirst()
    {
        SceneBuilder scene = Begin("vertex-number-first", "The number of a vertex counts from the start of the buffers: a draw from vertex 6 begins with 6.");
        Bars(scene, Shade.VertexId, 18);
        return scene.Draw(Primitive.TriangleStrip, 8, first: 6).Build();
    }

    private static Scene VertexNumberIndexed()
    {
        SceneBuilder scene = Begin("vertex-number-indexed", "In indexed draws the number of a vertex is its index.");
        Bars(scene, Shade.VertexId, 18);
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [16, 17, 9, 4, 5, 2, 0, 1, 15]), 2);
        return scene.DrawIndexed(Primitive.Triangles, 9).Build();
    }

    private static Scene VertexNumberBase()
    {
        SceneBuilder scene = Begin("vertex-number-base-vertex", "With a base vertex the number of a vertex is the sum of index and base.");
        Bars(scene, Shade.VertexId, 18);
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [0, 1, 7, 3, 8, 9]), 2);
        return scene.DrawIndexed(Primitive.Triangles, 6, baseVertex: 5).Build();
    }

    private static Scene WithoutAttributes()
    {
        SceneBuilder scene = Begin("vertex-number-alone", "A draw without attributes: positions are made of the number of the vertex.");
        var varying = new Varying(0, 4);
        Expr column = Shade.Floor(Shade.VertexId * 0.5f);
        Expr row = Shade.VertexId - (column * 2);
        scene.VertexBuffers().VertexElements();
        scene.Shaders(
            new VertexShader(Shade.Join((column * 0.5f) - 0.875f, (row * (1 + (column * 0.125f))) - 0.75f, 0, 1), [new VaryingOutput(varying, Shade.Join(row, column * 0.25f, 1 - row, 1))]),
            FragmentShader.Of(Shade.Read(varying)));
        return scene.Draw(Primitive.TriangleStrip, 8).Build();
    }

    /// <summary>Small rectangles, one an instance, placed and coloured by the number of the instance.</summary>
    private static SceneBuilder Instances(string name, string proves, int instances, int start)
    {
        SceneBuilder scene = Begin(name, proves);
        var varying = new Varying(0, 4);
        BufferResource corners = scene.VertexBuffer(-0.125f, -0.0625f, 0.125f, -0.0625f, -0.125f, 0.0625f, 0.125f, 0.0625f);
        BufferResource places = scene.VertexBuffer([.. Enumerable.Range(0, instances + start).SelectMany(k => new[] { ((k * 5 % 8) * 0.25f) - 0.875f, (k * 0.1875f) - 0.875f })]);
        scene.VertexBuffers(new VertexBufferBinding(corners, 8), new VertexBufferBinding(places, 8));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 0, 1, Divisor: 1));
        scene.Shaders(
            new VertexShader(
                Shade.Join(Shade.Attribute(0, 2) + Shade.Attribute(1, 2), 0, 1),
                [new VaryingOutput(varying, Shade.Join((Shade.InstanceId + 1) * 0.125f, 1 - (Shade.InstanceId * 0.125f), (Shade.VertexId + 1) * 0.25f, 1))]),
            FragmentShader.Of(Shade.Read(varying)));
        return scene.Draw(Primitive.TriangleStrip, 4, instances: instances, startInstance: start);
    }

    private static Scene InstanceNumber() => Instances("instance-number", "Instances are numbered from 0, and vertices anew in each of them.", 8, 0).Build();

    private static Scene InstanceNumberStart() =>
        Instances("instance-number-start-instance", "A start instance moves the attributes of instances on, yet their numbers count from 0.", 5, 3).Build();
}
