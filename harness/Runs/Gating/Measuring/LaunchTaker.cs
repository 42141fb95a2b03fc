using Harness.Lab.Sampling;
using Harness.Link.Messages;
using Harness.Runs.Disturbances;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;

namespace Harness.Runs.Gating.Measuring;

/// <summary>What a launch measured, and what it could not.</summary>
/// <param name="Samples">By name of the measurement.</param>
/// <param name="Faults">By name: measurements that failed, or did not prove true.</param>
/// <param name="Absent">By name, with the reason: what the lane has no way to measure.</param>
internal sealed record Launch(
    IReadOnlyDictionary<string, LaunchSample> Samples, IReadOnlyDictionary<string, string> Faults, IReadOnlyDictionary<string, string> Absent);

/// <summary>Takes launches. One that something disturbed says nothing of a build: it is thrown away, counted, and taken again a few times.</summary>
internal sealed class LaunchTaker(string lane, GateTerms terms, IGateListener listener)
{
    private readonly List<LaunchRecord> _launches = [];
    private readonly List<(Side Side, string Name, string Message)> _wrong = [];
    private readonly QuietHost _quiet = new(terms.Quiet);

    /// <summary>All launches so far.</summary>
    public IReadOnlyList<LaunchRecord> Launches => _launches;

    /// <summary>Measurements whose bytes were wrong, in whatever launch: also in one that does not count, as it warmed up or was disturbed.</summary>
    public IReadOnlyList<(Side Side, string Name, string Message)> Wrong => _wrong;

    /// <inheritdoc cref="QuietHost.Settle"/>
    public LaunchConditions Settle(CancellationToken cancellation)
    {
        var usual = _quiet.Settle(cancellation);
        listener.Observed(lane, usual);
        return usual;
    }

    /// <summary>Takes one.</summary>
    /// <returns>Null when every attempt was disturbed.</returns>
    /// <exception cref="LaneUnavailableException">The lane does not come up, or broke, and nothing disturbed it.</exception>
    public Launch? Take(GateSide side, int pair, IReadOnlyList<GateMeasurement> measurements, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= QuietHost.Attempts; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            side.Up();
            var launch = TakeOnce(side, pair, attempt, measurements, cancellation);
            if (terms.FreshStacks)
            {
                // At once, so that no other stack is up while the next is measured.
                side.Renew();
            }

            if (launch is not null)
            {
                return launch;
            }

            _quiet.AwaitQuiet(cancellation);
        }

        return null;
    }

    private Launch? TakeOnce(GateSide side, int pair, int attempt, IReadOnlyList<GateMeasurement> measurements, CancellationToken cancellation)
    {
        var (samples, faults, absent) = (new Dictionary<string, LaunchSample>(), new Dictionary<string, string>(), new Dictionary<string, string>());
        LaneUnavailableException? broken = null;
        using var watch = new LaunchWatch(side.Processes);
        foreach (var measurement in measurements)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                samples[measurement.Name] = measurement.Take(side.Up());
            }
            catch (LabFaultException e)
            {
                (e.IsAbsent ? absent : faults)[measurement.Name] = e.Message;
                if (e.Fault == MeasureFault.Wrong)
                {
                    _wrong.Add((side.Side, measurement.Name, e.Message));
                }

                if (!e.IsAbsent)
                {
                    // Whatever state it is in, the next measurement begins on a fresh one.
                    side.Renew();
                }
            }
            catch (LaneUnavailableException e)
            {
                broken = e;
                break;
            }
        }

        var conditions = watch.End();
        cancellation.ThrowIfCancellationRequested();
        var record = new LaunchRecord(side.Side, pair, attempt, conditions, _quiet.Disturbances(conditions, samples.Values));
        _launches.Add(record);
        listener.Launched(lane, record);
        if (broken is not null)
        {
            side.Renew();
            if (record.Counts)
            {
                throw broken;
            }
        }

        return record.Counts ? new Launch(samples, faults, absent) : null;
    }
}
