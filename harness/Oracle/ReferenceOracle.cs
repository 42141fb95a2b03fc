using System.Collections.Concurrent;
using Harness.Imaging;
using Harness.Oracle.Storage;
using Harness.Scenes;
using Harness.Scenes.Shading;

namespace Harness.Oracle;

/// <summary>
/// Computes reference frames from scenes: what the OpenGL specification allows every pixel to be. It never looks at a driver.
/// </summary>
public static class ReferenceOracle
{
    /// <summary>Bounds wider than this many 8-bit steps make a pixel uncertain: rounding and blending in fixed point account for less.</summary>
    public const int UncertainSteps = 4;

    /// <summary>The reference frame of a scene.</summary>
    /// <exception cref="InvalidOperationException">The scene reads what it never set, or what the oracle does not model; the message names the step.</exception>
    public static ReferenceFrame Render(Scene scene, OracleOptions? options = null) => scene.Needs.HasFlag(SceneNeeds.Display)
        ? new DisplayRenderer(scene).Run()
        : ToFrame(new SceneRenderer(scene, options ?? OracleOptions.Default).Run());

    /// <summary>The reference frames of many scenes on all cores.</summary>
    public static IReadOnlyDictionary<string, ReferenceFrame> RenderAll(IEnumerable<Scene> scenes, OracleOptions? options = null, CancellationToken cancellation = default)
    {
        var frames = new ConcurrentDictionary<string, ReferenceFrame>();
        // The largest first: one that began last would keep the others waiting.
        IEnumerable<Scene> ordered = scenes.OrderByDescending(scene => scene.Width * scene.Height);
        Parallel.ForEach(Partitioner.Create(ordered, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { CancellationToken = cancellation }, scene => frames[scene.Name] = Render(scene, options));
        return frames;
    }

    /// <summary>Share of pixels with a channel whose bounds are wider than <see cref="UncertainSteps"/>, 0..1.</summary>
    public static double UncertainShare(ReferenceFrame frame)
    {
        int uncertain = 0;
        byte[] lower = frame.Lower.Rgba;
        byte[] upper = frame.Upper.Rgba;
        for (int pixel = 0; pixel < lower.Length; pixel += 4)
        {
            for (int c = 0; c < 4; c++)
            {
                if (upper[pixel + c] - lower[pixel + c] > UncertainSteps)
                {
                    uncertain++;
                    break;
                }
            }
        }

        return uncertain / (lower.Length / 4.0);
    }

    private static ReferenceFrame ToFrame(TextureStorage window)
    {
        (int width, int height) = (window.Resource.Width, window.Resource.Height);
        var expected = new Frame(width, height);
        var lower = new Frame(width, height);
        var upper = new Frame(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                ref readonly Texel texel = ref window.At(0, x, y, 0);
                int at = (((height - 1 - y) * width) + x) * 4;
                for (int c = 0; c < 4; c++)
                {
                    Interval value = texel.Value[c];
                    lower.Rgba[at + c] = (byte)Math.Round(value.Low * 255);
                    upper.Rgba[at + c] = (byte)Math.Round(value.High * 255);
                    expected.Rgba[at + c] = (byte)Math.Clamp(Math.Round(texel.Nominal[c] * 255), lower.Rgba[at + c], upper.Rgba[at + c]);
                }
            }
        }

        return new ReferenceFrame(expected, lower, upper);
    }
}
