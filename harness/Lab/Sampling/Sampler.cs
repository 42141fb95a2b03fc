namespace Harness.Lab.Sampling;

/// <summary>Takes the sample of one launch: warms up until turns take as long as the one before, then measures some.</summary>
public sealed record Sampler
{
    /// <summary>Turns that are enough for a middle, however long they take.</summary>
    private const int Fewest = 3;

    /// <summary>Turns that count, at least; fewer only when they take too long.</summary>
    public int Turns { get; init; } = 7;

    /// <summary>Short turns are repeated until they have taken that long together.</summary>
    public TimeSpan AtLeast { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Turns that count, at most.</summary>
    public int TurnsAtMost { get; init; } = 101;

    /// <summary>Turns to warm up, at most.</summary>
    public int WarmUps { get; init; } = 5;

    /// <summary>Once turns have taken that long together, with preparing and proving them, no further ones are begun than three that count.</summary>
    public TimeSpan AtMost { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Two turns are as long when they differ by no more than this share of the longer.</summary>
    public double Likeness { get; init; } = 0.05;

    /// <summary>Measures; every turn is proved, those of the warm-up too.</summary>
    public LaunchSample Take(IBench bench)
    {
        var turns = new Turns(bench);
        var (warmUps, steady) = WarmUp(turns);
        turns.Reset();
        while (turns.Count < Fewest
               || (turns.Whole < AtMost && (turns.Count < Turns || (turns.Total < AtLeast && turns.Count < TurnsAtMost))))
        {
            turns.Next();
        }

        return turns.ToSample(warmUps, steady);
    }

    private (int WarmUps, bool Steady) WarmUp(Turns turns)
    {
        var last = turns.Next();
        while (turns.Count < WarmUps && turns.Whole < AtMost)
        {
            var next = turns.Next();
            if (double.Abs(next - last) <= Likeness * double.Max(next, last))
            {
                return (turns.Count, true);
            }

            last = next;
        }

        return (turns.Count, false);
    }
}
