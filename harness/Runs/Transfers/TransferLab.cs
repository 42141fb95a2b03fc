using Harness.Lab.Sampling;
using Harness.Lab.Transfers;

namespace Harness.Runs.Transfers;

/// <summary>One sample: a launch of a measurement on a lane.</summary>
/// <param name="Launch">Number of the launch, from 0.</param>
public sealed record LabSample(string Lane, int Launch, LaunchSample Sample);

/// <summary>Why a measurement of a lane is not there.</summary>
/// <param name="Name">The measurement's name.</param>
/// <param name="Absent">Whether the lane has no such road; else it failed.</param>
public sealed record LabGap(string Lane, string Name, string Reason, bool Absent);

/// <summary>Told what the lab does.</summary>
public interface ILabListener
{
    /// <summary>A sample was taken.</summary>
    void Sampled(LabSample sample);

    /// <summary>There is none, for a reason; told once for each measurement of a lane.</summary>
    void Missed(LabGap gap);
}

/// <summary>
/// Takes the samples of a plan, all lanes in turn. Every other launch goes through the measurements backwards, so that a machine that grows slower or faster
/// meanwhile does so to all alike.
/// </summary>
public sealed class TransferLab(LabPlan plan, IReadOnlyList<ILabLane> lanes)
{
    private readonly List<Measurement> _measurements = Measurements(plan, lanes);
    private readonly HashSet<(string Lane, string Name)> _missed = [];

    /// <summary>How many samples are wanted; those that a lane has no road for are among them.</summary>
    public int Planned => _measurements.Sum(measurement => measurement.Launches);

    /// <summary>Measures; lanes have been started.</summary>
    public void Run(ILabListener listener, CancellationToken cancellation)
    {
        for (var launch = 0; launch < plan.Launches; launch++)
        {
            var wanted = _measurements.Where(measurement => launch < measurement.Launches);
            foreach (var measurement in launch % 2 == 0 ? wanted : wanted.Reverse())
            {
                cancellation.ThrowIfCancellationRequested();
                Take(measurement, launch, listener);
            }
        }
    }

    private static List<Measurement> Measurements(LabPlan plan, IReadOnlyList<ILabLane> lanes)
    {
        var sampler = plan.Sampler;
        var roundTrip = sampler with { AtMost = plan.LatencyAtMost, Turns = plan.LatencyTurns, TurnsAtMost = plan.LatencyTurns };
        return
        [
            .. from payload in plan.Payloads from lane in lanes select new Measurement(lane.Name, payload.Task.Name, payload.Launches, () => lane.Measure(payload.Task, sampler)),
            .. from task in plan.Frames from lane in lanes select new Measurement(lane.Name, task.Name, plan.Launches, () => lane.Measure(task, plan.FrameSampler)),
            .. from task in (LabTask[])[LabTask.RoundTrip, LabTask.GlRoundTrip]
               from lane in lanes select new Measurement(lane.Name, task.Name, plan.Launches, () => lane.Measure(task, roundTrip)),
            .. from lane in lanes from name in lane.Latencies select new Measurement(lane.Name, name, plan.Launches, () => lane.MeasureLatency(name, plan.LatencyTurns)),
        ];
    }

    private void Take(Measurement measurement, int launch, ILabListener listener)
    {
        if (_missed.Contains((measurement.Lane, measurement.Name)))
        {
            return;
        }

        try
        {
            listener.Sampled(new LabSample(measurement.Lane, launch, measurement.Take()));
        }
        catch (LabFaultException e)
        {
            _missed.Add((measurement.Lane, measurement.Name));
            listener.Missed(new LabGap(measurement.Lane, measurement.Name, e.Message, e.IsAbsent));
        }
    }

    private sealed record Measurement(string Lane, string Name, int Launches, Func<LaunchSample> Take);
}
