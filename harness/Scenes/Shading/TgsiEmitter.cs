using System.Globalization;

namespace Harness.Scenes.Shading;

/// <summary>How a fragment shader sees its target.</summary>
/// <param name="FlipY">
/// The target is drawn upside down, with a negative viewport scale.y, so that GL's bottom row is the last row of a transfer (the window).
/// Without it the target is drawn with a positive scale.y: GL row and transfer row are one (textures).
/// </param>
public readonly record struct TgsiOptions(bool FlipY);

/// <summary>
/// Shaders as TGSI text, the form in which VirGL carries them. What the text cannot say and the player must set:
/// <list type="bullet">
/// <item>vertex element k feeds <c>IN[k]</c>; every element up to the highest attribute read must exist;</item>
/// <item>a texture and a sampler in slot n of the stage serve <c>SAMP[n]</c>;</item>
/// <item><see cref="ShaderInterface.ConstantRegisters"/> registers must be set, buffer n of a stage is bound as uniform buffer n;</item>
/// <item>point coordinates: rasterizer point_quad_rasterization (without it the renderer leaves the origin as it was) and sprite_coord_mode 0 (upper left)
/// with <see cref="TgsiOptions.FlipY"/>, 1 without;</item>
/// <item>facing: rasterizer front_ccw as asked with <see cref="TgsiOptions.FlipY"/>, the opposite without.</item>
/// </list>
/// </summary>
public static class TgsiEmitter
{
    public static string Emit(VertexShader shader)
    {
        var program = new TgsiProgram("VERT");
        ShaderInterface reads = shader.Code.Interface;
        int attributes = reads.Attributes.Count == 0 ? 0 : reads.Attributes[^1].Index + 1;
        for (int k = 0; k < attributes; k++)
        {
            program.Declare(Name("IN", k));
        }

        var inputs = new Dictionary<BuiltIn, string>();
        foreach (BuiltIn builtIn in reads.BuiltIns)
        {
            string name = Name("SV", inputs.Count);
            program.Declare(builtIn == BuiltIn.VertexId ? $"{name}, VERTEXID" : $"{name}, INSTANCEID");
            inputs.Add(builtIn, name);
        }

        program.Declare("OUT[0], POSITION");
        var results = new List<TgsiResult> { new("OUT[0]", 0, 4) };
        foreach (VaryingOutput output in shader.Outputs)
        {
            string name = Name("OUT", results.Count);
            program.Declare($"{name}, {Semantic(output.Varying)}");
            results.Add(new(name, 0, output.Value.Width));
        }

        if (shader.PointSize is not null)
        {
            string name = Name("OUT", results.Count);
            program.Declare($"{name}, PSIZE");
            results.Add(new(name, 0, 1));
        }

        DeclareBindings(program, reads);
        new TgsiTranslation(program, shader.Code, inputs, new Dictionary<Varying, string>()).Translate(results);
        return program.Finish();
    }

    public static string Emit(FragmentShader shader, TgsiOptions options = default)
    {
        var program = new TgsiProgram("FRAG");
        ShaderInterface reads = shader.Code.Interface;
        if (shader.Colours.Count == 1)
        {
            program.Property("FS_COLOR0_WRITES_ALL_CBUFS 1");
        }

        var varyings = new Dictionary<Varying, string>();
        foreach (Varying varying in reads.Varyings)
        {
            string name = Name("IN", varyings.Count);
            program.Declare($"{name}, {Semantic(varying)}, {Interpolation(varying)}");
            varyings.Add(varying, name);
        }

        var inputs = new Dictionary<BuiltIn, string>();
        foreach (BuiltIn builtIn in reads.BuiltIns)
        {
            string name = Name("IN", varyings.Count + inputs.Count);
            inputs.Add(builtIn, name);
            switch (builtIn)
            {
                case BuiltIn.FragmentCoordinate:
                    program.Property(options.FlipY ? "FS_COORD_ORIGIN LOWER_LEFT" : "FS_COORD_ORIGIN UPPER_LEFT");
                    program.Declare($"{name}, POSITION, LINEAR");
                    break;
                case BuiltIn.FrontFacing:
                    program.Declare($"{name}, FACE, CONSTANT");
                    break;
                default:
                    program.Declare($"{name}, PCOORD, PERSPECTIVE");
                    break;
            }
        }

        var results = new List<TgsiResult>();
        for (int k = 0; k < shader.Colours.Count; k++)
        {
            program.Declare(k == 0 ? "OUT[0], COLOR" : string.Create(CultureInfo.InvariantCulture, $"OUT[{k}], COLOR[{k}]"));
            results.Add(new(Name("OUT", k), 0, 4));
        }

        if (shader.Depth is not null)
        {
            string name = Name("OUT", results.Count);
            program.Declare($"{name}, POSITION");
            results.Add(new(name, 2, 1));
        }

        DeclareBindings(program, reads);
        new TgsiTranslation(program, shader.Code, inputs, varyings).Translate(results);
        return program.Finish();
    }

    private static void DeclareBindings(TgsiProgram program, ShaderInterface reads)
    {
        foreach (SamplerUse sampler in reads.Samplers)
        {
            program.Declare(Name("SAMP", sampler.Slot));
            program.Declare($"{Name("SVIEW", sampler.Slot)}, {TgsiTranslation.Target(sampler.Target, sampler.Compares)}, FLOAT");
        }

        foreach (ConstantUse constants in reads.Constants)
        {
            string range = constants.Registers == 1 ? "[0]" : string.Create(CultureInfo.InvariantCulture, $"[0..{constants.Registers - 1}]");
            program.Declare(constants.Block == 0 ? $"CONST{range}" : $"{Name("CONST", constants.Block)}{range}");
        }
    }

    private static string Semantic(Varying varying) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(varying.Interpolation == Shading.Interpolation.Colour ? "COLOR" : "GENERIC")}[{varying.Index}]");

    private static string Interpolation(Varying varying) => varying.Interpolation switch
    {
        Shading.Interpolation.Smooth => "PERSPECTIVE",
        Shading.Interpolation.NoPerspective => "LINEAR",
        Shading.Interpolation.Flat => "CONSTANT",
        _ => "COLOR",
    };

    private static string Name(string file, int index) => string.Create(CultureInfo.InvariantCulture, $"{file}[{index}]");
}

/// <summary>Where a result goes: an output register and the components of it, from <paramref name="First"/>, that are written.</summary>
internal readonly record struct TgsiResult(string Register, int First, int Width);
