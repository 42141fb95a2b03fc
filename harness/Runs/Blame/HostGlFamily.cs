namespace Harness.Runs.Blame;

/// <summary>Tells implementations of OpenGL apart by how renderers call themselves.</summary>
public static class HostGlFamily
{
    private const string Wrapped = "virgl (";

    /// <summary>
    /// The implementation that draws in the end, in lower case: <c>llvmpipe</c> of "llvmpipe (LLVM 15.0.6, 256 bits)", and of "virgl (LLVMPIPE (LLVM 15.0.6, 256 bits))", by which a guest's GL names
    /// the one below it. Null when the name says nothing.
    /// </summary>
    public static string? Of(string renderer)
    {
        var name = renderer.AsSpan().Trim();
        while (name.StartsWith(Wrapped, StringComparison.OrdinalIgnoreCase))
        {
            name = name[Wrapped.Length..].Trim();
        }

        var end = name.IndexOfAny(' ', '(', ',');
        var family = end < 0 ? name : name[..end];
        return family.IsEmpty ? null : family.ToString().ToLowerInvariant();
    }
}
