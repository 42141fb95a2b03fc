using System.Diagnostics;
using Harness.Processes;

namespace Harness.Runs.Disturbances;

/// <summary>Watches over the machine, and the processes under lanes, while a launch is measured.</summary>
public sealed class LaunchWatch : IDisposable
{
    /// <summary>How often the processes are looked at: a stop that is shorter may be missed, and moves no median of seven turns.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly ManualResetEventSlim _over = new();
    private readonly HostMoment _before = HostMoment.Take();
    private readonly Thread _thread;
    private readonly IReadOnlyList<int> _processes;
    private bool _stopped;
    private double _standstill;

    /// <summary>Begins to watch.</summary>
    /// <param name="processes">Those under the lanes, as far as they are known.</param>
    public LaunchWatch(IReadOnlyList<int> processes)
    {
        _processes = processes;
        _thread = new Thread(Watch) { IsBackground = true, Name = "launch watch", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>What the machine does while nothing is measured.</summary>
    /// <param name="time">How long to look.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static LaunchConditions Observe(TimeSpan time, CancellationToken cancellation)
    {
        using var watch = new LaunchWatch([]);
        cancellation.WaitHandle.WaitOne(time);
        return watch.End();
    }

    /// <summary>The launch is over.</summary>
    public LaunchConditions End()
    {
        Dispose();
        return LaunchConditions.Between(_before, HostMoment.Take(), _stopped, _standstill);
    }

    public void Dispose()
    {
        _over.Set();
        _thread.Join();
    }

    private void Watch()
    {
        var last = Stopwatch.GetTimestamp();
        for (var isOver = false; !isOver;)
        {
            isOver = _over.Wait(Interval);
            var now = Stopwatch.GetTimestamp();
            _standstill = Math.Max(_standstill, (Stopwatch.GetElapsedTime(last, now) - Interval).TotalSeconds);
            last = now;
            _stopped |= _processes.Any(id => ProcessStatus.Of(id) is { State: 'T' or 't' });
        }
    }
}
