using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Cube maps (GL 4.5 section 8.13, table 8.19): which face a direction meets, and how the face is turned.</summary>
internal static class CubeScenes
{
    private const string Section = "GL 4.5 section 8.13";

    public static IEnumerable<Scene> All() => [Faces(false), Faces(true), FacesInOneTransfer(), Around(), Sphere(), Levels(), FaceUpdatedAlone(), Linear(), SeamlessInside(), Seams(), RenderedFaces()];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"texture-cube/{name}", proves, Section).Clear(Colour.Black);

    private static TextureResource Cube(SceneBuilder scene, int size = 4, int levels = 1)
    {
        TextureResource texture = scene.Texture(TextureTarget.Cube, Format.R8G8B8A8_UNORM, size, size, levels: levels);
        for (int level = 0; level < levels; level++)
        {
            for (int face = 0; face < 6; face++)
            {
                scene.Upload<byte>(texture, Face(size >> level, face, level), level, face);
            }
        }

        return texture;
    }

    /// <summary>A face whose blue tells it from the others, whose red grows with s and green with t.</summary>
    private static byte[] Face(int size, int face, int level = 0) => [.. Enumerable.Range(0, size * size).SelectMany(k => new byte[]
    {
        (byte)(((k % size) + 1) * 240 / size), (byte)(((k / size) + 1) * 240 / size), (byte)((face * 45) + (level * 10)), (byte)(255 - (face * 20) - (level * 40)),
    })];

    /// <summary>The window cut into 3 x 2 parts, one a face, of directions as long as asked.</summary>
    private static Func<Expr, Expr> OfFaces(float reach, Func<int, float> length) => at =>
    {
        Expr grid = Shade.Join(at.X * 3, at.Y * 2);
        Expr part = Shade.Floor(grid);
        Expr on = (Shade.Fract(grid) * (2 * reach)) - reach;
        Expr direction = CubeDirection.Of(0, on.X, on.Y) * length(0);
        for (int face = 1; face < 6; face++)
        {
            direction = Shade.Select(Shade.Equal(part.X + (part.Y * 3), face), CubeDirection.Of(face, on.X, on.Y) * length(face), direction);
        }

        return direction;
    };

    private static Scene Faces(bool scaled)
    {
        SceneBuilder scene = Begin(
            scaled ? "length-of-direction" : "faces",
            scaled ? "The length of the direction does not matter, be it a hundredth or a thousand." : "Each direction meets its own face, and each face is turned as the specification's table says.");
        scene.Bind(Cube(scene));
        Func<Expr, Expr> direction = OfFaces(1, scaled ? face => MathF.Pow(10, face - 2) : _ => 1);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.Cube, direction(at), 0)).Build();
    }

    private static Scene FacesInOneTransfer()
    {
        SceneBuilder scene = Begin("faces-in-one-transfer", "All six faces are written by one transfer whose box is six faces deep.");
        TextureResource texture = scene.Texture(TextureTarget.Cube, Format.R8G8B8A8_UNORM, 4, 4);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, 6).SelectMany(face => Face(4, face))]);
        scene.Bind(texture);
        Func<Expr, Expr> direction = OfFaces(1, _ => 1);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.Cube, direction(at), 0)).Build();
    }

    /// <summary>A look around the horizon and up and down, as a map of the world: x the angle, y the height.</summary>
    private static Scene Around()
    {
        SceneBuilder scene = Begin("around", "A look around meets +Z, +X, -Z and -X in turn, +Y above and -Y below.");
        scene.Bind(Cube(scene, 2));
        return scene.FillShaded(at =>
        {
            // A square path around the axis, so that no trigonometry is needed: the edges of faces are at odd eighths.
            Expr turn = at.X * 4;
            Expr side = Shade.Floor(turn);
            Expr along = (Shade.Fract(turn) * 2) - 1;
            Expr x = Shade.Select(Shade.Equal(side, 0), along, Shade.Select(Shade.Equal(side, 1), 1, Shade.Select(Shade.Equal(side, 2), -along, -1)));
            Expr z = Shade.Select(Shade.Equal(side, 0), 1, Shade.Select(Shade.Equal(side, 1), -along, Shade.Select(Shade.Equal(side, 2), -1, along)));
            return Shade.SampleLod(0, TextureTarget.Cube, Shade.Join(x, (at.Y * 4) - 2.046875f, z), 0);
        }).Build();
    }

    private static Scene Sphere()
    {
        SceneBuilder scene = Begin("reflection", "Directions computed per pixel, reflected by a ball, meet the right texels.");
        scene.Bind(Cube(scene, 2));
        return scene.FillShaded(at =>
        {
            Expr on = (at * 2.0625f) - Shade.Vector(1.0390625f, 1.0234375f);
            Expr square = Shade.Dot(on, on);
            Expr normal = Shade.Join(on, Shade.Sqrt(Shade.Max(1 - square, 0)));
            Expr reflected = (normal * (normal.Z * 2)) - Shade.Vector(0, 0, 1);
            return Shade.Select(Shade.Less(square, 0.98f), Shade.SampleLod(0, TextureTarget.Cube, reflected, 0), Shade.Colour(Colour.Black));
        }).Build();
    }

    private static Scene Levels()
    {
        SceneBuilder scene = Begin("levels", "Every face has its own levels.");
        scene.Bind(Cube(scene, 8, 4), SamplerState.Nearest with { Mip = MipFilter.Nearest });
        Func<Expr, Expr> direction = OfFaces(0.96875f, _ => 1);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.Cube, direction(at), Shade.Floor(Shade.Fract(at.X * 3) * 4))).Build();
    }

    private static Scene FaceUpdatedAlone()
    {
        SceneBuilder scene = Begin("face-updated-alone", "Writing one face leaves the five others.");
        TextureResource texture = Cube(scene);
        scene.Upload<byte>(texture, [.. Face(4, 1).Select(b => (byte)(255 - b))], layer: 3);
        scene.Upload<byte>(texture, [255, 255, 255, 255, 0, 0, 0, 255], Region.Flat(1, 2, 2, 1, 4));
        scene.Bind(texture);
        Func<Expr, Expr> direction = OfFaces(1, _ => 1);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.Cube, direction(at), 0)).Build();
    }

    private static TextureResource Soft(SceneBuilder scene)
    {
        TextureResource texture = scene.Texture(TextureTarget.Cube, Format.R8G8B8A8_UNORM, 4, 4);
        for (int face = 0; face < 6; face++)
        {
            scene.Upload<byte>(texture, [.. Face(4, face).Select(b => (byte)(80 + (b / 5)))], layer: face);
        }

        return texture;
    }

    private static Scene Linear()
    {
        SceneBuilder scene = Begin("linear-within-faces", "Within a face, texels are mixed as in a plane.");
        scene.Bind(Soft(scene), SamplerState.Linear with { SeamlessCube = false });
        Func<Expr, Expr> direction = OfFaces(0.734375f, _ => 1);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.Cube, direction(at), 0)).Build();
    }

    private static Scene SeamlessInside()
    {
        SceneBuilder scene = Begin("seamless-within-faces", "Seamless filtering changes nothing within a face.");
        scene.Bind(Soft(scene), SamplerState.Linear);
        Func<Expr, Expr> direction = OfFaces(0.734375f, _ => 1);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.Cube, direction(at), 0)).Build();
    }

    private static Scene Seams()
    {
        SceneBuilder scene = Begin("seamless-at-edges", "With seamless filtering, texels on both sides of an edge between faces are mixed.");
        scene.AllowUncertain(0.03, "beyond a corner of the cube there is no texel, and its value is left free (GL 4.5 section 8.13.1)");
        scene.Bind(Soft(scene), SamplerState.Linear);
        Func<Expr, Expr> direction = OfFaces(1, _ => 1);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.Cube, direction(at), 0)).Build();
    }

    private static Scene RenderedFaces()
    {
        SceneBuilder scene = Begin("rendered-faces", "Faces drawn into one after the other are sampled each with its own picture.");
        TextureResource texture = scene.Texture(TextureTarget.Cube, Format.R8G8B8A8_UNORM, 16, 16, use: TextureUse.ColourTarget);
        foreach (int face in new[] { 5, 0, 3, 1, 4, 2 })
        {
            scene.Target(texture, layer: face).Clear(Colour.Bytes(face * 50, 0, 255 - (face * 40)));
            scene.Viewport(face, 2, 10, 8).FillCorners();
        }

        scene.TargetWindow().Viewport(0, 0, 64, 64).Bind(texture);
        Func<Expr, Expr> direction = OfFaces(1, _ => 1);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.Cube, direction(at), 0)).Build();
    }
}
