using Harness.Imaging;
using Harness.Lab.Sampling;
using Harness.Link.Messages;
using Harness.Runs.Lanes;
using Harness.Runs.References;
using Harness.Scenes;
using Harness.Virgl;

namespace Harness.Runs.Transfers;

/// <summary>
/// A frame by the harness' clock: from handing a scene over to a lane's player until the observer of the display has its picture. Each picture is judged.
/// </summary>
internal sealed class SeenFrameBench(PlayerLane lane, Scene scene, ReferenceSource references) : IBench
{
    private Observation? _seen;
    private bool _isClaimed;

    public string Name => NameOf(scene);

    public long Bytes => 0;

    public WorkCounters? Work => null;

    public static string NameOf(Scene scene) => $"latency.frame-seen.{scene.Name.Replace('/', '.')}";

    public void Prepare()
    {
        if (!_isClaimed)
        {
            // One more than turns take, so that the frame is loaded once for all of them.
            references.Claim(scene);
            _isClaimed = true;
        }

        references.Claim(scene);
    }

    public void Do() => _seen = lane.Play(scene, [Observer.Scanout]).Observations[0];

    public void Prove() => Prove(Name, scene, references, _seen!);

    public void Dispose()
    {
        if (_isClaimed)
        {
            references.Release(scene);
        }
    }

    /// <summary>A fast frame that is wrong is no fast frame.</summary>
    /// <exception cref="LabFaultException">It is wrong, or was not seen.</exception>
    public static void Prove(string name, Scene scene, ReferenceSource references, Observation seen)
    {
        if ((seen.Fault?.Message ?? BoundsCheck.FindViolation(references.Take(scene).GetAwaiter().GetResult(), seen.Frame!, seen.Observer.Channels())?.ToString()) is { } wrong)
        {
            throw new LabFaultException($"{name}: {seen.Observer.Word()}: {wrong}", seen.Fault is null ? MeasureFault.Wrong : MeasureFault.Failed);
        }
    }
}
