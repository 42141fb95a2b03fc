using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Messages;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;
using Harness.Runs;
using Harness.Virgl;

namespace Harness.Tests.Runs.Gating;

/// <summary>A fake: a lane that measures nothing and says numbers. It exists to see what the gate makes of numbers that are known.</summary>
internal sealed class ScriptedLane(Script script) : ILabLane
{
    public string Name => "device";

    public IReadOnlyList<string> Latencies => [];

    public LaneStack Start()
    {
        script.Starts++;
        return script.DoesNotStart || (script.StartsOnce && script.Starts > 1) ? throw script.Refusal : new LaneStack { Connection = "script", Renderer = "none", CapsetId = 0, CapsetVersion = 0 };
    }

    public LaunchSample Measure(LabTask task, Sampler sampler)
    {
        script.Log.Add(task.Name);
        if (script.Breaks)
        {
            throw script.Refusal;
        }

        if (script.Fails == task.Name || script.Lacks == task.Name)
        {
            throw new LabFaultException($"{task.Name}: byte 3 is wrong.", script.Lacks == task.Name ? MeasureFault.Absent : script.Fault);
        }

        // Launches vary by half a percent.
        var seconds = (script.Slow == task.Name || script.Slow == "*" ? 0.0011 : 0.001) * (1 + (script.Log.Count % 5 * 0.001));
        return new LaunchSample(task.Name, 1 << 20, 2, true, [seconds, seconds, seconds]) { Work = new WorkCounters(4, 128, script.Kicks, 1, 8), Device = script.Device?.Invoke(script.Log.Count) };
    }

    public LaunchSample MeasureLatency(string name, int turns) => throw new NotSupportedException();

    public void Abort()
    {
    }

    public void Dispose() => script.Ends++;
}

/// <summary>What a <see cref="ScriptedLane"/> says.</summary>
internal sealed class Script
{
    /// <summary>The measurement that takes ten percent longer; <c>*</c> for all.</summary>
    public string? Slow { get; init; }

    public long Kicks { get; init; } = 4;

    /// <summary>What the device counts, by the number of the measurement.</summary>
    public Func<int, DeviceWork>? Device { get; init; }

    public string? Fails { get; init; }

    /// <summary>How it fails.</summary>
    public MeasureFault Fault { get; init; } = MeasureFault.Wrong;

    public string? Lacks { get; init; }

    public bool DoesNotStart { get; init; }

    /// <summary>Whether it comes up once and no more.</summary>
    public bool StartsOnce { get; init; }

    /// <summary>Whether its host stack breaks under every measurement.</summary>
    public bool Breaks { get; init; }

    public LaneUnavailableException Refusal { get; init; } = new LaneBrokenException(new LaneFault(Verdict.GuestCrash, "The guest panicked."), PlayEvidence.None);

    public List<string> Log { get; } = [];

    public int Starts { get; set; }

    public int Ends { get; set; }
}
