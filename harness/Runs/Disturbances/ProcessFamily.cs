using System.Globalization;

namespace Harness.Runs.Disturbances;

/// <summary>A process with all that it started, and what that started.</summary>
internal static class ProcessFamily
{
    private const int ParentField = 4, UserField = 14, SystemField = 15, EndedUserField = 16, EndedSystemField = 17;
    private const int FirstField = 3;

    /// <summary>Clock ticks that all of them have used so far, those that ended included where their parent has waited for them.</summary>
    public static long Ticks(int ancestor)
    {
        var all = Read();
        var family = new HashSet<int> { ancestor };
        for (var known = 0; known != family.Count;)
        {
            known = family.Count;
            family.UnionWith(all.Where(process => family.Contains(process.Parent)).Select(process => process.Id));
        }

        return all.Where(process => family.Contains(process.Id)).Sum(process => process.Ticks);
    }

    private static List<(int Id, int Parent, long Ticks)> Read()
    {
        var all = new List<(int, int, long)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));

                // The name in parentheses may hold anything; field 3 follows the last one.
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                all.Add((id, (int)Field(ParentField), Field(UserField) + Field(SystemField) + Field(EndedUserField) + Field(EndedSystemField)));

                long Field(int number) => long.Parse(fields[number - FirstField], CultureInfo.InvariantCulture);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile.
            }
        }

        return all;
    }
}
