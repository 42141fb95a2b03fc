using Harness.Scenes;

namespace Harness.Runs.Lanes;

/// <summary>
/// One path from a scene to pixels. Before <see cref="Start"/> a lane can be asked what it is able to do; after it, scenes are played one at a time.
/// Not thread-safe: one caller at a time. Several of one kind may run side by side.
/// </summary>
public interface ILane : IDisposable
{
    /// <summary><c>device</c>, <c>vtest</c>.</summary>
    string Name { get; }

    /// <summary>Where its pixels can be read.</summary>
    IReadOnlyList<Observer> Observers { get; }

    /// <summary>Why the lane cannot show that scene to that observer: the reason of a declared skip. Null when it can.</summary>
    string? WhyNot(Scene scene, Observer observer);

    /// <summary>Brings the host stack up and says what it is.</summary>
    /// <exception cref="LaneUnavailableException">It cannot run here; the message names cause and remedy.</exception>
    LaneStack Start();

    /// <summary>
    /// Plays a scene and looks at it. A fault of the device is an outcome, not an exception; the next scene after it runs on a fresh context, or a fresh
    /// host stack where the old one is gone.
    /// </summary>
    /// <exception cref="LaneUnavailableException">A fresh host stack was needed and did not come up.</exception>
    ScenePlay Play(Scene scene, IReadOnlyList<Observer> observers);

    /// <summary>Ends the host stack at once, so that a <see cref="Play"/> that waits for it returns. May be called from any thread.</summary>
    void Abort();
}

/// <summary>A lane cannot run here. The message names the cause and the remedy.</summary>
public class LaneUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What a scene meets that was to be played there.</summary>
    public virtual LaneFault Fault => new(Verdict.HarnessError, Message);

    /// <summary>What is known of it.</summary>
    public virtual PlayEvidence Evidence => PlayEvidence.None;

    /// <summary>Whether trying once more is in vain.</summary>
    public bool IsFinal => Fault.Verdict == Verdict.DeployFailed;
}

/// <summary>
/// What is under test keeps a lane from coming up: the driver could not be brought into a guest or is not what runs there, or the stack broke on the way. That
/// is a finding, also where the lane may be missing.
/// </summary>
/// <param name="fault">What happened.</param>
/// <param name="evidence">What is known of it.</param>
/// <param name="inner">The cause.</param>
public sealed class LaneBrokenException(LaneFault fault, PlayEvidence evidence, Exception? inner = null) : LaneUnavailableException(fault.Message, inner)
{
    /// <inheritdoc/>
    public override LaneFault Fault { get; } = fault;

    /// <inheritdoc/>
    public override PlayEvidence Evidence { get; } = evidence;
}
