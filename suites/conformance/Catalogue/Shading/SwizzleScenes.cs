using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Choosing, repeating and joining components, and literals in every component.</summary>
internal static class SwizzleScenes
{
    /// <summary>The 24 orders, then eight with repeats.</summary>
    private static readonly string[] Swizzles =
    [
        "xyzw", "xywz", "xzyw", "xzwy", "xwyz", "xwzy", "yxzw", "yxwz", "yzxw", "yzwx", "ywxz", "ywzx",
        "zxyw", "zxwy", "zyxw", "zywx", "zwxy", "zwyx", "wxyz", "wxzy", "wyxz", "wyzx", "wzxy", "wzyx",
        "xxxx", "yyyy", "zzzz", "wwww", "xxyy", "zwzw", "wwxz", "yxyx",
    ];

    /// <summary>Ways to make four components of pieces.</summary>
    private static readonly string[][] Pieces =
    [
        ["w", "z", "y", "x"], ["y", "x", "wz"], ["z", "wx", "y"], ["wy", "x", "z"], ["zw", "xy"], ["w", "xyz"], ["yzw", "x"], ["zxwy"],
    ];

    public static IEnumerable<Scene> All() =>
    [
        InBoth("swizzles", "Each of the 24 orders of four components, and repeats of one, choose the components they name.", "GLSL 4.50 section 5.5", 8, 4, v => Chosen(v, k => v[0].Swizzle(Swizzles[k]), 32)),
        InBoth("joins", "Values joined of one to four components land in the components they are written to, and in no other.", "GLSL 4.50 section 5.4.2", 8, 4, Joined),
        InBoth("literals", "Literals of one to four components, in shaders with many of them, keep their values and places.", "GLSL 4.50 section 4.1.4", 8, 4, v => Chosen(v, Literal, 32)),
    ];

    /// <summary>Draws the cells computed by the vertex stage in the upper half and by the fragment stage in the lower.</summary>
    private static Scene InBoth(string name, string proves, string section, int columns, int rows, Func<Expr[], Expr> colour)
    {
        var scene = new SceneBuilder($"shader/{name}", $"{proves} In the fragment stage (below) and the vertex stage (above).", section);
        scene.Clear(Colour.Black);
        scene.Viewport(0, 0, 64, 32);
        ValueGrid.DrawInFragmentStage(scene, columns, rows, Values(columns), colour);
        scene.Viewport(0, 32, 64, 32);
        ValueGrid.DrawInVertexStage(scene, columns, rows, Values(columns), colour);
        return scene.Build();
    }

    /// <summary>Four different components, and the number of the cell.</summary>
    private static Func<int, int, float[]> Values(int columns) => (i, j) => [20 / 255f, 90 / 255f, 170 / 255f, 250 / 255f, i + (columns * j), j, i, 0];

    private static Expr Chosen(Expr[] v, Func<int, Expr> value, int count)
    {
        Expr result = value(0);
        for (int k = 1; k < count; k++)
        {
            result = Shade.Select(Shade.Equal(v[1].X, k), value(k), result);
        }

        return result;
    }

    /// <summary>Columns are the ways of joining; rows begin with another component of the source.</summary>
    private static Expr Joined(Expr[] v)
    {
        Expr source = v[0];
        for (int row = 1; row < 4; row++)
        {
            source = Shade.Select(Shade.Equal(v[1].Y, row), v[0].Swizzle("xyzwxyz"[row..(row + 4)]), source);
        }

        Expr result = source;
        for (int column = 0; column < Pieces.Length; column++)
        {
            result = Shade.Select(Shade.Equal(v[1].Z, column), Shade.Join([.. Pieces[column].Select(source.Swizzle)]), result);
        }

        return result;
    }

    /// <summary>A literal alone, or joined of narrower ones, with components that no other cell has.</summary>
    private static Expr Literal(int k)
    {
        float[] c = [.. Enumerable.Range(0, 4).Select(component => ((((k * 4) + component) * 37) % 256) / 255f)];
        return (k % 4) switch
        {
            0 => Shade.Vector(c[0], c[1], c[2], c[3]),
            1 => Shade.Join(c[0], Shade.Vector(c[1], c[2], c[3])),
            2 => Shade.Join(Shade.Vector(c[0], c[1]), Shade.Vector(c[2], c[3])),
            _ => Shade.Join(Shade.Vector(c[0], c[1], c[2]), c[3]),
        };
    }
}
