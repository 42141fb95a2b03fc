using Harness.Lab.Grounds;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Scenes;

namespace Harness.Lab.Frames;

/// <summary>A scene that is drawn and shown again and again.</summary>
/// <param name="Drawn">The scene; one that OpenGL can express.</param>
/// <param name="Pace">How frames follow each other.</param>
public sealed record FrameTask(Scene Drawn, FramePace Pace) : LabTask
{
    /// <summary>What names of times begin with.</summary>
    public const string Time = "frame.time.";

    /// <summary>What names of rates begin with.</summary>
    public const string Rate = "frame.rate.";

    /// <inheritdoc/>
    public override string Name => $"{(Pace == FramePace.OneByOne ? Time : Rate)}{Drawn.Name.Replace('/', '.')}";

    /// <inheritdoc/>
    public override Scene Scene => Drawn;

    /// <summary>All that is measured of a scene.</summary>
    public static IEnumerable<FrameTask> All(Scene scene) => Enum.GetValues<FramePace>().Select(pace => new FrameTask(scene, pace));

    /// <inheritdoc/>
    public override string? WhyNot(LabGround ground) => LacksGl(ground) ?? (ground.Gl!.Display is null ? "Nothing is shown here." : null);

    /// <inheritdoc/>
    public override IBench Bench(LabGround ground) => new FrameBench(ground.Gl!, this);
}

/// <summary>How frames follow each other.</summary>
public enum FramePace
{
    /// <summary>A frame is begun when the one before is on the display: the time of one.</summary>
    OneByOne,
    /// <summary>A frame is drawn while the one before is on its way to the display: how many there are in a second.</summary>
    Overlapping,
}
