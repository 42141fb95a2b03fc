using System.Diagnostics;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Messages;
using Harness.Runs.Disturbances;
using Harness.Runs.Lanes;

namespace Harness.Runs.Transfers;

/// <summary>
/// Takes the samples of a plan, all lanes in turn. Every other launch goes through the measurements backwards, so that a machine that grows slower or faster
/// meanwhile does so to all alike. Times of what something disturbed are thrown away, and taken again a few times; wrong bytes count always.
/// </summary>
/// <param name="lanes">By name.</param>
public sealed class TransferLab(LabPlan plan, LabTerms terms, IReadOnlyDictionary<string, RenewableLane> lanes, ILabListener listener)
{
    /// <summary>Stretches in a row that may be lost to disturbances: a machine that loses more is not worth measuring.</summary>
    private const int MostLost = 3;

    /// <summary>Measurements in a row under which a lane's host stack breaks, until the lane is given up.</summary>
    private const int MostBroken = 3;

    private readonly QuietHost _quiet = new(terms.Quiet);
    private readonly HashSet<(string Lane, string Name)> _sampled = [];
    private readonly HashSet<(string Lane, string Name)> _missed = [];
    private readonly HashSet<string> _lost = [];
    private readonly Dictionary<string, int> _broken = [];
    private int _lostStretches;

    /// <summary>Measures.</summary>
    /// <param name="begin">Told how many samples are wanted, those included that a lane has no road for.</param>
    /// <exception cref="LaneUnavailableException">A lane does not come up for the first time.</exception>
    /// <exception cref="DisturbedException">The machine is not quiet for long enough to measure anything.</exception>
    public void Run(Action<int> begin, CancellationToken cancellation)
    {
        var measurements = Measurements();
        begin(measurements.Sum(measurement => measurement.Launches));
        listener.Observed(_quiet.Settle(cancellation));
        for (var launch = 0; launch < plan.Launches; launch++)
        {
            if (terms.FreshStacks && launch > 0)
            {
                Renew();
            }

            var wanted = measurements.Where(measurement => launch < measurement.Launches);
            for (var queue = new Queue<Measurement>(launch % 2 == 0 ? wanted : wanted.Reverse()); queue.Count > 0;)
            {
                TakeStretch(queue, launch, cancellation);
            }
        }

        foreach (var (lane, name) in measurements.Select(measurement => (measurement.Lane, measurement.Name)).Where(key => !_sampled.Contains(key) && !_missed.Contains(key) && !_lost.Contains(key.Lane)))
        {
            listener.Missed(new LabGap(lane, name, $"{name}: something disturbed every launch of it; measure when the machine is quiet.", LabGapKind.Disturbed));
        }
    }

    private List<Measurement> Measurements()
    {
        var sampler = plan.Sampler;
        var roundTrip = sampler with { AtMost = plan.LatencyAtMost, Turns = plan.LatencyTurns, TurnsAtMost = plan.LatencyTurns };
        return
        [
            .. from payload in plan.Payloads from lane in lanes.Keys select new Measurement(lane, payload.Task.Name, payload.Launches, up => up.Measure(payload.Task, sampler)),
            .. from task in plan.Frames from lane in lanes.Keys select new Measurement(lane, task.Name, plan.Launches, up => up.Measure(task, plan.FrameSampler)),
            .. from task in (LabTask[])[LabTask.RoundTrip, LabTask.GlRoundTrip]
               from lane in lanes.Keys select new Measurement(lane, task.Name, plan.Launches, up => up.Measure(task, roundTrip)),
            .. from lane in lanes from name in lane.Value.Up().Latencies select new Measurement(lane.Key, name, plan.Launches, up => up.MeasureLatency(name, plan.LatencyTurns)),
        ];
    }

    private void Renew()
    {
        foreach (var (name, lane) in lanes.Where(lane => !_lost.Contains(lane.Key)))
        {
            lane.Renew();
            try
            {
                lane.Up();
            }
            catch (LaneUnavailableException e)
            {
                Lose(name, e);
            }
        }
    }

