namespace Harness.Runs.Blame;

/// <summary>All that a run knows about one scene, in the words in which the table's rules are written.</summary>
public sealed class SceneEvidence
{
    private readonly IReadOnlyList<LaneReading> _readings;

    /// <summary>Takes the readings of the lanes that have any, in any order.</summary>
    public SceneEvidence(IEnumerable<LaneReading> readings)
        => _readings = [.. readings.OrderBy(reading => LaneNames.OrderOf(reading.Lane)).ThenBy(reading => reading.Lane, StringComparer.Ordinal)];

    /// <summary>Whether the reference frame is one that was committed, and so reviewed; else the oracle has just computed it.</summary>
    public bool Reviewed { get; init; } = true;

    /// <summary>The family of the host's GL below a lane, as <c>llvmpipe</c>; null where it is not known.</summary>
    public Func<string, string?> HostGlOf { get; init; } = _ => null;

    /// <summary>Lanes that give evidence, from the bottom up.</summary>
    public IReadOnlyList<LaneReading> Readings => _readings;

    /// <summary>Lanes on which what was drawn is wrong.</summary>
    public IReadOnlyList<LaneReading> Failing => [.. _readings.Where(reading => reading.Failed)];

    /// <summary>Lanes on which what was drawn is right, whatever the display shows of it.</summary>
    public IReadOnlyList<LaneReading> Passing => [.. _readings.Where(reading => !reading.Failed)];

    /// <summary>Lanes whose observers disagree.</summary>
    public IReadOnlyList<LaneReading> WrongOnScreen => [.. _readings.Where(reading => reading.State == LaneState.ScanoutWrong)];

    /// <summary>Whether anything at all is wrong.</summary>
    public bool HasFailure => Failing.Count + WrongOnScreen.Count > 0;

    /// <summary>Whether every failure is on the list of expected fails.</summary>
    public bool Known => HasFailure && _readings.Where(reading => reading.State != LaneState.Right).All(reading => reading.Known);

    /// <summary>Whether all failing lanes fail in the same way.</summary>
    public bool Alike => Failing.Select(reading => reading.Mark).Distinct().Count() <= 1;

    /// <summary>Whether lanes on different host GLs are among the failing ones.</summary>
    public bool SeveralHostGls => Failing.Select(reading => HostGlOf(reading.Lane)).OfType<string>().Distinct().Count() > 1;

    /// <summary>Whether that lane gives evidence.</summary>
    public bool Has(string lane) => Find(lane) is not null;

    /// <summary>Whether any of those lanes draws right.</summary>
    public bool Pass(params ReadOnlySpan<string> lanes) => Any(lanes, reading => !reading.Failed);

    /// <summary>Whether any of those lanes draws wrong.</summary>
    public bool Fail(params ReadOnlySpan<string> lanes) => Any(lanes, reading => reading.Failed);

    /// <summary>Whether any of those lanes is in that state.</summary>
    public bool Is(LaneState state, params ReadOnlySpan<string> lanes) => Any(lanes, reading => reading.State == state);

    /// <summary>The lane's reading; null when it gives no evidence.</summary>
    public LaneReading? Find(string lane)
    {
        foreach (var reading in _readings)
        {
            if (reading.Lane == lane)
            {
                return reading;
            }
        }

        return null;
    }

    private bool Any(ReadOnlySpan<string> lanes, Func<LaneReading, bool> holds)
    {
        foreach (var lane in lanes)
        {
            if (Find(lane) is { } reading && holds(reading))
            {
                return true;
            }
        }

        return false;
    }
}
