using Harness.Lab.Frames;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Scenes;

namespace Harness.Runs.Transfers;

/// <summary>What the lab measures.</summary>
/// <param name="Sizes">Bytes of payloads, rising.</param>
/// <param name="Launches">Samples of each measurement.</param>
public sealed record LabPlan(IReadOnlyList<int> Sizes, int Launches)
{
    /// <summary>Minutes: some sizes, without the large ones, of which preparing and proving a turn takes an emulated guest longer than the turn.</summary>
    public static LabPlan Quick { get; } = new([4 << 10, 32 << 10, 256 << 10, 2 << 20], 3)
    {
        Sampler = new Sampler { AtMost = TimeSpan.FromSeconds(0.25) },
        FrameSampler = new Sampler { Turns = 60, TurnsAtMost = 60, AtMost = TimeSpan.FromSeconds(0.4) },
        LatencyTurns = 2000,
        LatencyAtMost = TimeSpan.FromSeconds(1.2),
    };

    /// <summary>The whole range, within half an hour.</summary>
    public static LabPlan Whole { get; } = new([.. Enumerable.Range(0, 8).Select(power => TransferTask.Smallest << (2 * power))], 5)
    {
        Sampler = new Sampler { AtMost = TimeSpan.FromSeconds(1) },
    };

    /// <summary>Bytes from which on an emulated guest takes seconds to prepare and prove a turn.</summary>
    private const int Large = 16 << 20;

    /// <summary>Samples of payloads as large as that; thousands of pages in each vary little.</summary>
    private const int LargeLaunches = 2;

    /// <summary>The payloads that are moved, a copy in memory beside the transfers of each size, with how many samples are taken of each.</summary>
    public IEnumerable<(LabTask Task, int Launches)> Payloads
        => from size in Sizes from task in LabTask.All([size]) select (task, size < Large ? Launches : int.Min(Launches, LargeLaunches));

    /// <summary>The frames that are shown in a launch.</summary>
    public IEnumerable<LabTask> Frames => Scenes.SelectMany(FrameTask.All);

    /// <summary>Scenes that are drawn and shown again and again.</summary>
    public IReadOnlyList<Scene> Scenes { get; init; } = [];

    /// <summary>Takes the samples of payloads.</summary>
    public Sampler Sampler { get; init; } = new();

    /// <summary>Takes the samples of frames.</summary>
    public Sampler FrameSampler { get; init; } = new() { Turns = 120, TurnsAtMost = 120, AtMost = TimeSpan.FromSeconds(5) };

    /// <summary>Commands that a latency is measured of, in each launch: the 99.9th percentile wants thousands.</summary>
    public int LatencyTurns { get; init; } = 5000;

    /// <summary>Once round trips have taken that long together, with proving them, there are enough.</summary>
    public TimeSpan LatencyAtMost { get; init; } = TimeSpan.FromSeconds(5);
}
