using System.Text.RegularExpressions;

namespace Harness.VirtioGpu;

/// <summary>
/// Reads what virglrenderer printed. QEMU answers OK to streams and resources the renderer refused (PROTOCOL section 0.3); these lines say
/// so.
/// </summary>
internal sealed partial class RendererComplaints
{
    private const int MostKept = 16 * 1024;

    private readonly Dictionary<uint, string> _lost = [];
    private readonly Queue<string> _refusals = new();

    /// <summary>Everything printed lately, the newest <see cref="MostKept"/> characters.</summary>
    public string Recent { get; private set; } = string.Empty;

    /// <summary>Takes in new text.</summary>
    public void Take(string text)
    {
        Recent = Recent.Length + text.Length <= MostKept ? Recent + text : (Recent + text)[^MostKept..];
        foreach (Match match in LostContext().Matches(text))
        {
            _lost.TryAdd(uint.Parse(match.Groups["id"].Value), $"It printed: {text.Trim()}");
        }

        foreach (Match match in RefusedResource().Matches(text))
        {
            _refusals.Enqueue(match.Value.Trim());
        }
    }

    /// <summary>Notes that a context did not do all it was given; what was printed of it before counts for more.</summary>
    public void NoteSilentLoss(uint context)
    {
        var before = Recent.Trim();
        _lost.TryAdd(
            context,
            "It printed nothing about it, but did not execute all it was given to the end. "
            + (before.Length > 0 ? $"Its last words: {before}" : "It has printed nothing at all."));
    }

    /// <summary>A sentence with the renderer's words on the loss of that context; null when it is not known to be lost.</summary>
    public string? WordsOnLost(uint context) => _lost.GetValueOrDefault(context);

    /// <summary>The next refusal that belongs to no context; null when there is none.</summary>
    public string? NextRefusal() => _refusals.TryDequeue(out var words) ? words : null;

    /// <summary>The context is gone.</summary>
    public void Forget(uint context) => _lost.Remove(context);

    /// <summary>Everything is gone.</summary>
    public void ForgetAll()
    {
        _lost.Clear();
        _refusals.Clear();
        Recent = string.Empty;
    }

    // "context error reported 3 "name" Illegal resource 7" and "context 3 failed to dispatch CLEAR: 22".
    [GeneratedRegex(@"context error reported (?<id>\d+)|context (?<id>\d+) failed to dispatch", RegexOptions.ExplicitCapture)]
    private static partial Regex LostContext();

    // "vrend_resource_create, Illegal resource parameters, error: Invalid texture format 9999 (>=322)".
    [GeneratedRegex("^.*Illegal resource parameters.*$", RegexOptions.Multiline)]
    private static partial Regex RefusedResource();
}
