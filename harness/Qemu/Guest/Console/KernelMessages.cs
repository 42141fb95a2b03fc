using System.Text.RegularExpressions;

namespace Harness.Qemu.Guest.Console;

/// <summary>Knows the messages of kernels that tell of something wrong, from <c>kernel-messages.txt</c>.</summary>
public static partial class KernelMessages
{
    private const string PanicWords = "Kernel panic - not syncing: ";

    private static readonly (ConsoleFindingKind? Kind, Regex Message)[] Known = Load();

    /// <summary>
    /// What a line means: null when nothing is wrong. A program's text that happens to stand before a message on the same line does not hide
    /// it. Programs write to the same console, so a message has a time stamp; a panic is believed without one.
    /// </summary>
    public static ConsoleFindingKind? Classify(string line)
    {
        var message = WithoutStamp(line);
        if (message.Length == line.Length)
        {
            return line.StartsWith(PanicWords, StringComparison.Ordinal) ? ConsoleFindingKind.Panic : null;
        }

        foreach (var (kind, pattern) in Known)
        {
            if (pattern.IsMatch(message))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>What follows the last time stamp of a line; the whole line when it has none.</summary>
    public static string WithoutStamp(string line)
    {
        var stamps = Stamp().Matches(line);
        return stamps.Count == 0 ? line : line[(stamps[^1].Index + stamps[^1].Length)..];
    }

    /// <summary>Whether a line is from a kernel at all.</summary>
    public static bool IsFromKernel(string line) => Stamp().IsMatch(line) || line.StartsWith("Linux version ", StringComparison.Ordinal);

    private static (ConsoleFindingKind? Kind, Regex Message)[] Load()
    {
        const string Resource = "kernel-messages.txt";
        using var stream = typeof(KernelMessages).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        var known = new List<(ConsoleFindingKind?, Regex)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                known.Add((KindOf(line[..space]), new Regex($"^(?:{line[space..].TrimStart()})", RegexOptions.CultureInvariant)));
            }
        }

        return [.. known];
    }

    private static ConsoleFindingKind? KindOf(string word) => word switch
    {
        "ignore" => null,
        "panic" => ConsoleFindingKind.Panic,
        "oops" => ConsoleFindingKind.Oops,
        "stall" => ConsoleFindingKind.Stall,
        "warning" => ConsoleFindingKind.Warning,
        "memory" => ConsoleFindingKind.OutOfMemory,
        "device" => ConsoleFindingKind.DeviceError,
        "program" => ConsoleFindingKind.ProgramFault,
        _ => throw new InvalidOperationException($"kernel-messages.txt has no meaning '{word}'."),
    };

    // printk: "[    1.234567] ", with the caller's thread or processor after it where the kernel was built so, "[    T1] ".
    [GeneratedRegex(@"(<\d+>)?\[ *\d+\.\d{6}\](\[ *[TC]\d+\])? ", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();
}
