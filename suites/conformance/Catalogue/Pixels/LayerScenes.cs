using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Levels, layers, slices and faces of textures as attachments.</summary>
internal static class LayerScenes
{
    private const string Section = "GL 4.5 section 9.2.8";

    public static IEnumerable<Scene> All() => [Levels(), LevelOfCube(), Slices(), SliceOfLevel(), Layers(), LayersAsAttachments(), CubeFaces(), LevelsAsSourceAndTarget(), OneDimensional()];

    private static SceneBuilder Into(SceneBuilder b, TextureResource texture, int level, int layer)
    {
        b.Target(texture, level: level, layer: layer);
        return b.Viewport(0, 0, texture.WidthOf(level), texture.HeightOf(level));
    }

    /// <summary>A colour for each level and layer, and a corner in another colour that shows which way round it is.</summary>
    private static void Mark(SceneBuilder b, TextureResource texture, int level, int layer)
    {
        Into(b, texture, level, layer);
        b.Clear(Colour.Bytes(30 + (layer * 36), 40 + (level * 70), 250 - (layer * 40)));
        b.Fill(Colour.Bytes(255, 255 - (layer * 30), level * 80), -1, -1, 0, -0.5f);
    }

    private static Scene Levels() => Drawing.Make("framebuffer/levels", "Each level of a texture can be drawn into without touching the others.", Section, b =>
    {
        TextureResource texture = b.ColourTarget(32, 32, levels: 4);
        for (int level = 0; level < 4; level++)
        {
            Mark(b, texture, level, 0);
        }

        b.TargetWindow();
        b.Bind(texture, new SamplerState { Mip = MipFilter.Nearest });
        for (int level = 0; level < 4; level++)
        {
            b.Shown(c => Shade.SampleLod(0, TextureTarget.TwoD, c, level), level % 2 * 32, level / 2 * 32, 32, 32);
        }
    });

    private static Scene LevelsAsSourceAndTarget() => Drawing.Make("framebuffer/level-from-the-level-above", "Each level is drawn from the one above it, which a view of that level alone makes possible.", "GL 4.5 section 9.3.1", b =>
    {
        TextureResource texture = b.ColourTarget(32, 32, levels: 3);
        Into(b, texture, 0, 0);
        b.Clear(Colour.Black);
        b.FillCorners(-0.5f, -1, 1, 0.5f);
        for (int level = 1; level < 3; level++)
        {
            Into(b, texture, level, 0);
            b.Bind(new TextureView(texture, level - 1, level - 1));
            b.FillShaded(c => Shade.SampleLod(0, TextureTarget.TwoD, c + Shade.Vector(0.0078125f, 0.0078125f), 0));
        }

        b.TargetWindow();
        for (int level = 0; level < 3; level++)
        {
            b.Bind(new TextureView(texture, level, level));
            b.Shown(c => Shade.SampleLod(0, TextureTarget.TwoD, c, 0), level % 2 * 32, level / 2 * 32, 32, 32);
        }
    });

    private static void ShowLayers(SceneBuilder b, TextureResource texture, Func<Expr, int, Expr> coordinate, int count, int level = 0)
    {
        b.TargetWindow();
        b.Viewport(0, 0, 64, 64);
        b.Clear(Colour.Black);
        b.Bind(texture, new SamplerState { Mip = MipFilter.Nearest }.WithWrap(Wrap.ClampToEdge));
        ShowCells(b, texture, coordinate, count, level, 20);
    }

    /// <summary>A texture of layers, slices or faces, each cleared to a colour of its own.</summary>
    public static TextureResource Cleared(SceneBuilder b, TextureTarget target, int layers)
    {
        TextureResource texture = target == TextureTarget.ThreeD
            ? b.Texture(target, Format.R8G8B8A8_UNORM, 16, 16, layers, use: TextureUse.ColourTarget)
            : b.Texture(target, Format.R8G8B8A8_UNORM, 16, 16, use: TextureUse.ColourTarget, layers: layers);
        for (int layer = 0; layer < layers; layer++)
        {
            b.Target(texture, layer: layer);
            b.Clear(Colour.Bytes(30 + (layer * 36), 40, 250 - (layer * 40)));
        }

        return texture;
    }

    /// <summary>Shows the layers of a texture side by side, texel by pixel, in the window.</summary>
    public static void ShowTexels(SceneBuilder b, TextureResource texture, Func<Expr, int, Expr> coordinate, int layers)
    {
        b.TargetWindow();
        b.Clear(Colour.Black);
        b.Bind(texture, SamplerState.Nearest.WithWrap(Wrap.ClampToEdge));
        ShowCells(b, texture, coordinate, layers, 0, 16);
    }

    private static void ShowCells(SceneBuilder b, TextureResource texture, Func<Expr, int, Expr> coordinate, int count, int level, int size)
    {
        for (int i = 0; i < count; i++)
        {
            int layer = i;
            b.Shown(c => Shade.SampleLod(0, texture.Target, coordinate(c, layer), level), 1 + (i % 3 * 21), 1 + (i / 3 * 21), size, size);
        }
    }

