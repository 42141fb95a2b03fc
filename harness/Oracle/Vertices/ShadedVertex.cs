using Harness.Scenes.Shading;

namespace Harness.Oracle.Vertices;

/// <summary>What the vertex stage hands on.</summary>
internal sealed class ShadedVertex
{
    /// <summary>Clip coordinates, the middle of what they may be.</summary>
    public required (double X, double Y, double Z, double W) Clip { get; init; }

    /// <summary>Half the width of the widest clip coordinate.</summary>
    public required double ClipError { get; init; }

    public required Interval PointSize { get; init; }

    /// <summary>Values of varyings by their index.</summary>
    public required Dictionary<int, Quad<Interval>> Varyings { get; init; }
}
