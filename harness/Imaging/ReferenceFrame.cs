namespace Harness.Imaging;

/// <summary>
/// What the specification allows a frame to be: per pixel and channel an expected value and an inclusive range.
/// A frame passes when lower &lt;= observed &lt;= upper everywhere.
/// </summary>
public sealed record ReferenceFrame
{
    /// <summary>Three frames of one size.</summary>
    public ReferenceFrame(Frame expected, Frame lower, Frame upper)
    {
        if (lower.Width != expected.Width || upper.Width != expected.Width || lower.Height != expected.Height || upper.Height != expected.Height)
        {
            throw new ArgumentException("Expected, lower and upper frames must have one size.");
        }

        (Expected, Lower, Upper) = (expected, lower, upper);
    }

    /// <summary>The picture to show a person.</summary>
    public Frame Expected { get; }

    /// <summary>The smallest allowed value per channel.</summary>
    public Frame Lower { get; }

    /// <summary>The largest allowed value per channel.</summary>
    public Frame Upper { get; }
}
