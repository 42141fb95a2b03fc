using Harness.Runs.Plan;

namespace Harness.Runs.Expectations;

/// <summary>A line of <c>lists/expected-fails.txt</c>: cells known to fail because the stack under test is wrong there.</summary>
/// <param name="Scene">Pattern of scene names; see <see cref="Glob"/>.</param>
/// <param name="Lane">Patterns of lane names, separated by commas.</param>
/// <param name="Observer">Pattern of observer names.</param>
/// <param name="Stack">Patterns of the beginning of a <see cref="StackName"/>, ending at the end of a word, separated by commas; <c>*</c> for any stack.</param>
/// <param name="Reason">What the stack does wrong.</param>
/// <param name="Evidence">How one knows: a line of the renderer's output, a reference to its source, a picture.</param>
/// <param name="Line">Where it stands in the list.</param>
public sealed record ExpectedFail(string Scene, string Lane, string Observer, string Stack, string Reason, string Evidence, int Line)
{
    /// <summary>Whether the line speaks of that cell, on some stack.</summary>
    public bool Covers(in CellName cell)
        => Glob.Matches(Scene, cell.Scene) && CoversLane(cell.Lane) && Glob.Matches(Observer, cell.Observer.Word());

    private bool CoversLane(string lane)
    {
        foreach (var pattern in Lane.AsSpan().Split(','))
        {
            if (Glob.Matches(Lane.AsSpan(pattern).Trim(), lane))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the line speaks of that stack.</summary>
    public bool Covers(StackName stack)
        => Stack.Split(',', StringSplitOptions.TrimEntries).Any(pattern => Glob.Matches(pattern, stack.Text) || Glob.Matches(pattern + " *", stack.Text));
}

/// <summary>
/// What a lane runs on in a few words, for patterns, host first: <c>virglrenderer 0.10.4 llvmpipe qemu 7.2.22 linux 6.1.0-56-amd64 mesa 22.3.6</c>. Parts that
/// a lane does not have are left out; of the lane <c>native</c> it is <c>llvmpipe mesa 22.3.6</c>.
/// </summary>
public readonly record struct StackName(string Text)
{
    /// <summary>Makes the name; what is not known is called <c>unknown</c>.</summary>
    /// <param name="renderer">Version of virglrenderer; null where it is not known.</param>
    /// <param name="gl">What the renderer says of the GL below it; its first word is used, of a VirGL driver's words the one in brackets.</param>
    /// <param name="qemu">Version of QEMU; null where there is none.</param>
    /// <param name="linux">Release of the guest's kernel; null where there is none.</param>
    /// <param name="mesa">Version of the OpenGL driver that was called; null where none was.</param>
    /// <param name="virgl">Whether a virglrenderer takes part.</param>
    public static StackName Of(string? renderer, string gl, string? qemu, string? linux = null, string? mesa = null, bool virgl = true)
    {
        var words = new List<string>();
        if (virgl)
        {
            words.Add($"virglrenderer {renderer ?? "unknown"}");
        }

        words.Add(Family(gl));
        foreach (var (name, version) in ((string, string?)[])[("qemu", qemu), ("linux", linux), ("mesa", mesa)])
        {
            if (version is not null)
            {
                words.Add($"{name} {version}");
            }
        }

        return new(string.Join(' ', words));
    }

    public override string ToString() => Text;

    private static string Family(string gl)
    {
        const string Virgl = "virgl (";
        var inner = gl.StartsWith(Virgl, StringComparison.Ordinal) ? gl[Virgl.Length..] : gl;
        var word = inner.Split(' ')[0].ToLowerInvariant();
        return word.Length > 0 ? word : "unknown";
    }
}
