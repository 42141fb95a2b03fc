namespace Harness.Runs.Plan;

/// <summary>Guesses what somebody meant who typed a name that does not exist.</summary>
public static class ClosestNames
{
    private const int Most = 3;

    /// <summary>At most three names that look like <paramref name="typed"/>, the likeliest first; empty when nothing does.</summary>
    public static IReadOnlyList<string> To(string typed, IEnumerable<string> names)
    {
        var plain = typed.Replace("*", string.Empty, StringComparison.Ordinal);
        if (plain.Length == 0)
        {
            return [];
        }

        return [.. names.Distinct()
            .Select(name => (Name: name, Distance: Distance(plain, name)))
            .Where(guess => guess.Distance <= Math.Max(2, plain.Length / 3))
            .OrderBy(guess => guess.Distance).ThenBy(guess => guess.Name, StringComparer.Ordinal)
            .Take(Most)
            .Select(guess => guess.Name)];
    }

    /// <summary>A question to append to an error message, with a leading space; empty when nothing is close.</summary>
    public static string Question(string typed, IEnumerable<string> names)
    {
        var guesses = To(typed, names);
        return guesses.Count == 0 ? string.Empty : $" Did you mean {string.Join(" or ", guesses.Select(name => $"'{name}'"))}?";
    }

    // A part of a name is as good as one typing error; else the number of characters to insert, remove, change or swap.
    private static int Distance(string typed, string name)
    {
        if (typed.Length >= 3 && name.Contains(typed, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        var whole = Edits(typed, name);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 || typed.Contains('/') ? whole : Math.Min(whole, Edits(typed, name[(slash + 1)..]) + 1);
    }

    private static int Edits(string a, string b)
    {
        var (older, previous, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], older[j - 2] + 1);
                }
            }

            (older, previous, current) = (previous, current, older);
        }

        return previous[b.Length];
    }
}