    private static Scene Slices() => Drawing.Make("framebuffer/slices-of-3d", "Each slice of a 3D texture can be drawn into without touching the others.", Section, b =>
    {
        TextureResource texture = b.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 16, 8, 5, use: TextureUse.ColourTarget);
        foreach (int slice in (int[])[3, 0, 4, 1, 2])
        {
            Mark(b, texture, 0, slice);
        }

        ShowLayers(b, texture, (c, i) => Shade.Join(c, (i + 0.5f) / 5), 5);
    });

    private static Scene SliceOfLevel() => Drawing.Make("framebuffer/slices-of-a-level-of-3d", "A slice of a smaller level of a 3D texture is that level's, not the base level's.", Section, b =>
    {
        TextureResource texture = b.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 16, 16, 6, levels: 2, use: TextureUse.ColourTarget);
        for (int level = 0; level < 2; level++)
        {
            for (int slice = 0; slice < 6 >> level; slice++)
            {
                Mark(b, texture, level, slice);
            }
        }

        ShowLayers(b, texture, (c, i) => Shade.Join(c, (i + 0.5f) / 3), 3, level: 1);
    });

    private static Scene Layers() => Drawing.Make("framebuffer/layers-of-an-array", "Each layer of an array texture can be drawn into without touching the others.", Section, b =>
    {
        TextureResource texture = b.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 16, 16, layers: 5, use: TextureUse.ColourTarget);
        foreach (int layer in (int[])[2, 4, 0, 3, 1])
        {
            Mark(b, texture, 0, layer);
        }

        ShowLayers(b, texture, (c, i) => Shade.Join(c, (float)i), 5);
    });

    private static Scene LayersAsAttachments() => Drawing.Make("framebuffer/layers-as-several-attachments", "Layers of one array texture can be several attachments at once.", "GL 4.5 section 9.4.2", b =>
    {
        TextureResource texture = b.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 16, 16, layers: 4, use: TextureUse.ColourTarget);
        Mark(b, texture, 0, 0);
        Mark(b, texture, 0, 2);
        b.Do(new SetFramebuffer(new Framebuffer([new Surface(texture, 0, 3), new Surface(texture, 0, 1)])));
        b.Clear(Colour.Black);
        BufferResource corners = b.VertexBuffer(-0.875f, -0.875f, 0.75f, -0.75f, -0.5f, 0.875f);
        b.VertexBuffers(new VertexBufferBinding(corners, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        b.Shaders(new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []), new FragmentShader([Shade.Colour(Colour.Yellow), Shade.Colour(Colour.Cyan)]));
        b.Draw(Primitive.Triangles, 3);
        ShowLayers(b, texture, (c, i) => Shade.Join(c, (float)i), 4);
    });

    /// <summary>Direction of a point of a face that runs from 0 to 1.</summary>
    public static Expr Direction(Expr c, int face) => CubeDirection.Of(face, (c.X * 2) - 1, (c.Y * 2) - 1);

    private static Scene CubeFaces() => Drawing.Make("framebuffer/faces-of-a-cube", "Each face of a cube texture can be drawn into without touching the others.", "GL 4.5 sections 9.2.8 and 8.13", b =>
    {
        TextureResource texture = b.Texture(TextureTarget.Cube, Format.R8G8B8A8_UNORM, 16, 16, use: TextureUse.ColourTarget);
        foreach (int face in (int[])[5, 1, 3, 0, 2, 4])
        {
            Mark(b, texture, 0, face);
        }

        ShowLayers(b, texture, Direction, 6);
    });

    private static Scene LevelOfCube() => Drawing.Make("framebuffer/level-of-a-cube-face", "A level of a cube face can be drawn into.", "GL 4.5 sections 9.2.8 and 8.13", b =>
    {
        TextureResource texture = b.Texture(TextureTarget.Cube, Format.R8G8B8A8_UNORM, 16, 16, levels: 2, use: TextureUse.ColourTarget);
        for (int level = 0; level < 2; level++)
        {
            for (int face = 0; face < 6; face++)
            {
                Mark(b, texture, level, face);
            }
        }

        ShowLayers(b, texture, Direction, 6, level: 1);
    });

    private static Scene OneDimensional() => Drawing.Make("framebuffer/one-dimensional", "A 1D texture can be drawn into.", Section, b =>
    {
        TextureResource texture = b.Texture(TextureTarget.OneD, Format.R8G8B8A8_UNORM, 32, use: TextureUse.ColourTarget);
        Into(b, texture, 0, 0);
        b.Clear(Colour.Blue);
        b.Fill(Colour.Yellow, -0.75f, -1, -0.25f);
        b.Fill(Colour.Red, 0.125f, -1, 0.9375f);
        b.Bind(texture);
        b.Shown(c => Shade.Sample(0, TextureTarget.OneD, c.X), 0, 8, 64, 48);
    });
}
