using Harness.Lab.Sampling;
using Harness.Runs.Transfers;
using Harness.Statistics.Gating;

namespace Harness.Runs.Gating.Measuring;

/// <summary>A counter of one measurement: what a turn asks of the device.</summary>
/// <param name="Name">Name of the measurement and of the counter: <c>upload.dma.buffer.256KiB.kicks</c>.</param>
/// <param name="Base">By launch.</param>
/// <param name="Head">By launch, without those within which it varied.</param>
public sealed record CounterRow(string Name, IReadOnlyList<long> Base, IReadOnlyList<long> Head)
{
    /// <summary>The answer; null where it varies by itself: among the base's launches, or among the head's, of which some are as the base's.</summary>
    public Answer? Answer => Compared?.Answer;

    /// <summary>Whether the head asks for less.</summary>
    public bool Improved => Compared?.Improved ?? false;

    private bool VariesByItself => Base.Distinct().Count() > 1 || (Head.Distinct().Count() > 1 && Head.Contains(Base[0]));

    private (Answer Answer, bool Improved)? Compared => Base.Count < CounterComparison.Launches || VariesByItself ? null
        : Head.Count < CounterComparison.Launches ? (Statistics.Gating.Answer.Inconclusive, false)
        : CounterComparison.Judge(Base, Head, Better.Lower);
}

/// <summary>Collects the counters of all launches. They need no statistics; but what varies by itself shows that only now and then.</summary>
public sealed class CounterSeries
{
    private readonly List<(IReadOnlyDictionary<string, LaunchSample> Base, IReadOnlyDictionary<string, LaunchSample> Head)> _pairs = [];

    /// <summary>Takes a pair of launches.</summary>
    public void Add(IReadOnlyDictionary<string, LaunchSample> @base, IReadOnlyDictionary<string, LaunchSample> head) => _pairs.Add((@base, head));

    /// <summary>The counters of all measurements that both sides count, and whose base does not vary within a launch.</summary>
    public IReadOnlyList<CounterRow> Rows() =>
    [
        .. from name in _pairs.SelectMany(pair => pair.Base.Keys).Distinct()
           from counter in LabCounter.All
           let @base = Values(_pairs.Select(pair => pair.Base), name, counter)
           let head = Values(_pairs.Select(pair => pair.Head), name, counter)
           where head.Count > 0 && !@base.Contains(null) && @base.Concat(head).Any(count => count > 0)
           select new CounterRow($"{name}.{counter.Name}", [.. @base.OfType<long>()], [.. head.OfType<long>()]),
    ];

    private static List<long?> Values(IEnumerable<IReadOnlyDictionary<string, LaunchSample>> launches, string name, LabCounter counter)
        => [.. launches.Select(launch => launch.GetValueOrDefault(name)).OfType<LaunchSample>().Where(counter.IsCounted).Select(counter.Of)];
}
