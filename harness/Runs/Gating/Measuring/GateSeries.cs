using Harness.Lab.Sampling;
using Harness.Statistics.Gating;

namespace Harness.Runs.Gating.Measuring;

/// <summary>One metric on one lane, launch by launch, until the gate can tell.</summary>
public sealed class GateSeries(GateMetric metric, GatePlan plan)
{
    private readonly SequentialComparison _comparison = new(plan, metric.Better);
    private readonly List<double> _base = [];
    private readonly List<double> _head = [];

    /// <summary>What is compared.</summary>
    public GateMetric Metric { get; } = metric;

    /// <summary>Samples of the base, in the order of measuring.</summary>
    public IReadOnlyList<double> Base => _base;

    /// <summary>Samples of the head.</summary>
    public IReadOnlyList<double> Head => _head;

    /// <summary>The result, once it is known.</summary>
    public Comparison? Result => _comparison.Result;

    /// <summary>Whether more launches are wanted.</summary>
    public bool IsOpen => !IsAbsent && Result is null;

    /// <summary>Whether a slowdown was seen that fresh launches have to show again.</summary>
    public bool IsConfirming => IsOpen && _comparison.IsConfirming;

    /// <summary>Whether a measurement that it needs is missing.</summary>
    public bool IsAbsent { get; private set; }

    /// <summary>Measures no more, since a side does not run any more, or what it moves is wrong.</summary>
    public void GiveUp() => IsAbsent |= Result is null;

    /// <summary>Takes a pair of launches; ignored once there is a result.</summary>
    public void Add(IReadOnlyDictionary<string, LaunchSample> @base, IReadOnlyDictionary<string, LaunchSample> head)
    {
        if (!IsOpen)
        {
            return;
        }

        if (Metric.Of(@base) is not { } one || Metric.Of(head) is not { } other)
        {
            IsAbsent = true;
            return;
        }

        Add(one, other);
    }

    /// <summary>Takes the samples of a pair of launches; ignored once there is a result.</summary>
    public void Add(double @base, double head)
    {
        if (!IsOpen)
        {
            return;
        }

        _base.Add(@base);
        _head.Add(head);
        _comparison.Add(@base, head);
    }
}
