using Harness.Link.Messages;
using Harness.Runs.Disturbances;
using Harness.Runs.Gating.Measuring;
using Harness.Runs.Lanes;
using Harness.Statistics.Gating;

namespace Harness.Runs.Gating;

/// <summary>
/// Compares two builds on a lane, launch by launch and in turn: A B B A. Metrics that have their answer are measured no more; slowdowns are measured afresh, on
/// fresh host stacks, before they are called one.
/// </summary>
public sealed class LaneComparison(string lane, GateTerms terms, GateSide @base, GateSide head, IGateListener listener)
{
    /// <summary>Pairs in a row that may be lost to disturbances: a machine that loses more says nothing of the builds.</summary>
    private const int MostLost = 3;

    private readonly LaunchTaker _taker = new(lane, terms, listener);
    private readonly List<GateSeries> _series = [.. GateSet.On(lane, terms.Metrics).Metrics.Select(metric => new GateSeries(metric, terms.Plan))];
    private readonly CounterSeries _counters = new();
    private readonly List<string> _headFaults = [];
    private readonly List<string> _troubles = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _missing = [];
    private LaunchConditions? _usual;

    /// <summary>Measures until all is told. Takes the sides' host stacks down.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; <see cref="Result"/> has what was measured until then.</exception>
    public LaneResult Run(CancellationToken cancellation)
    {
        using var abort = cancellation.Register(() =>
        {
            @base.Abort();
            head.Abort();
        });
        try
        {
            Measure(cancellation);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException("The gate was cancelled.", e, cancellation);
        }
        finally
        {
            @base.Renew();
            head.Renew();
        }

        return Result();
    }

    /// <summary>What is known so far.</summary>
    public LaneResult Result() => new()
    {
        Lane = lane,
        Series = [.. _series.Where(series => !series.IsAbsent)],
        Counters = _counters.Rows(),
        Launches = _taker.Launches,
        Usual = _usual,
        HeadFaults = _headFaults,
        Troubles = _troubles,
        Notes = _notes,
    };

    private IEnumerable<GateSeries> Open => _series.Where(series => series.IsOpen);

    private void Measure(CancellationToken cancellation)
    {
        // Both sides have all they need before the first launch, and caches are as full for one as for the other.
        if (!BringUp(@base) || !BringUp(head))
        {
            return;
        }

        if (terms.FreshStacks)
        {
            @base.Renew();
            head.Renew();
        }
        else
        {
            Pair(-1, cancellation);
        }

        _usual = _taker.Settle(cancellation);
        for (var (pair, lost) = (0, 0); Open.Any() && _troubles.Count == 0; pair++)
        {
            var confirming = Confirming();
            if (Pair(pair, cancellation) is not { } launches)
            {
                if (++lost > MostLost)
                {
                    _troubles.Add($"{lane}: {lost} pairs of launches in a row were disturbed {QuietHost.Attempts} times each, so the machine says nothing of the builds. Measure when it is quiet.");
                }

                continue;
            }

            lost = 0;
            Take(launches.Base, launches.Head);
            if (Confirming().Except(confirming).ToList() is { Count: > 0 } suspects)
            {
                listener.Confirming(lane, suspects);

                // A host stack may be slow by how it happens to lie in memory; another one is not slow in the same way.
                @base.Renew();
                head.Renew();
            }
        }
    }

    private List<string> Confirming() => [.. _series.Where(series => series.IsConfirming).Select(series => series.Metric.Name)];

    private bool BringUp(GateSide side)
    {
        try
        {
            side.Up();
            listener.Started(lane, side.Side, side.Stack!);
            if (side.Stack!.Facts.Find(DeviceCounting.Fact) is { } reason)
            {
                _notes.Add($"{lane}: device counters of the {side.Side.Word()}: {reason}");
            }

            return true;
        }
        catch (LaneUnavailableException e)
        {
            Broken(side, e);
            return false;
        }
    }

    private (Launch Base, Launch Head)? Pair(int pair, CancellationToken cancellation)
    {
        var measurements = Open.SelectMany(series => series.Metric.Needs).Distinct().Where(name => !_missing.Contains(name)).Select(GateSet.Measurement).ToList();
        var baseFirst = Interleaving.BaseFirst(Math.Max(0, pair), terms.Seed);
        (Launch, Launch)? launches = baseFirst
            ? Attempt(@base) is { } one && Attempt(head) is { } two ? (one, two) : null
            : Attempt(head) is { } first && Attempt(@base) is { } second ? (second, first) : null;
        foreach (var (side, name, message) in _taker.Wrong)
        {
            Note([name], _ => Failure(side, message), side == Side.Base ? _troubles : _headFaults);
            _series.FindAll(series => series.Metric.Needs.Contains(name)).ForEach(series => series.GiveUp());
        }

        return launches;

        Launch? Attempt(GateSide side)
        {
            try
            {
                return _taker.Take(side, pair, measurements, cancellation);
            }
            catch (LaneUnavailableException e) when (!cancellation.IsCancellationRequested)
            {
                Broken(side, e);
                return null;
            }
        }
    }

    private void Take(Launch @base, Launch head)
    {
        Note(@base.Absent.Keys.Intersect(head.Absent.Keys), name => $"{lane}: no {name}: {head.Absent[name]}", _notes);
        Note(head.Absent.Keys.Except(@base.Absent.Keys), name => $"{lane}: the head has no {name}: {head.Absent[name]}", _headFaults);
        Note(@base.Absent.Keys.Except(head.Absent.Keys), name => $"{lane}: only the head has {name}.", _notes);
        Note(@base.Faults.Keys, name => Failure(Side.Base, @base.Faults[name]), _troubles);
        Note(head.Faults.Keys, name => Failure(Side.Head, head.Faults[name]), _headFaults);
        _counters.Add(@base.Samples, head.Samples);
        foreach (var series in Open.ToList())
        {
            series.Add(@base.Samples, head.Samples);
            if (series.Result is not null)
            {
                listener.Decided(lane, series);
            }
        }
    }

    private string Failure(Side side, string message) => $"{lane}: the {side.Word()} failed: {message}";

    private void Note(IEnumerable<string> names, Func<string, string> tell, List<string> where)
    {
        foreach (var name in names)
        {
            if (_missing.Add(name))
            {
                where.Add(tell(name));
            }
        }
    }

    /// <summary>A head that breaks is a finding, unless the harness itself could not do its part; a base that breaks leaves nothing to compare with.</summary>
    private void Broken(GateSide side, LaneUnavailableException e)
    {
        var isFinding = side.Side == Side.Head && e is LaneBrokenException && e.Fault.Verdict != Verdict.HarnessError;
        (isFinding ? _headFaults : _troubles).Add($"{lane}: the {side.Side.Word()} does not run: {e.Message}");
        if (isFinding)
        {
            // Nothing more can be measured here.
            _series.ForEach(series => series.GiveUp());
        }
    }
}
