using Harness.Imaging;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Scenes;

namespace Harness.Tests.Runs;

/// <summary>FAKE: a lane without a renderer. It answers with whatever frame a test gives it, and fails where the test says.</summary>
internal sealed class FakeLane(string name = "fake") : ILane
{
    public string Name => name;

    public IReadOnlyList<Observer> Observers { get; init; } = [Observer.Readback, Observer.Scanout];

    public Func<Scene, Observer, string?> Reason { get; init; } = (_, _) => null;

    public Func<Scene, Observer, Observation> Answer { get; init; } = (_, observer) => new Observation(observer, 1) { Frame = FakeScenes.White() };

    public Action Starting { get; init; } = () => { };

    public List<string> Played { get; } = [];

    public bool Disposed { get; private set; }

    public bool Aborted { get; private set; }

    public string? WhyNot(Scene scene, Observer observer) => Reason(scene, observer);

    public LaneStack Start()
    {
        Starting();
        return new LaneStack { Connection = "fake", Renderer = "LLVMPIPE (LLVM 15)", CapsetId = 2, CapsetVersion = 2 };
    }

    public ScenePlay Play(Scene scene, IReadOnlyList<Observer> observers)
    {
        Played.Add(scene.Name);
        return new ScenePlay([.. observers.Select(observer => Answer(scene, observer))], new PlayEvidence { Host = "fake", Stream = () => "commands", HostWords = "words" });
    }

    public void Abort() => Aborted = true;

    public void Dispose() => Disposed = true;
}

/// <summary>Scenes that clear an 8x8 window to white, and frames to answer them with.</summary>
internal static class FakeScenes
{
    private const int Size = 8;

    public static Scene Of(string name) => new SceneBuilder(name, "A clear clears.", "GL 4.5 section 17.4.3", Size, Size).Clear(Harness.Scenes.State.Colour.White).Build();

    public static IReadOnlyList<Scene> Some { get; } = [Of("a/one"), Of("a/two"), Of("b/one"), Of("b/three")];

    public static Frame White(byte alpha = 255)
    {
        var frame = new Frame(Size, Size);
        frame.Rgba.AsSpan().Fill(255);
        for (var i = 3; i < frame.Rgba.Length; i += 4)
        {
            frame.Rgba[i] = alpha;
        }

        return frame;
    }

    public static Frame Black() => new(Size, Size);
}
