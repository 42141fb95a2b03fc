using static System.FormattableString;

namespace Harness.Scenes.Shading;

/// <summary>
/// Shaders as GLSL. Names: attributes <c>aK</c> at location K (<c>vec4</c>, integer attributes <c>ivec4</c> or <c>uvec4</c>), varyings <c>vK</c>,
/// colours <c>oK</c> at location K, constants <c>vc[]</c> and <c>fc[]</c>, constant buffers as std140 blocks <c>VertexBlockN</c> and <c>FragmentBlockN</c>,
/// samplers <c>vtN</c> and <c>ftN</c> for slot N of the vertex and the fragment stage, clip planes <c>clipPlanes[]</c>.
/// </summary>
/// <remarks>
/// OpenGL ES has neither 1D textures nor a point size outside shaders. There a 1D texture is a 2D one of height 1, and a vertex shader takes its point size
/// from uniform <c>pointSize</c> while that is not zero.
/// </remarks>
public static class GlslEmitter
{
    /// <summary>Why these shaders cannot be written in this dialect, as a sentence; null where they can.</summary>
    public static string? Obstacle(VertexShader vertex, FragmentShader fragment, GlslOptions options) =>
        options.IsEs && vertex.Outputs.Select(o => o.Varying).Concat(fragment.Code.Interface.Varyings).Any(v => v.Interpolation == Interpolation.NoPerspective)
            ? "GLSL ES 3.00 has no noperspective interpolation."
            : options is { IsEs: true, ClipDistances: > 0 } ? "GLSL ES 3.00 has no clip distances."
            : null;

    public static string Emit(VertexShader shader, GlslOptions options)
    {
        var program = new GlslProgram(ShaderStage.Vertex, options);
        ShaderInterface reads = shader.Code.Interface;
        foreach (AttributeUse a in reads.Attributes)
        {
            string type = a.Kind switch { AttributeKind.Float => "vec4", AttributeKind.SignedInteger => "ivec4", _ => "uvec4" };
            program.Declare(Invariant($"layout(location = {a.Index}) in {type} a{a.Index};"));
        }

        program.DeclareBindings(reads);
        foreach (VaryingOutput output in shader.Outputs)
        {
            program.Declare(Varying(output.Varying, "out", options));
        }

        if (options.IsEs)
        {
            program.Declare("uniform float pointSize;");
        }

        DeclareClipDistances(program, options);
        var translation = new GlslTranslation(program, shader.Code, options);
        translation.Translate();
        program.Add($"gl_Position = {translation.Result(0)};");
        for (int plane = 0; plane < options.ClipDistances; plane++)
        {
            program.Add(Invariant($"gl_ClipDistance[{plane}] = dot(clipPlanes[{plane}], gl_Position);"));
        }

        foreach ((int k, VaryingOutput output) in shader.Outputs.Index())
        {
            program.Add(Invariant($"v{output.Varying.Index} = {translation.Result(k + 1)};"));
        }

        string? size = shader.PointSize is null ? null : translation.Result(shader.Outputs.Count + 1);
        if (options.IsEs)
        {
            program.Add(size is null ? "gl_PointSize = pointSize;" : $"gl_PointSize = pointSize != 0.0 ? pointSize : {size};");
        }
        else if (size is not null)
        {
            program.Add($"gl_PointSize = {size};");
        }

        return program.Finish();
    }

    public static string Emit(FragmentShader shader, GlslOptions options)
    {
        var program = new GlslProgram(ShaderStage.Fragment, options);
        ShaderInterface reads = shader.Code.Interface;
        foreach (Varying varying in reads.Varyings)
        {
            program.Declare(Varying(varying, "in", options));
        }

        program.DeclareBindings(reads);
        if (options.FlipY && reads.BuiltIns.Contains(BuiltIn.FragmentCoordinate))
        {
            program.Declare("uniform float targetHeight;");
        }

        int colours = shader.Colours.Count == 1 ? options.Attachments : shader.Colours.Count;
        for (int k = 0; k < colours; k++)
        {
            program.Declare(Invariant($"layout(location = {k}) out vec4 o{k};"));
        }

        var translation = new GlslTranslation(program, shader.Code, options);
        translation.Translate();
        for (int k = 0; k < colours; k++)
        {
            program.Add(Invariant($"o{k} = {translation.Result(Math.Min(k, shader.Colours.Count - 1))};"));
        }

        int result = shader.Colours.Count;
        if (shader.Depth is not null)
        {
            program.Add($"gl_FragDepth = {translation.Result(result++)};");
        }

        if (shader.DiscardWhen is not null)
        {
            program.Add($"if ({translation.Result(result)} != 0.0) discard;");
        }

        return program.Finish();
    }

    private static void DeclareClipDistances(GlslProgram program, GlslOptions options)
    {
        if (options.ClipDistances == 0)
        {
            return;
        }

        if (options.IsEs)
        {
            throw new ArgumentException("GLSL ES 3.00 has no clip distances.");
        }

        program.Declare(Invariant($"uniform vec4 clipPlanes[{options.ClipDistances}];"));
        program.Declare(Invariant($"out float gl_ClipDistance[{options.ClipDistances}];"));
    }

    private static string Varying(Varying varying, string direction, GlslOptions options)
    {
        string interpolation = varying.Interpolation switch
        {
            Interpolation.NoPerspective when options.IsEs => throw new ArgumentException("GLSL ES 3.00 has no noperspective interpolation."),
            Interpolation.NoPerspective => "noperspective",
            Interpolation.Flat => "flat",
            Interpolation.Colour when options.FlatColours => "flat",
            _ => "smooth",
        };
        return Invariant($"{interpolation} {direction} {GlslTranslation.Type(varying.Width)} v{varying.Index};");
    }
}
