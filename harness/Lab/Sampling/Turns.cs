using System.Diagnostics;
using Harness.Virgl;

namespace Harness.Lab.Sampling;

/// <summary>Turns of a bench, timed and counted.</summary>
internal sealed class Turns(IBench bench)
{
    private readonly List<double> _seconds = [];
    private readonly List<long> _allocated = [];
    private long _began = Stopwatch.GetTimestamp();
    private WorkCounters? _work;
    private bool _workVaries;

    public int Count => _seconds.Count;

    /// <summary>Of the turns themselves.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>With what was done before and after each.</summary>
    public TimeSpan Whole => Stopwatch.GetElapsedTime(_began);

    /// <summary>Forgets the turns so far.</summary>
    public void Reset()
    {
        _seconds.Clear();
        _allocated.Clear();
        (Total, _began, _work, _workVaries) = (TimeSpan.Zero, Stopwatch.GetTimestamp(), null, false);
    }

    /// <summary>Has one, and returns its seconds.</summary>
    public double Next()
    {
        bench.Prepare();
        var (work, allocated) = (bench.Work, GC.GetAllocatedBytesForCurrentThread());
        var started = Stopwatch.GetTimestamp();
        bench.Do();

        // A TimeSpan counts in steps of 100 ns, which is as long as a short copy takes.
        var elapsed = (Stopwatch.GetTimestamp() - started) / (double)Stopwatch.Frequency;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var asked = bench.Work - work;
        bench.Prove();
        _workVaries |= _seconds.Count > 0 && asked != _work;
        (_work, Total) = (asked, Total + TimeSpan.FromSeconds(elapsed));
        _seconds.Add(elapsed);
        _allocated.Add(allocated);
        return elapsed;
    }

    public LaunchSample ToSample(int warmUps, bool steady) => new(bench.Name, bench.Bytes, warmUps, steady, [.. _seconds])
    {
        Work = _work,
        WorkVaries = _workVaries,
        Allocated = _allocated.Order().ElementAt(_allocated.Count / 2),
    };
}
