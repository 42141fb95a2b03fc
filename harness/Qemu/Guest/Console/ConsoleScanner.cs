namespace Harness.Qemu.Guest.Console;

/// <summary>Reads a console as it comes, in pieces of any size, and notes what is wrong. One thread at a time.</summary>
public sealed class ConsoleScanner
{
    private const int MostFindings = 200;
    private const int HeadLines = 2000;
    private const int TailLines = 4000;

    private readonly ConsoleLines _lines;
    private readonly List<ConsoleFinding> _findings = [];
    private readonly List<string> _head = [];
    private readonly Queue<string> _tail = new();
    private int _count;

    private readonly Action<string>? _onLine;

    /// <summary>A scanner that has read nothing.</summary>
    /// <param name="onLine">Told of each line; null for nobody.</param>
    public ConsoleScanner(Action<string>? onLine = null) => (_lines, _onLine) = (new ConsoleLines(Note), onLine);

    /// <summary>What was found, oldest first: the first 200, and later ones that are worse than all before.</summary>
    public IReadOnlyList<ConsoleFinding> Findings => _findings;

    /// <summary>The worst that was found; null when nothing is wrong.</summary>
    public ConsoleFindingKind? Worst { get; private set; }

    /// <summary>Whether a kernel has spoken.</summary>
    public bool SawKernel { get; private set; }

    /// <summary>Takes in the next bytes.</summary>
    public void Take(ReadOnlySpan<byte> bytes) => _lines.Take(bytes);

    /// <summary>Reads the last line as if it had ended.</summary>
    public void Finish() => _lines.Finish();

    /// <summary>The console as text: its first 2000 and its last 4000 lines, and how many are left out between them.</summary>
    public string Text()
    {
        var left = _count - _head.Count - _tail.Count;
        IEnumerable<string> gap = left > 0 ? [$"... {left} lines ..."] : [];
        IEnumerable<string> last = _lines.Unfinished is { Length: > 0 } unfinished ? [unfinished] : [];
        return string.Join('\n', _head.Concat(gap).Concat(_tail).Concat(last));
    }

    /// <summary>The lines about a finding, or the last ones when there is none.</summary>
    /// <param name="about">The finding; null for the end of the console.</param>
    /// <param name="before">Lines before it.</param>
    /// <param name="after">Lines after it.</param>
    public string Excerpt(ConsoleFinding? about, int before = 8, int after = 60)
    {
        if (about is null)
        {
            return string.Join('\n', Text().Split('\n').TakeLast(before + after));
        }

        var (from, to) = (about.Number - before, about.Number + after);
        var firstOfTail = _count - _tail.Count;
        return string.Join(
            '\n',
            _head.Index().Where(line => line.Index >= from && line.Index <= to).Select(line => line.Item)
                .Concat(_tail.Index().Where(line => firstOfTail + line.Index >= from && firstOfTail + line.Index <= to).Select(line => line.Item)));
    }

    private void Note(string line)
    {
        if (KernelMessages.Classify(line) is { } kind)
        {
            // A flood of small ones must not hide the one that matters.
            if (_findings.Count < MostFindings || kind > Worst)
            {
                _findings.Add(new ConsoleFinding(kind, line, _count));
            }

            Worst = Worst is { } worst && worst > kind ? worst : kind;
        }

        SawKernel = SawKernel || KernelMessages.IsFromKernel(line);
        _onLine?.Invoke(line);
        _count++;
        if (_head.Count < HeadLines)
        {
            _head.Add(line);
            return;
        }

        _tail.Enqueue(line);
        if (_tail.Count > TailLines)
        {
            _tail.Dequeue();
        }
    }
}
