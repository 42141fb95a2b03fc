namespace Harness.Lab.Latency;

/// <summary>Names of latencies of fenced submissions through a guest's kernel: a NOP, from handing it over to its fence, so many in flight.</summary>
public static class FencedSubmissions
{
    private const string Prefix = "latency.fenced-submit.depth-";

    /// <summary>All there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ((int[])[1, 4, 16, 64]).Select(depth => $"{Prefix}{depth}")];

    /// <summary>How many are in flight.</summary>
    public static int DepthOf(string name) => int.Parse(name[Prefix.Length..]);
}
