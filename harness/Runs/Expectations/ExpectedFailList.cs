namespace Harness.Runs.Expectations;

/// <summary>
/// Cells that fail because the stack under test is wrong, by what is known of it. A text file, one entry a line, columns separated by <c>|</c>:
/// scene, lane (or lane/observer), stack, reason, evidence. Blank lines and lines that begin with <c>#</c> say nothing.
/// </summary>
public sealed class ExpectedFailList(IReadOnlyList<ExpectedFail> entries)
{
    private const int Columns = 5;

    /// <summary>A list without entries.</summary>
    public static ExpectedFailList Empty { get; } = new([]);

    /// <summary>The entries, in the file's order.</summary>
    public IReadOnlyList<ExpectedFail> Entries { get; } = entries;

    /// <summary>Reads a list; a file that does not exist is an empty one.</summary>
    /// <exception cref="FormatException">A line is no entry; the message has file and line.</exception>
    public static ExpectedFailList Load(string path) => File.Exists(path) ? Parse(File.ReadAllText(path), path) : Empty;

    /// <summary>Reads a list's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="FormatException">A line is no entry.</exception>
    public static ExpectedFailList Parse(string text, string name = "the list")
    {
        var entries = new List<ExpectedFail>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.AsSpan().Trim() is { Length: > 0 } content && content[0] != '#')
            {
                entries.Add(ParseLine(line, number, name));
            }
        }

        return new ExpectedFailList(entries);
    }

    /// <summary>The entry that expects this cell to fail on this stack; null when none does.</summary>
    public ExpectedFail? Find(in CellName cell, StackName stack)
    {
        foreach (var entry in Entries)
        {
            if (entry.Covers(cell) && entry.Covers(stack))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Whether any entry speaks of this cell, on whatever stack.</summary>
    public bool MayCover(in CellName cell)
    {
        foreach (var entry in Entries)
        {
            if (entry.Covers(cell))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Entries that fit none of the given cells: left over when a scene was renamed or removed.</summary>
    public IReadOnlyList<ExpectedFail> Dangling(IReadOnlyCollection<CellName> cells) => [.. Entries.Where(entry => !cells.Any(cell => entry.Covers(cell)))];

    private static ExpectedFail ParseLine(string line, int number, string name)
    {
        var columns = line.Split('|', StringSplitOptions.TrimEntries);
        if (columns.Length != Columns)
        {
            throw new FormatException($"{name}:{number}: {columns.Length} columns where there are {Columns}: scene | lane | stack | reason | evidence.");
        }

        if (Array.FindIndex(columns, column => column.Length == 0) is >= 0 and var empty)
        {
            throw new FormatException($"{name}:{number}: column {empty + 1} is empty; each entry names scene, lane, stack, reason and evidence.");
        }

        var slash = columns[1].IndexOf('/', StringComparison.Ordinal);
        var (lane, observer) = slash < 0 ? (columns[1], "*") : (columns[1][..slash], columns[1][(slash + 1)..]);
        return new ExpectedFail(columns[0], lane, observer, columns[2], columns[3], columns[4], number);
    }
}
