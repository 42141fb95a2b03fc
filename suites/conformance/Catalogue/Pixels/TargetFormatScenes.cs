using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Every format that can be drawn into: cleared, drawn, and sampled again.</summary>
internal static class TargetFormatScenes
{
    public static IEnumerable<Scene> All() =>
    [
        .. ColourFormats.Unsigned.Select(f => Scene(f, 1, 0, c => c)),
        .. ColourFormats.Signed.Select(f => Scene(f, 1, -0.75f, c => (c * 0.5f) + 0.5f)),
        .. ColourFormats.Floats.Select(f => f == Format.R11G11B10_FLOAT ? Scene(f, 2, 0, c => c * 0.5f) : Scene(f, 4, -1.5f, c => (c * 0.25f) + 0.5f)),
    ];

    /// <summary>Patches whose channels are eighths that every format tells apart, scaled and moved into the format's range; then as many in a clear colour.</summary>
    private static Scene Scene(Format format, float scale, float offset, Func<Expr, Expr> change) => Drawing.Make(
        $"target-format/{format.ToString().ToLowerInvariant().Replace('_', '-')}",
        $"Colours cleared and drawn into a {format} texture are sampled from it as far as the format holds them, missing channels as 0 and alpha as 1.",
        "GL 4.5 sections 8.5.1, 9.4 and 17.3", b =>
        {
            TextureResource target = b.ColourTarget(64, 64, format);
            b.Target(target);
            b.Clear(At(0.625f, 0.25f, 0.875f, 0.75f));
            float[] eighths = [0, 0.125f, 0.25f, 0.375f, 0.625f, 0.75f, 0.875f, 1];
            b.Boxes([.. Enumerable.Range(0, 15).Select(i => (
                2f + (i % 4 * 15), 2f + (i / 4 * 15), 13f, 12f + (i % 3), At(eighths[i % 8], eighths[((i * 3) + 1) % 8], eighths[((i * 5) + 2) % 8], eighths[((i * 7) + 6) % 8])))]);
            b.Show(target, change: change);

            Colour At(float r, float g, float blue, float a) => new((r * scale) + offset, (g * scale) + offset, (blue * scale) + offset, (a * scale) + offset);
        });
}
