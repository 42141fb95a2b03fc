using System.Runtime.InteropServices;
using System.Text;

namespace Harness.Gl.Mutants;

/// <summary>Defects of the shader compiler: it takes a text for another.</summary>
internal static unsafe class ShaderMutants
{
    private static Func<string, string> change = text => text;

    public static IEnumerable<GlMutant> All() =>
    [
        Compiler("perspective-always", "noperspective varyings are interpolated with perspective.", t => t.Replace("noperspective ", "smooth ", StringComparison.Ordinal)),
        Compiler("perspective-lost", "Varyings are interpolated without perspective.", t => t.Replace("smooth ", "noperspective ", StringComparison.Ordinal)),
        Compiler("flat-lost", "Flat varyings are interpolated.", t => t.Replace("flat ", "smooth ", StringComparison.Ordinal)),
        Compiler("discard-lost", "Fragments are never discarded.", t => t.Replace(" discard;", " ;", StringComparison.Ordinal)),
        Compiler("minimum-is-maximum", "The shader compiler takes min for max.", t => t.Replace("min(", "max(", StringComparison.Ordinal)),
        Compiler("fragment-depth-lost", "The depth that a shader writes is ignored.", t => t.Replace("gl_FragDepth =", "float lost =", StringComparison.Ordinal)),
        Compiler("front-facing-inverted", "gl_FrontFacing is the wrong way round.", t => t.Replace("float(gl_FrontFacing)", "float(!gl_FrontFacing)", StringComparison.Ordinal)),
        Compiler("point-coordinate-flipped", "gl_PointCoord counts from the lower left.", t => t.Replace("gl_PointCoord", "vec2(gl_PointCoord.x, 1.0 - gl_PointCoord.y)", StringComparison.Ordinal)),
    ];

    private static GlMutant Compiler(string name, string defect, Func<string, string> change) =>
        new(name, defect, [new("glShaderSource", (nint)(delegate* unmanaged<uint, int, byte**, int*, void>)&Source)], () => ShaderMutants.change = change);

    [UnmanagedCallersOnly]
    private static void Source(uint shader, int count, byte** strings, int* lengths)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(lengths == null || lengths[i] < 0 ? Marshal.PtrToStringUTF8((nint)strings[i]) : Encoding.UTF8.GetString(strings[i], lengths[i]));
        }

        byte[] changed = Encoding.UTF8.GetBytes(change(text.ToString()));
        fixed (byte* start = changed)
        {
            byte* one = start;
            int length = changed.Length;
            RealCalls.ShaderSource(shader, 1, &one, &length);
        }
    }
}
