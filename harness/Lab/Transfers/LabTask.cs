using Harness.Lab.Frames;
using Harness.Lab.Grounds;
using Harness.Lab.Latency;
using Harness.Lab.Sampling;
using Harness.Scenes;
using Harness.Virgl;

namespace Harness.Lab.Transfers;

/// <summary>Something the lab measures; its name, and the scene where it draws one, say all of it.</summary>
public abstract record LabTask
{
    /// <summary>The least that a driver can wait for that speaks VirGL itself.</summary>
    public static LabTask RoundTrip { get; } = new StreamRoundTrip();

    /// <summary>The least that a program can wait for that calls OpenGL.</summary>
    public static LabTask GlRoundTrip { get; } = new ClearRoundTrip();

    /// <summary>Name of the measurement, without its lane: <c>upload.dma.buffer.64KiB</c>, <c>memcpy.64KiB</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The payload by a road that is moved; null where it is something else.</summary>
    public virtual TransferTask? Transfer => null;

    /// <summary>The scene that is drawn; null where none is.</summary>
    public virtual Scene? Scene => null;

    /// <summary>All sizes of payloads there are, in bytes, rising.</summary>
    public static IEnumerable<int> Sizes => Enumerable.Range(0, int.Log2(TransferTask.Largest / TransferTask.Smallest) + 1).Select(power => TransferTask.Smallest << power);

    /// <summary>A payload by a road.</summary>
    public static LabTask Of(TransferTask transfer) => new PayloadByRoad(transfer);

    /// <summary>A plain copy in memory of as many bytes as payloads have.</summary>
    public static LabTask MemoryCopy(int bytes) => new PlainCopy(bytes);

    /// <summary>All payloads by all roads, and the copies beside them.</summary>
    /// <param name="sizes">Bytes of payloads.</param>
    public static IEnumerable<LabTask> All(IEnumerable<int> sizes) => sizes.SelectMany(size => (LabTask[])[MemoryCopy(size), .. Transfers(size)]);

    /// <summary>The task of that name; null when there is none.</summary>
    /// <param name="scene">The scene where it draws one.</param>
    public static LabTask? Find(string name, Scene? scene = null)
        => All(Sizes).Append(RoundTrip).Append(GlRoundTrip).Concat(scene is null ? [] : FrameTask.All(scene)).FirstOrDefault(task => task.Name == name);

    /// <summary>Why it cannot be measured there; null when it can.</summary>
    public abstract string? WhyNot(LabGround ground);

    /// <summary>Makes it ready to be measured, on a ground that has what it needs.</summary>
    /// <exception cref="DeviceException">The device refuses.</exception>
    /// <exception cref="Gl.Contexts.GlException">OpenGL refuses.</exception>
    /// <exception cref="Gl.Egl.EglException">There is no further context.</exception>
    public abstract IBench Bench(LabGround ground);

    /// <summary>Why what needs a VirGL connection cannot be measured; null when it can.</summary>
    private static string? LacksConnection(LabGround ground) => ground.Connection is null ? "Here a driver of somebody else speaks VirGL." : null;

    /// <summary>Why what needs OpenGL cannot be measured; null when it can.</summary>
    internal static string? LacksGl(LabGround ground) => ground.Gl is null ? "No OpenGL is called here." : null;

    private static IEnumerable<LabTask> Transfers(int size)
        => from direction in (TransferDirection[])[TransferDirection.ToHost, TransferDirection.FromHost]
           from shape in Enum.GetValues<PayloadShape>()
           from road in Enum.GetValues<Road>()
           where road.Leads(direction, shape)
           select Of(new TransferTask(road, direction, shape, size));

    private sealed record PayloadByRoad(TransferTask Payload) : LabTask
    {
        public override string Name => Payload.Name;

        public override TransferTask? Transfer => Payload;

        public override string? WhyNot(LabGround ground) => Payload.Road.IsGl() ? LacksGl(ground)
            : LacksConnection(ground) ?? TransferBench.WhyNot(ground.Connection!, Payload);

        public override IBench Bench(LabGround ground) => Payload.Road.IsGl() ? new GlTransferBench(ground.Gl!, Payload) : new TransferBench(ground.Connection!, Payload);
    }

    private sealed record PlainCopy(int Bytes) : LabTask
    {
        public override string Name => MemoryCopyBench.NameOf(Bytes);

        public override string? WhyNot(LabGround ground) => null;

        public override IBench Bench(LabGround ground) => new MemoryCopyBench(Bytes);
    }

    private sealed record StreamRoundTrip : LabTask
    {
        public override string Name => RoundTripBench.RoundTrip;

        public override string? WhyNot(LabGround ground) => LacksConnection(ground);

        public override IBench Bench(LabGround ground) => new RoundTripBench(ground.Connection!);
    }

    private sealed record ClearRoundTrip : LabTask
    {
        public override string Name => GlRoundTripBench.RoundTrip;

        public override string? WhyNot(LabGround ground) => LacksGl(ground);

        public override IBench Bench(LabGround ground) => new GlRoundTripBench(ground.Gl!);
    }
}
