using Harness.Runs.Lanes;

namespace Harness.Runs.Plan;

/// <summary>
/// What is around a run asks of it, by variables: of the environment, or of a test runner's settings. One and the same for `harness run` and for the suite.
/// </summary>
public sealed record Surroundings
{
    /// <summary>Names of lanes to run, with commas between them; without it all.</summary>
    public const string LanesVariable = "HARNESS_LANES";

    /// <summary>Names of lanes that may be missing also where everything else must be there, with commas between them.</summary>
    public const string AbsentLanesVariable = "HARNESS_ABSENT_LANES";

    /// <summary>The QEMU under test: a path, a name in PATH, or a host stack's folder.</summary>
    public const string QemuVariable = "HARNESS_QEMU";

    /// <summary>Folder of the driver package under test.</summary>
    public const string DriverVariable = "HARNESS_DRIVER";

    /// <summary>Name of the guest image.</summary>
    public const string ImageVariable = "HARNESS_IMAGE";

    /// <summary>Set, to anything but <c>false</c> and <c>0</c>, where a pipeline runs and nobody would notice a skip.</summary>
    public const string PipelineVariable = "CI";

    /// <summary>No variable is set.</summary>
    public static Surroundings None { get; } = new();

    /// <summary>Lanes to run; empty for all.</summary>
    public IReadOnlyList<string> Lanes { get; init; } = [];

    /// <summary>Lanes that the pipeline says may be missing.</summary>
    public IReadOnlyList<string> AbsentLanes { get; init; } = [];

    /// <summary>The QEMU; null for the usual one.</summary>
    public string? Qemu { get; init; }

    /// <summary>The driver package; null for the image's own driver.</summary>
    public string? Driver { get; init; }

    /// <summary>The guest image; null for the usual one.</summary>
    public string? Image { get; init; }

    /// <summary>Whether a pipeline runs this.</summary>
    public bool InPipeline { get; init; }

    /// <summary>Reads the variables.</summary>
    /// <param name="variable">Value of a variable, null or empty where it is not set; null for the environment's.</param>
    public static Surroundings Read(Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        return new Surroundings
        {
            Lanes = Names(LanesVariable),
            AbsentLanes = Names(AbsentLanesVariable),
            Qemu = Text(QemuVariable),
            Driver = Text(DriverVariable),
            Image = Text(ImageVariable),
            InPipeline = Text(PipelineVariable) is { } pipeline && !pipeline.Equals("false", StringComparison.OrdinalIgnoreCase) && pipeline != "0",
        };

        string? Text(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;

        string[] Names(string name) => Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    /// <summary>The lanes' settings; what a command line names goes before what is around it.</summary>
    public LaneSettings Settings(string? qemu = null, string? driver = null, string? image = null) => new() { Qemu = qemu ?? Qemu, Driver = driver ?? Driver, Image = image ?? Image };

    /// <summary>Chooses lanes: those named on the command line, else those of <see cref="Lanes"/>, else all.</summary>
    /// <param name="lanes">All lanes; need not have been started.</param>
    /// <param name="named">Names from the command line.</param>
    /// <exception cref="UsageException">There is no such lane.</exception>
    public LaneChoice Choose(IReadOnlyList<ILane> lanes, IReadOnlyList<string> named)
    {
        Check(AbsentLanesVariable, lanes, AbsentLanes);
        var chosen = named.Count > 0 ? RunPlan.ChooseLanes(lanes, named) : Check(LanesVariable, lanes, Lanes);
        return new LaneChoice(chosen, lane => MayBeAbsent(lane, named));
    }

    /// <summary>Whether it is no failure that a lane cannot run.</summary>
    /// <param name="lane">Its name.</param>
    /// <param name="named">Names from the command line.</param>
    public bool MayBeAbsent(string lane, IReadOnlyList<string> named) => AbsentLanes.Contains(lane) || (!InPipeline && !named.Contains(lane));

    private static IReadOnlyList<ILane> Check(string variable, IReadOnlyList<ILane> lanes, IReadOnlyList<string> names)
    {
        try
        {
            return RunPlan.ChooseLanes(lanes, names);
        }
        catch (UsageException e)
        {
            throw new UsageException($"{variable}: {e.Message}");
        }
    }
}

/// <summary>Lanes to run, and what it means that one of them cannot.</summary>
/// <param name="Lanes">In the catalogue's order.</param>
/// <param name="MayBeAbsent">
/// Whether a lane of that name that cannot run is a declared skip. Else it is a failure: it was asked for by name on the command line, or a pipeline counts on it.
/// </param>
public sealed record LaneChoice(IReadOnlyList<ILane> Lanes, Func<string, bool> MayBeAbsent);

/// <summary>What is said of a lane that is not there.</summary>
public static class LaneAbsence
{
    /// <summary>The reason of the skip of each of its cells.</summary>
    public static string Reason(string lane, string message) => $"Lane '{lane}' cannot run here: {message}";
}