    /// <summary>Takes as many of what is wanted as go into a stretch, until nothing disturbs them. A failure ends a stretch, so that it is known before the next.</summary>
    private void TakeStretch(Queue<Measurement> wanted, int launch, CancellationToken cancellation)
    {
        List<Measurement>? stretch = null;
        for (var attempt = 1; attempt <= QuietHost.Attempts; attempt++)
        {
            var outcomes = new List<Outcome>();
            using var watch = new LaunchWatch([.. lanes.Values.SelectMany(lane => lane.Processes)]);
            stretch = stretch is null ? TakeSome(wanted, outcomes, cancellation) : TakeAll(stretch, outcomes, cancellation);
            var conditions = watch.End();
            if (_quiet.Disturbances(conditions, outcomes.Select(outcome => outcome.Sample).OfType<LaunchSample>()) is not { Count: > 0 } disturbances)
            {
                outcomes.ForEach(outcome => Tell(outcome, launch));
                _lostStretches = 0;
                return;
            }

            // What is wrong is so on a busy machine too; it is the times that say nothing.
            outcomes.FindAll(outcome => outcome.Failure is LabFaultException { Fault: MeasureFault.Wrong }).ForEach(outcome => Tell(outcome, launch));
            listener.Disturbed(new DisturbedStretch(launch, attempt, [.. outcomes.Where(outcome => outcome.Sample is not null).Select(outcome => (outcome.Of.Lane, outcome.Of.Name))], conditions, disturbances));
            _quiet.AwaitQuiet(cancellation);
        }

        if (++_lostStretches > MostLost)
        {
            throw new DisturbedException($"Measurements were disturbed {_lostStretches * QuietHost.Attempts} times in a row. Measure when the machine is quiet.");
        }
    }

    private List<Measurement> TakeSome(Queue<Measurement> wanted, List<Outcome> outcomes, CancellationToken cancellation)
    {
        var (taken, began) = (new List<Measurement>(), Stopwatch.GetTimestamp());
        do
        {
            taken.Add(wanted.Dequeue());
            Take(taken[^1], outcomes, cancellation);
        }
        while (wanted.Count > 0 && Stopwatch.GetElapsedTime(began) < terms.Stretch && !outcomes.Any(outcome => outcome.IsFailure));
        return taken;
    }

    private List<Measurement> TakeAll(List<Measurement> stretch, List<Outcome> outcomes, CancellationToken cancellation)
    {
        stretch.ForEach(measurement => Take(measurement, outcomes, cancellation));
        return stretch;
    }

    private void Take(Measurement measurement, List<Outcome> outcomes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (name, lane) = (measurement.Lane, lanes[measurement.Lane]);
        if (_lost.Contains(name) || _missed.Contains((name, measurement.Name)) || outcomes.Any(outcome => outcome.Of.Lane == name && outcome.IsDown))
        {
            return;
        }

        var isUp = false;
        try
        {
            var up = lane.Up();
            isUp = true;
            outcomes.Add(new(measurement) { Sample = measurement.Take(up) });
        }
        catch (Exception e) when (e is LabFaultException or LaneUnavailableException)
        {
            outcomes.Add(new(measurement) { Failure = e, IsDown = !isUp });
            if (outcomes[^1].IsFailure)
            {
                // Whatever state it is in, the next measurement begins on a fresh one.
                lane.Renew();
            }
        }
    }

    private void Tell(Outcome outcome, int launch)
    {
        var (lane, name) = (outcome.Of.Lane, outcome.Of.Name);
        if (outcome.Sample is { } sample)
        {
            _sampled.Add((lane, name));
            _broken.Remove(lane);
            listener.Sampled(new LabSample(lane, launch, sample));
        }
        else if (outcome is { IsDown: true, Failure: LaneUnavailableException down })
        {
            Lose(lane, down);
        }
        else if (_missed.Add((lane, name)))
        {
            listener.Missed(new LabGap(lane, name, outcome.Failure!.Message, outcome.IsFailure ? LabGapKind.Failed : LabGapKind.Absent));
            if (outcome.Failure is LaneUnavailableException broken && (_broken[lane] = _broken.GetValueOrDefault(lane) + 1) == MostBroken)
            {
                Lose(lane, broken);
            }
        }
    }

    private void Lose(string lane, LaneUnavailableException reason)
    {
        if (_lost.Add(lane))
        {
            lanes[lane].Renew();
            listener.Lost(lane, reason);
        }
    }

    private sealed record Measurement(string Lane, string Name, int Launches, Func<ILabLane, LaunchSample> Take);

    /// <summary>What became of a measurement: a sample, or a failure.</summary>
    private sealed record Outcome(Measurement Of)
    {
        public LaunchSample? Sample { get; init; }

        public Exception? Failure { get; init; }

        /// <summary>Whether it failed, and the lane does not only have no such road.</summary>
        public bool IsFailure => Failure is not null and not LabFaultException { IsAbsent: true };

        /// <summary>Whether the lane did not even come up.</summary>
        public bool IsDown { get; init; }
    }
}

/// <summary>The machine is not quiet for long enough to measure anything.</summary>
public sealed class DisturbedException(string message) : Exception(message);
