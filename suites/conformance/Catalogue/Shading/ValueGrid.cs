using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>A grid of cells over the whole window. Every cell has values of its own, the same at its four corners, so that shaders meet exact inputs.</summary>
internal static class ValueGrid
{
    /// <summary>
    /// Draws <paramref name="columns"/> x <paramref name="rows"/> cells (powers of two, so that edges lie between pixels). Attribute 0 is the position,
    /// attributes 1.. are the vectors of four floats that <paramref name="values"/> gives for a column and a row counted from the bottom-left.
    /// </summary>
    public static SceneBuilder Draw(SceneBuilder scene, int columns, int rows, Func<int, int, float[]> values, VertexShader vertex, FragmentShader fragment)
    {
        int vectors = values(0, 0).Length / 4;
        var data = new List<float>();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                float[] own = values(column, row);
                (float x0, float x1) = (Edge(column, columns), Edge(column + 1, columns));
                (float y0, float y1) = (Edge(row, rows), Edge(row + 1, rows));
                foreach ((float x, float y) in new[] { (x0, y0), (x1, y0), (x0, y1), (x0, y1), (x1, y0), (x1, y1) })
                {
                    data.AddRange([x, y]);
                    data.AddRange(own);
                }
            }
        }

        BufferResource buffer = scene.VertexBuffer([.. data]);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 8 + (16 * vectors)));
        scene.VertexElements(
        [
            new VertexElement(Format.R32G32_FLOAT),
            .. Enumerable.Range(0, vectors).Select(k => new VertexElement(Format.R32G32B32A32_FLOAT, 8 + (16 * k))),
        ]);
        scene.Shaders(vertex, fragment);
        return scene.Draw(Primitive.Triangles, 6 * columns * rows);
    }

    /// <summary>The vertex shader computes the colour from the cell's vectors; the fragment shader shows it.</summary>
    public static SceneBuilder DrawInVertexStage(SceneBuilder scene, int columns, int rows, Func<int, int, float[]> values, Func<Expr[], Expr> colour)
    {
        var varying = new Varying(0, 4);
        return Draw(scene, columns, rows, values,
            new VertexShader(Position, [new VaryingOutput(varying, colour(Vectors(values)))]),
            FragmentShader.Of(Shade.Read(varying)));
    }

    /// <summary>The vertex shader hands the cell's vectors on unchanged (flat); the fragment shader computes the colour.</summary>
    public static SceneBuilder DrawInFragmentStage(SceneBuilder scene, int columns, int rows, Func<int, int, float[]> values, Func<Expr[], Expr> colour)
    {
        Expr[] vectors = Vectors(values);
        Varying[] varyings = [.. vectors.Select((_, k) => new Varying(k, 4, Interpolation.Flat))];
        return Draw(scene, columns, rows, values,
            new VertexShader(Position, [.. vectors.Select((v, k) => new VaryingOutput(varyings[k], v))]),
            FragmentShader.Of(colour([.. varyings.Select(Shade.Read)])));
    }

    /// <summary>Position of a vertex whose attribute 0 holds x and y in clip coordinates.</summary>
    public static Expr Position => Shade.Join(Shade.Attribute(0, 2), 0, 1);

    private static Expr[] Vectors(Func<int, int, float[]> values) => [.. Enumerable.Range(1, values(0, 0).Length / 4).Select(k => Shade.Attribute(k))];

    private static float Edge(int cell, int cells) => (2f * cell / cells) - 1;
}
