namespace Harness.Runs.Lanes;

/// <summary>Says when a lane is given up, because more of the same would take hours and tell nothing new.</summary>
public sealed class LaneBreaker
{
    /// <summary>Host stacks in a row that do not come up.</summary>
    public const int FailedStarts = 3;

    /// <summary>Scenes in a row that hang: each takes its whole time limit and a fresh host stack, twice where it is played again.</summary>
    public const int Hangs = 8;

    private bool _wasUp;
    private int _failedStarts;
    private int _hangs;

    /// <summary>Why the lane is given up; null while it is not.</summary>
    public LaneUnavailableException? GivenUp { get; private set; }

    /// <summary>Its host stack came up.</summary>
    public void Started() => _wasUp = true;

    /// <summary>Its host stack, the first one or a fresh one, did not come up.</summary>
    public void Failed(LaneUnavailableException failure)
    {
        // What was never deployed is not by trying once more.
        if (++_failedStarts == FailedStarts || (failure.IsFinal && !_wasUp))
        {
            var message = $"The host stack did not come up {FailedStarts} times in a row. {failure.Message}";
            GivenUp = failure switch
            {
                { IsFinal: true } => failure,
                LaneBrokenException => new LaneBrokenException(failure.Fault with { Message = message }, failure.Evidence, failure),
                _ => new LaneUnavailableException(message, failure),
            };
        }
    }

    /// <summary>A scene was played.</summary>
    public void Played(ScenePlay play)
    {
        _failedStarts = 0;
        var hang = play.Observations.Select(observation => observation.Fault).FirstOrDefault(fault => fault?.Verdict == Verdict.Hang);
        _hangs = hang is null ? 0 : _hangs + 1;
        if (_hangs == Hangs)
        {
            GivenUp = new LaneBrokenException(hang! with { Message = $"{Hangs} scenes in a row hung, so that the others were not played. The last one: {hang.Message}" }, play.Evidence);
        }
    }
}
