using System.Diagnostics;
using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;

namespace Harness.Perf;

/// <summary>
/// Scenes per second of one lane on one host stack, all its observers, without judging: a first turn with empty shader caches, then turns on what the first
/// left behind.
/// </summary>
internal static class Throughput
{
    private const int Turns = 3;

    /// <param name="arguments">The lane's name and, where not all scenes are to be played, patterns of scenes' names.</param>
    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments is not [var name, .. var patterns])
        {
            output.WriteLine("throughput LANE [SCENE]...");
            return 2;
        }

        try
        {
            using var lane = RunPlan.ChooseLanes(LaneCatalogue.Make(new LaneSettings { Cold = true }), [name])[0];
            Play(lane, RunPlan.Make(SceneCatalogue.All, [lane], new PlanRequest { Scenes = patterns }), output);
            return 0;
        }
        catch (Exception e) when (e is UsageException or LaneUnavailableException)
        {
            output.WriteLine(e.Message);
            return e is UsageException ? 2 : 3;
        }
    }

    private static void Play(ILane lane, RunPlan plan, TextWriter output)
    {
        var started = Stopwatch.GetTimestamp();
        var stack = lane.Start();
        output.WriteLine($"{lane.Name}: {stack.Renderer}, up in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {plan.Plays.Count} scenes");
        for (var turn = 1; turn <= Turns; turn++)
        {
            var milliseconds = new double[plan.Plays.Count];
            var readback = 0.0;
            var faults = 0;
            var processor = ProcessorTimeOf(stack);
            for (var i = 0; i < milliseconds.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var play = lane.Play(plan.Plays[i].Scene, plan.Plays[i].Observers);
                milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                readback += play.Observations.Where(observation => observation.Observer == Observer.Readback).Sum(observation => observation.Milliseconds);
                faults += play.Observations.Any(observation => observation.Fault is not null) ? 1 : 0;
            }

            var sum = milliseconds.Sum();
            Array.Sort(milliseconds);
            output.WriteLine(
                $"  turn {turn} ({(turn == 1 ? "cold" : "warm")}): {milliseconds.Length / sum * 1000:0.0} scenes/s; "
                + $"{milliseconds[milliseconds.Length / 2]:0.0} ms p50, {milliseconds[milliseconds.Length * 9 / 10]:0.0} ms p90, {milliseconds[^1]:0} ms at most; "
                + $"{readback / sum:0%} of it until the frame was read back; "
                + $"{(ProcessorTimeOf(stack) - processor).TotalMilliseconds / milliseconds.Length:0.0} ms of the host program's processor time a scene; {faults} scenes with faults");
        }
    }

    private static TimeSpan ProcessorTimeOf(LaneStack stack)
    {
        using var program = Process.GetProcessById(stack.ProcessId!.Value);
        return program.TotalProcessorTime;
    }
}
