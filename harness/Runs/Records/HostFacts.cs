using System.Globalization;
using System.Reflection;

namespace Harness.Runs.Records;

/// <summary>Reads what the machine and this program are.</summary>
public static class HostFacts
{
    /// <summary>The machine as it is now.</summary>
    public static HostDocument Host() => new()
    {
        Kernel = ReadLine("/proc/sys/kernel/osrelease"),
        System = Field("/etc/os-release", "PRETTY_NAME", '=').Trim('"'),
        Cpu = Field("/proc/cpuinfo", "model name", ':'),
        Cores = Environment.ProcessorCount,
        Load = double.TryParse(ReadLine("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load : 0,
        MemoryMiB = Kilobytes("/proc/meminfo", "MemTotal") / 1024,
        AvailableMemoryMiB = Kilobytes("/proc/meminfo", "MemAvailable") / 1024,
    };

    /// <summary>This program, and the most memory it has used so far.</summary>
    public static HarnessDocument Harness()
    {
        // The build appends the commit to the version: 1.0.0+3f2a...
        var version = typeof(HostFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        var peak = Math.Round(Kilobytes("/proc/self/status", "VmHWM") / 1024.0, 1);
        return plus < 0 ? new HarnessDocument(version, null, peak) : new HarnessDocument(version[..plus], version[(plus + 1)..], peak);
    }

    private static long Kilobytes(string path, string name)
    {
        var words = Field(path, name, ':').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && long.TryParse(words[0], out var kilobytes) ? kilobytes : 0;
    }

    private static string Field(string path, string name, char separator)
    {
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                var at = line.IndexOf(separator, StringComparison.Ordinal);
                if (at > 0 && line.AsSpan(0, at).TrimEnd().SequenceEqual(name))
                {
                    return line[(at + 1)..].Trim();
                }
            }
        }
        catch (IOException)
        {
            // A fingerprint lists what can be known.
        }

        return string.Empty;
    }

    private static string ReadLine(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault() ?? string.Empty;
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
