namespace Harness.Runs.Plan;

/// <summary>Patterns of names: <c>*</c> stands for any characters, also none and also slashes; <c>?</c> for one.</summary>
public static class Glob
{
    /// <summary>Whether the whole name fits the pattern; case matters.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var (p, n) = (0, 0);
        var (star, restart) = (-1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, restart) = (p++, n);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                (p, n) = (p + 1, n + 1);
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++restart);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    /// <summary>Whether any pattern fits; no patterns fit everything.</summary>
    public static bool MatchesAny(IReadOnlyCollection<string> patterns, string name)
    {
        foreach (var pattern in patterns)
        {
            if (Matches(pattern, name))
            {
                return true;
            }
        }

        return patterns.Count == 0;
    }
}
