using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>What is handed from the vertex to the fragment stage: number, width and order of varyings.</summary>
internal static class VaryingScenes
{
    private const string Section = "GLSL 4.50 section 4.3.4";

    public static IEnumerable<Scene> All() => [Sixteen(), EveryWidth(), NotRead(), OtherOrder(), NarrowlyRead()];

    /// <summary>One rectangle over the window; attribute 1 holds s and t.</summary>
    private static SceneBuilder Rectangle(string name, string proves, EquatableList<VaryingOutput> outputs, Expr colour, int height = 32)
    {
        var scene = new SceneBuilder($"varying/{name}", proves, Section, 32, height);
        scene.Clear(Colour.Black);
        BufferResource buffer = scene.VertexBuffer(-1, -1, 0, 0, 1, -1, 1, 0, -1, 1, 0, 1, 1, 1, 1, 1);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 16));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 8));
        scene.Shaders(new VertexShader(ValueGrid.Position, outputs), FragmentShader.Of(colour));
        return scene.Draw(Primitive.TriangleStrip, 4);
    }

    private static Expr S => Shade.Attribute(1, 2).X;

    private static Expr T => Shade.Attribute(1, 2).Y;

    /// <summary>Column and row of a cell of a 4 x 4 grid, as one number, from s and t.</summary>
    private static Expr Cell(Expr s, Expr t) => Shade.Floor(s * 4) + (Shade.Floor(t * 4) * 4);

    private static Scene Sixteen()
    {
        Varying[] varyings = [.. Enumerable.Range(0, 16).Select(k => new Varying(k, 4))];
        EquatableList<VaryingOutput> outputs =
        [
            new VaryingOutput(varyings[0], Shade.Join(S, T, 0.125f, 0.875f)),
            .. varyings.Skip(1).Select(v => new VaryingOutput(v, Shade.Join(v.Index / 16f, S * (v.Index / 15f), T * (1 - (v.Index / 15f)), 1 - (v.Index / 64f)))),
        ];
        Expr first = Shade.Read(varyings[0]);
        Expr colour = first.Swizzle("zwyx");
        for (int k = 1; k < 16; k++)
        {
            colour = Shade.Select(Shade.Equal(Cell(first.X, first.Y), k), Shade.Read(varyings[k]), colour);
        }

        return Rectangle("sixteen", "Sixteen varyings of four components arrive each in its own place.", outputs, colour, 16).Build();
    }

    private static Scene EveryWidth()
    {
        (Varying one, Varying two, Varying three, Varying four) = (new(9, 1), new(4, 2), new(12, 3), new(1, 4));
        EquatableList<VaryingOutput> outputs =
        [
            new VaryingOutput(three, Shade.Join(S, 0.25f, T)),
            new VaryingOutput(one, (S * 0.5f) + (T * 0.25f)),
            new VaryingOutput(four, Shade.Join(1 - S, T, 0.75f, S)),
            new VaryingOutput(two, Shade.Join(T, 1 - S)),
        ];
        (Expr a, Expr b, Expr c, Expr d) = (Shade.Read(one), Shade.Read(two), Shade.Read(three), Shade.Read(four));
        Expr cell = Shade.Floor(c.X * 2) + (Shade.Floor(c.Z * 2) * 2);
        Expr colour = Shade.Select(Shade.Equal(cell, 0), Shade.Join(a, a, a * 0.5f, 1),
            Shade.Select(Shade.Equal(cell, 1), Shade.Join(b, 0, 1),
                Shade.Select(Shade.Equal(cell, 2), Shade.Join(c, 1), d)));
        return Rectangle("every-width", "Varyings of one, two, three and four components, numbered apart and written in another order, arrive whole.", outputs, colour).Build();
    }

    private static Scene NotRead()
    {
        Varying[] varyings = [.. Enumerable.Range(0, 6).Select(k => new Varying(k, k == 3 ? 2 : 4))];
        EquatableList<VaryingOutput> outputs = [.. varyings.Select(v => new VaryingOutput(v, v.Index switch
        {
            2 => Shade.Join(S, 0.25f, T, 1),
            3 => Shade.Join(0.5f, 0.5f),
            5 => Shade.Join(T, 1 - S, 0.5f, 1),
            _ => Shade.Vector(1, 0, 1, 0),
        }))];
        Expr kept = Shade.Read(varyings[2]);
        Expr colour = Shade.Select(Shade.Less(kept.X, 0.5f), kept, Shade.Read(varyings[5]));
        return Rectangle("not-read", "Varyings that the fragment shader does not read do not displace those it does.", outputs, colour).Build();
    }

    private static Scene OtherOrder()
    {
        (Varying a, Varying b, Varying c) = (new(0, 4), new(1, 4), new(2, 4));
        EquatableList<VaryingOutput> outputs =
        [
            new VaryingOutput(c, Shade.Join(S, 0, 0, 1)),
            new VaryingOutput(a, Shade.Join(0, T, 0, 1)),
            new VaryingOutput(b, Shade.Join(0, 0, 1 - S, 1)),
        ];
        Expr colour = Shade.Join(Shade.Read(c).X, Shade.Read(a).Y, Shade.Read(b).Z, 1);
        return Rectangle("linked-by-number", "Varyings are matched by their number, not by the order in which either stage names them.", outputs, colour).Build();
    }

    private static Scene NarrowlyRead()
    {
        (Varying a, Varying b) = (new(0, 4), new(1, 4));
        EquatableList<VaryingOutput> outputs = [new VaryingOutput(a, Shade.Join(S, T, 1 - S, 1 - T)), new VaryingOutput(b, Shade.Join(0.25f, S * T, T, 0.75f))];
        Expr colour = Shade.Join(Shade.Read(a).W, Shade.Read(b).Z, Shade.Read(a).Y * 0.5f, Shade.Read(b).W);
        return Rectangle("single-components", "Single components read from varyings of four are the right ones.", outputs, colour).Build();
    }
}
