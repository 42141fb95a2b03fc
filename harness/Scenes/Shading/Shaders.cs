namespace Harness.Scenes.Shading;

/// <summary>A value that a vertex shader hands on.</summary>
public sealed record VaryingOutput(Varying Varying, Expr Value)
{
    public Expr Value { get; init; } = Value.Width == Varying.Width
        ? Value
        : throw new ArgumentException($"Varying {Varying.Index} has {Varying.Width} components, its value {Value.Width}.", nameof(Value));
}

/// <summary>A vertex shader: clip position, what it hands to the fragment stage, and its point size.</summary>
public sealed class VertexShader(Expr position, EquatableList<VaryingOutput> outputs, Expr? pointSize = null)
{
    /// <summary>Clip-space position, four components.</summary>
    public Expr Position { get; } = position.Width == 4 ? position : throw new ArgumentException("A position has four components.", nameof(position));

    public EquatableList<VaryingOutput> Outputs { get; } = outputs.Select(o => o.Varying.Index).Distinct().Count() == outputs.Count
        ? outputs
        : throw new ArgumentException("Two outputs are one varying.", nameof(outputs));

    public Expr? PointSize { get; } = pointSize is null or { Width: 1 } ? pointSize : throw new ArgumentException("A point size is a scalar.", nameof(pointSize));

    /// <summary>The shader as instructions; results are the position, the outputs in order, then the point size where there is one.</summary>
    /// <remarks>Compiled when first asked for: a catalogue has thousands of shaders, and a run of one scene needs two.</remarks>
    public ShaderCode Code => field ??= ShaderCode.Compile(ShaderStage.Vertex, [Position, .. Outputs.Select(o => o.Value), .. PointSize is null ? [] : new[] { PointSize }]);
}

/// <summary>A fragment shader: a colour for each attachment (a single one goes to all), a depth that replaces the interpolated one, and a condition under which the fragment is discarded.</summary>
public sealed class FragmentShader(EquatableList<Expr> colours, Expr? depth = null, Expr? discardWhen = null)
{
    public EquatableList<Expr> Colours { get; } = colours.All(c => c.Width == 4) && colours.Count is >= 1 and <= 8
        ? colours
        : throw new ArgumentException("A fragment shader gives one to eight colours of four components.", nameof(colours));

    public Expr? Depth { get; } = depth is null or { Width: 1 } ? depth : throw new ArgumentException("A depth is a scalar.", nameof(depth));

    public Expr? DiscardWhen { get; } = discardWhen is null or { Width: 1 } ? discardWhen : throw new ArgumentException("A condition is a scalar.", nameof(discardWhen));

    /// <summary>The shader as instructions; results are the colours in order, then depth, then the discard condition, where there are any.</summary>
    /// <remarks>Compiled when first asked for.</remarks>
    public ShaderCode Code => field ??= ShaderCode.Compile(ShaderStage.Fragment, [.. Colours, .. Depth is null ? [] : new[] { Depth }, .. DiscardWhen is null ? [] : new[] { DiscardWhen }]);

    /// <summary>One colour that goes to every attachment.</summary>
    public static FragmentShader Of(Expr colour) => new([colour]);
}
