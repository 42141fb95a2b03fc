namespace Harness.Runs.Blame;

/// <summary>What the cells of one scene on one lane say together.</summary>
public enum LaneState
{
    /// <summary>All that was observed is as it should be.</summary>
    Right,
    /// <summary>Read back it is right, on the display it is not: the two observers disagree.</summary>
    ScanoutWrong,
    /// <summary>A frame that is not what the specification allows.</summary>
    Wrong,
    /// <summary>No frame: a command was refused, the context was lost, or something did not answer.</summary>
    Fault,
    /// <summary>The process of the host ended: QEMU, or the vtest server.</summary>
    HostCrash,
    /// <summary>The guest's kernel ended.</summary>
    GuestCrash,
    /// <summary>The player's process ended, and with it the user-space driver in it.</summary>
    DriverCrash,
}

/// <summary>A lane's evidence on one scene. Lanes that were skipped, or failed for the harness' own reasons, give none and have no reading.</summary>
/// <param name="Mark">What failures are compared by: equal marks fail alike. Empty where nothing failed.</param>
public sealed record LaneReading(string Lane, LaneState State, string Mark = "")
{
    /// <summary>Whether the frame was looked at on the display alone, so that the display path is part of what it says.</summary>
    public bool DisplayAlone { get; init; }

    /// <summary>Whether the display was looked at and showed what it should.</summary>
    public bool ScanoutRight { get; init; }

    /// <summary>Whether every failed cell is on the list of expected fails.</summary>
    public bool Known { get; init; }

    /// <summary>Whether what was drawn is wrong, as far as this lane can tell.</summary>
    public bool Failed => State is not (LaneState.Right or LaneState.ScanoutWrong);

    /// <summary>Whether something ended that should not.</summary>
    public bool Crashed => State is LaneState.HostCrash or LaneState.GuestCrash or LaneState.DriverCrash;

    /// <summary>Reads the cells of one scene, lane and turn.</summary>
    /// <returns>Null when they are no evidence.</returns>
    public static LaneReading? Of(string lane, IEnumerable<Cell> cells)
    {
        Cell? readback = null, scanout = null;
        foreach (var cell in cells.Where(cell => IsEvidence(VerdictOf(cell))))
        {
            (readback, scanout) = cell.Name.Observer == Observer.Readback ? (cell, scanout) : (readback, cell);
        }

        Cell[] looks = [.. new[] { readback, scanout }.OfType<Cell>()];
        if (looks.Length == 0)
        {
            return null;
        }

        var failed = looks.Where(cell => VerdictOf(cell) != Verdict.Pass).ToArray();
        var telling = failed.OrderByDescending(cell => IsCrash(VerdictOf(cell))).FirstOrDefault();
        var state = telling is null ? LaneState.Right
            : readback is not null && VerdictOf(readback) == Verdict.Pass && !IsCrash(VerdictOf(telling)) ? LaneState.ScanoutWrong
            : StateOf(VerdictOf(telling));
        return new LaneReading(lane, state, telling is null ? string.Empty : MarkOf(telling))
        {
            DisplayAlone = readback is null && scanout is not null,
            ScanoutRight = scanout is not null && VerdictOf(scanout) == Verdict.Pass,
            Known = failed.Length > 0 && failed.All(cell => cell.Verdict == Verdict.ExpectedFail),
        };
    }

    /// <summary>An expected fail is the failure it is; a pass that nobody expected is a pass.</summary>
    private static Verdict VerdictOf(Cell cell) => cell.Verdict switch
    {
        Verdict.ExpectedFail => cell.Failure ?? Verdict.Mismatch,
        Verdict.UnexpectedPass => Verdict.Pass,
        var verdict => verdict,
    };

    private static bool IsEvidence(Verdict verdict) => verdict is not (Verdict.Skip or Verdict.HarnessError or Verdict.DeployFailed);

    private static bool IsCrash(Verdict verdict) => verdict is Verdict.HostCrash or Verdict.GuestCrash or Verdict.DriverCrash;

    private static LaneState StateOf(Verdict verdict) => verdict switch
    {
        Verdict.Mismatch => LaneState.Wrong,
        Verdict.HostCrash => LaneState.HostCrash,
        Verdict.GuestCrash => LaneState.GuestCrash,
        Verdict.DriverCrash => LaneState.DriverCrash,
        _ => LaneState.Fault,
    };

    // The first line of a mismatch counts pixels and names channels: the same wrong picture has the same one. Words of faults have numbers in them that differ anyway.
    private static string MarkOf(Cell cell)
    {
        var verdict = VerdictOf(cell);
        return verdict == Verdict.Mismatch ? $"{verdict.Word()}: {(cell.Message ?? string.Empty).Split('\n')[0]}" : verdict.Word();
    }
}
