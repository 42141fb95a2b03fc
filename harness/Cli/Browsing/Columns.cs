namespace Harness.Cli.Browsing;

/// <summary>Rows of text under each other.</summary>
internal static class Columns
{
    /// <summary>Writes rows of one length, columns as wide as their widest text; the last one is not padded.</summary>
    public static void Write(TextWriter output, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        var widths = Enumerable.Range(0, all[0].Length).Select(column => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
        {
            output.WriteLine(string.Join("  ", row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd());
        }
    }
}
