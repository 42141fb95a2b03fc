using Harness.Lab.Sampling;
using Harness.Lab.Transfers;

namespace Harness.Runs.Transfers;

/// <summary>One sample: a launch of a measurement on a lane.</summary>
/// <param name="Launch">Number of the launch, from 0.</param>
public sealed record LabSample(string Lane, LabTask Task, int Launch, LaunchSample Sample);

/// <summary>Why a measurement of a lane is not there.</summary>
/// <param name="Absent">Whether the lane has no such road; else it failed.</param>
public sealed record LabGap(string Lane, LabTask Task, string Reason, bool Absent);

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
public sealed class TransferLab(LabPlan plan, IReadOnlyList<ILabLane> lanes, Sampler sampler)
{
    /// <summary>Measures; lanes have been started.</summary>
    public void Run(ILabListener listener, CancellationToken cancellation)
    {
        var missed = new HashSet<(ILabLane, LabTask)>();
        for (var launch = 0; launch < plan.Launches; launch++)
        {
            var tasks = plan.Tasks.SelectMany(task => lanes.Select(lane => (lane, task)));
            foreach (var (lane, task) in launch % 2 == 0 ? tasks : tasks.Reverse())
            {
                cancellation.ThrowIfCancellationRequested();
                if (missed.Contains((lane, task)))
                {
                    continue;
                }

                try
                {
                    listener.Sampled(new LabSample(lane.Name, task, launch, lane.Measure(task, sampler)));
                }
                catch (LabFaultException e)
                {
                    missed.Add((lane, task));
                    listener.Missed(new LabGap(lane.Name, task, e.Message, e.IsAbsent));
                }
            }
        }
    }
}
