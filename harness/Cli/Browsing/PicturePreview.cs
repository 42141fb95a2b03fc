using System.Globalization;
using System.Text;
using Harness.Imaging;

namespace Harness.Cli.Browsing;

/// <summary>A small picture made of characters: two pixels in each, in 24-bit colour.</summary>
internal static class PicturePreview
{
    private const int Most = 64;

    /// <summary>Writes the picture, thinned out until it fits.</summary>
    /// <param name="columns">Width of the terminal.</param>
    public static void Write(TextWriter output, Frame frame, int columns)
    {
        var step = Math.Max(1, (int)Math.Ceiling(frame.Width / (double)Math.Min(columns, Most)));
        var text = new StringBuilder();
        for (var y = 0; y < frame.Height; y += 2 * step)
        {
            (Rgba, Rgba)? current = null;
            for (var x = 0; x < frame.Width; x += step)
            {
                var above = frame.PixelAt(x, y);
                var below = y + step < frame.Height ? frame.PixelAt(x, y + step) : default;
                if (current != (above, below))
                {
                    current = (above, below);
                    text.Append(CultureInfo.InvariantCulture, $"\u001b[38;2;{above.R};{above.G};{above.B};48;2;{below.R};{below.G};{below.B}m");
                }

                text.Append('▀');
            }

            text.Append("\u001b[0m\n");
        }

        output.Write(text);
    }
}
