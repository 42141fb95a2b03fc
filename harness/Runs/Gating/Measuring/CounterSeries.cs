using Harness.Lab.Sampling;
using Harness.Statistics.Gating;
using Harness.Virgl;

namespace Harness.Runs.Gating.Measuring;

/// <summary>A counter of one measurement: what a turn asks of the device.</summary>
/// <param name="Name">Name of the measurement and of the counter: <c>upload.dma.buffer.256KiB.kicks</c>.</param>
/// <param name="Base">By launch; empty where it varied within one.</param>
/// <param name="Head">Likewise.</param>
public sealed record CounterRow(string Name, IReadOnlyList<long> Base, IReadOnlyList<long> Head)
{
    /// <summary>The answer; null where the base's launches differ among themselves, so that there is nothing to compare with.</summary>
    public Answer? Answer => Compared?.Answer;

    /// <summary>Whether the head asks for less.</summary>
    public bool Improved => Compared?.Improved ?? false;

    private (Answer Answer, bool Improved)? Compared => Base.Count < CounterComparison.Launches || Base.Distinct().Count() > 1 ? null
        : Head.Count < CounterComparison.Launches ? (Statistics.Gating.Answer.Inconclusive, false)
        : CounterComparison.Judge(Base, Head, Better.Lower);
}

/// <summary>Collects the counters of the first launches: they need no statistics, so no more are needed.</summary>
public sealed class CounterSeries
{
    private static readonly (string Name, Func<WorkCounters, long> Of)[] Counters =
    [
        ("commands", work => work.Commands), ("bytes", work => work.Bytes), ("kicks", work => work.Kicks), ("fences", work => work.Fences), ("descriptors", work => work.Descriptors),
    ];

    private readonly List<(IReadOnlyDictionary<string, LaunchSample> Base, IReadOnlyDictionary<string, LaunchSample> Head)> _pairs = [];

    /// <summary>Takes a pair of launches.</summary>
    public void Add(IReadOnlyDictionary<string, LaunchSample> @base, IReadOnlyDictionary<string, LaunchSample> head)
    {
        if (_pairs.Count < CounterComparison.Launches)
        {
            _pairs.Add((@base, head));
        }
    }

    /// <summary>The counters of all measurements whose base counts and does not vary within a launch.</summary>
    public IReadOnlyList<CounterRow> Rows() =>
    [
        .. from name in _pairs.SelectMany(pair => pair.Base.Keys).Distinct()
           where _pairs.All(pair => Steady(pair.Base, name) is not null)
           from counter in Counters
           select new CounterRow($"{name}.{counter.Name}", Values(name, counter.Of, pair => pair.Base), Values(name, counter.Of, pair => pair.Head)),
    ];

    private long[] Values(
        string name, Func<WorkCounters, long> counter, Func<(IReadOnlyDictionary<string, LaunchSample> Base, IReadOnlyDictionary<string, LaunchSample> Head), IReadOnlyDictionary<string, LaunchSample>> side)
        => [.. _pairs.Select(pair => Steady(side(pair), name)).OfType<WorkCounters>().Select(counter)];

    private static WorkCounters? Steady(IReadOnlyDictionary<string, LaunchSample> launch, string name)
        => launch.TryGetValue(name, out var sample) && !sample.WorkVaries ? sample.Work : null;
}
