namespace Harness.Agent.Playing;

/// <summary>Which files the driver is made of, in the process that uses it.</summary>
internal static class DriverLibraries
{
    private static readonly string[] Marks = ["/libEGL", "/libGL", "/libgbm", "/libgallium", "_dri.so", "/libglapi", "/dri_gbm", "/driver/"];

    /// <summary>Full paths of the mapped files that belong to a graphics driver, in order.</summary>
    public static IEnumerable<string> Mapped() => File.ReadLines("/proc/self/maps")
        .Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? line[at..] : string.Empty)
        .Where(path => Array.Exists(Marks, mark => path.Contains(mark, StringComparison.Ordinal)))
        .Distinct()
        .Order(StringComparer.Ordinal);
}
