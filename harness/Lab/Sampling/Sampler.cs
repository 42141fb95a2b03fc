using System.Diagnostics;

namespace Harness.Lab.Sampling;

/// <summary>Takes the sample of one launch: warms up until turns take as long as the one before, then measures some.</summary>
public sealed record Sampler
{
    /// <summary>Turns that count, at least.</summary>
    public int Turns { get; init; } = 7;

    /// <summary>Short turns are repeated until they have taken that long together.</summary>
    public TimeSpan AtLeast { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Turns that count, at most.</summary>
    public int TurnsAtMost { get; init; } = 101;

    /// <summary>Turns to warm up, at most.</summary>
    public int WarmUps { get; init; } = 5;

    /// <summary>Two turns are as long when they differ by no more than this share of the longer.</summary>
    public double Likeness { get; init; } = 0.05;

    /// <summary>Measures; every turn is proved, those of the warm-up too.</summary>
    public LaunchSample Take(IBench bench)
    {
        var (last, warmUps, steady) = (Turn(bench), 1, false);
        while (!steady && warmUps < WarmUps)
        {
            var next = Turn(bench);
            steady = double.Abs(next - last) <= Likeness * double.Max(next, last);
            last = next;
            warmUps++;
        }

        var seconds = new List<double>(Turns);
        var total = 0.0;
        while (seconds.Count < Turns || (total < AtLeast.TotalSeconds && seconds.Count < TurnsAtMost))
        {
            seconds.Add(Turn(bench));
            total += seconds[^1];
        }

        return new LaunchSample(bench.Name, bench.Bytes, warmUps, steady, seconds);
    }

    private static double Turn(IBench bench)
    {
        bench.Prepare();
        var started = Stopwatch.GetTimestamp();
        bench.Do();
        var elapsed = Stopwatch.GetElapsedTime(started);
        bench.Prove();
        return elapsed.TotalSeconds;
    }
}
