using System.Text.RegularExpressions;

namespace Harness.VirtioGpu;

/// <summary>
/// Reads what virglrenderer printed. QEMU answers OK to streams the renderer refused (PROTOCOL section 0.3), so these lines are the only word of a lost context.
/// </summary>
internal sealed partial class RendererComplaints
{
    private const int MostKept = 16 * 1024;

    private readonly Dictionary<uint, string> _lost = [];

    /// <summary>Everything printed since <see cref="Forget"/>, the newest <see cref="MostKept"/> characters.</summary>
    public string Recent { get; private set; } = string.Empty;

    /// <summary>Takes in new text.</summary>
    public void Take(string text)
    {
        Recent = Recent.Length + text.Length <= MostKept ? Recent + text : (Recent + text)[^MostKept..];
        foreach (Match match in LostContext().Matches(text))
        {
            var context = uint.Parse(match.Groups["id"].Value);
            _lost.TryAdd(context, text.Trim());
        }
    }

    /// <summary>The renderer's words when it put that context into its error state, else null.</summary>
    public string? WordsOnLost(uint context) => _lost.GetValueOrDefault(context);

    /// <summary>A context with that id starts afresh.</summary>
    public void Forget(uint context) => _lost.Remove(context);

    /// <summary>All contexts are gone.</summary>
    public void ForgetAll()
    {
        _lost.Clear();
        Recent = string.Empty;
    }

    // "context error reported 3 "name" Illegal resource 7" and "context 3 failed to dispatch CLEAR: 22".
    [GeneratedRegex(@"context error reported (?<id>\d+)|context (?<id>\d+) failed to dispatch", RegexOptions.ExplicitCapture)]
    private static partial Regex LostContext();
}
