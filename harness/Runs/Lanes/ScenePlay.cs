using Harness.Imaging;

namespace Harness.Runs.Lanes;

/// <summary>What came of playing a scene.</summary>
/// <param name="Observations">One for each observer asked for, in that order.</param>
/// <param name="Evidence">What to keep of a failed cell.</param>
public sealed record ScenePlay(IReadOnlyList<Observation> Observations, PlayEvidence Evidence)
{
    /// <summary>What was seen when a scene that ended abnormally was played once more on a fresh stack; empty when it was not. For information only.</summary>
    public IReadOnlyList<Observation> Again { get; init; } = [];

    /// <summary>A scene that was not played.</summary>
    public static ScenePlay None(IReadOnlyList<Observer> observers, LaneFault fault, PlayEvidence? evidence = null)
        => new([.. observers.Select(observer => new Observation(observer, 0) { Fault = fault })], evidence ?? PlayEvidence.None);
}

/// <summary>What an observer saw: a frame, or a fault, or a fault and what was there instead.</summary>
public sealed record Observation(Observer Observer, double Milliseconds)
{
    /// <summary>The scene's area; on a fault, whatever could be seen.</summary>
    public Frame? Frame { get; init; }

    /// <summary>Why there is no frame to judge.</summary>
    public LaneFault? Fault { get; init; }
}

/// <summary>A scene that a lane could not play or show.</summary>
public sealed record LaneFault(Verdict Verdict, string Message);

/// <summary>What was sent and what the host said. Texts are made when somebody asks.</summary>
public sealed record PlayEvidence
{
    public static PlayEvidence None { get; } = new();

    /// <summary>The scene's command stream as text; null when none was recorded.</summary>
    public Func<string>? Stream { get; init; }

    /// <summary>What the process behind the lane is called in file names: <c>qemu</c>, <c>vtest</c>.</summary>
    public string Host { get; init; } = "host";

    /// <summary>Program and arguments of that process; empty when somebody else started it.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];

    /// <summary>The end of what that process printed; null when nothing can be known.</summary>
    public string? HostWords { get; init; }

    /// <summary>What else is known, by file name: <c>console.txt</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Logs { get; init; } = [];
}
