using Harness.Imaging;
using Harness.Oracle;
using Harness.Runs.Lanes;
using Harness.Runs.References;
using Harness.Scenes;
using Harness.Virgl;
using Harness.Virgl.Decorators;
using Harness.Virgl.Mutants;
using Harness.Virgl.Player;

namespace Harness.Runs.Mutation;

/// <summary>What became of one mutant on one lane.</summary>
/// <param name="Candidates">Scenes whose commands the defect changes; no other can notice it.</param>
/// <param name="Killers">Scenes that noticed, in the order played; only the first in a quick hunt.</param>
/// <param name="Evidence">What the first of them saw.</param>
public sealed record MutantFate(Mutant Mutant, string Lane, int Candidates, IReadOnlyList<string> Killers, string? Evidence)
{
    public bool Killed => Killers.Count > 0;
}

/// <summary>
/// Plants one defect after the other between player and connection and plays the scenes whose commands it changes. A scene kills a mutant when it passes without the
/// defect and fails with it. One host stack serves all mutants of a lane.
/// </summary>
public sealed class MutantHunt(IReadOnlyList<Scene> scenes, ReferenceStore? store)
{
    private readonly IReadOnlyList<Scene> drawn = [.. scenes.Where(s => !s.Needs.HasFlag(SceneNeeds.Display))];
    private readonly Dictionary<string, ReferenceFrame> references = [];

    /// <summary>Hunts on one lane.</summary>
    /// <param name="make">Makes a lane that puts the given decorator between player and connection.</param>
    /// <param name="quick">Stops at a mutant's first killer.</param>
    /// <param name="told">Told each fate as soon as it is known.</param>
    /// <exception cref="LaneUnavailableException">The lane cannot run here.</exception>
    public IReadOnlyList<MutantFate> Run(
        Func<Func<IVirglConnection, IVirglConnection>, ILane> make, IReadOnlyList<Mutant> mutants, bool quick, Action<MutantFate> told, CancellationToken cancellation)
    {
        var mutation = new SwitchedMutation();
        using ILane lane = make(connection => new MutantConnection(connection, mutation));
        using CancellationTokenRegistration abort = cancellation.Register(lane.Abort);
        lane.Start();
        var healthy = new Dictionary<string, bool>();
        var fates = new List<MutantFate>();
        foreach (Mutant mutant in mutants)
        {
            cancellation.ThrowIfCancellationRequested();
            MutantFate fate = Hunt(lane, mutation, healthy, mutant, quick, cancellation);
            fates.Add(fate);
            told(fate);
        }

        return fates;
    }

    private MutantFate Hunt(ILane lane, SwitchedMutation mutation, Dictionary<string, bool> healthy, Mutant mutant, bool quick, CancellationToken cancellation)
    {
        List<Scene> candidates = [.. drawn.Where(s => lane.WhyNot(s, Observer.Readback) is null && Changes(mutant, s))];
        var killers = new List<string>();
        string? evidence = null;
        foreach (Scene scene in candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!healthy.TryGetValue(scene.Name, out bool passes))
            {
                mutation.Use(null);
                healthy[scene.Name] = passes = Failure(lane, scene) is null;
            }

            if (!passes)
            {
                continue;
            }

            mutation.Use(mutant);
            if (Failure(lane, scene) is { } failure)
            {
                killers.Add(scene.Name);
                evidence ??= failure;
                if (quick)
                {
                    break;
                }
            }
        }

        mutation.Use(null);
        return new MutantFate(mutant, lane.Name, candidates.Count, killers, evidence);
    }

    /// <summary>Whether the defect changes anything the scene sends; found out without a device.</summary>
    private static bool Changes(Mutant mutant, Scene scene)
    {
        var mutation = new SwitchedMutation();
        mutation.Use(mutant);
        var offline = new OfflineConnection(
            ConnectionFeatures.ManyContexts | ConnectionFeatures.TransferStrides | ConnectionFeatures.ResourceFlags, new Capset(2, 2, ReadOnlyMemory<byte>.Empty));
        using var player = new VirglPlayer(new MutantConnection(offline, mutation));
        try
        {
            player.Play(scene).ReadBack();
        }
        catch (DeviceException)
        {
            // A scene that expects a refusal does not get one from nothing; what it sent until then decides.
        }

        return mutation.Changed;
    }

    private string? Failure(ILane lane, Scene scene)
    {
        Observation seen = lane.Play(scene, [Observer.Readback]).Observations[0];
        return seen switch
        {
            { Fault: { Verdict: Verdict.HarnessError } fault } => throw new InvalidOperationException($"Scene {scene.Name} could not be played: {fault.Message}"),
            { Fault: { } fault } => fault.Message,
            { Frame: { } frame } => BoundsCheck.FindViolation(Reference(scene), frame)?.ToString(),
            _ => throw new InvalidOperationException($"Scene {scene.Name} gave neither a frame nor a fault."),
        };
    }

    private ReferenceFrame Reference(Scene scene)
    {
        if (!references.TryGetValue(scene.Name, out ReferenceFrame? frame))
        {
            references[scene.Name] = frame = store?.TryLoad(scene) ?? ReferenceOracle.Render(scene);
        }

        return frame;
    }
}
