using Harness.Imaging;

namespace Harness.Cli.Walkthrough;

/// <summary>One thing left out or done wrong, in a context of its own, everything else as it should be.</summary>
/// <param name="Name">Of its picture.</param>
/// <param name="Change">What becomes of the parts of the stream.</param>
/// <param name="Attaches">Whether the resources are attached to the context.</param>
internal sealed record Experiment(string Name, Func<IReadOnlyList<StreamPart>, IEnumerable<StreamPart>> Change, bool Attaches = true)
{
    /// <summary>Everything the walk-through tries.</summary>
    public static IReadOnlyList<Experiment> All(FirstTriangle triangle, uint vertexBuffer) =>
    [
        Without("viewport"),
        Without("scissor"),
        Without("vertex-elements"),
        Without("blend"),
        Without("rasterizer"),
        Without("constants"),
        With("not-turned", triangle.ViewportNotTurned()),
        With("upside-down", triangle.ViewportNotTurned(), triangle.RasterizerWithoutCulling()),
        With("other-winding", triangle.RasterizerOfOtherWinding()),
        With("wrong-stride", FirstTriangle.VertexBufferOfWrongStride(vertexBuffer)),
        new("not-attached", parts => parts, Attaches: false),
    ];

    private static Experiment Without(string part) => new($"no-{part}", parts => parts.Where(p => p.Name != part));

    private static Experiment With(string name, params StreamPart[] others)
        => new(name, parts => parts.Select(p => others.FirstOrDefault(other => other.Name == p.Name) ?? p));
}

/// <summary>What came of an experiment.</summary>
/// <param name="Frame">What was in the target afterwards.</param>
/// <param name="HostWords">What the host printed meanwhile, trimmed; empty for nothing.</param>
internal sealed record ExperimentResult(Frame Frame, string HostWords);
