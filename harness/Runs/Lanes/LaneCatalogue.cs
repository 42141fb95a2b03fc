using Harness.Runs.Mutation.Layers;
using Harness.Virgl;
using Harness.Virgl.Mutants;

namespace Harness.Runs.Lanes;

/// <summary>How the lanes of a run are made.</summary>
public sealed record LaneSettings
{
    /// <summary>QEMU for lanes that need one; null for the usual one.</summary>
    public string? Qemu { get; init; }

    /// <summary>Socket of a vtest server that runs already.</summary>
    public string? VtestSocket { get; init; }

    /// <summary>The vtest server to start, or a host stack's folder; null for that of the folder that is the QEMU, or else the usual one.</summary>
    public string? VtestServer { get; init; }

    /// <summary>What lanes with a vtest server start.</summary>
    internal string? Server => VtestServer ?? (Directory.Exists(Qemu) ? Qemu : null);

    /// <summary>Folder of the driver package for lanes with a guest; null for the image's own driver.</summary>
    public string? Driver { get; init; }

    /// <summary>Guest image by name; null for the usual one.</summary>
    public string? Image { get; init; }

    /// <summary>Told what the build of a guest image is at; null for nobody.</summary>
    public IProgress<Harness.Guests.Images.BuildProgress>? Progress { get; init; }

    /// <summary>Whether displays will be looked at.</summary>
    public bool Scanout { get; init; } = true;

    /// <summary>Whether shader caches start empty.</summary>
    public bool Cold { get; init; }

    /// <summary>Whether QEMUs with a guest are to be told to trace at times.</summary>
    public bool IsTraced { get; init; }

    /// <summary>Put between VirGL player and connection: a driver's defects. Null for none.</summary>
    public Func<IVirglConnection, IVirglConnection>? Decorate { get; init; }

    /// <summary>The defect of a layer that lanes have in them at the moment; null where none is ever planted.</summary>
    public PlantedMutant? Planted { get; init; }
}

/// <summary>All lanes there are. Adding one is a class and a line here.</summary>
public static class LaneCatalogue
{
    /// <summary>Lanes that have not been started, in the order in which a scene gains layers.</summary>
    public static IReadOnlyList<ILane> Make(LaneSettings settings) =>
    [
        new NativeLane(new NativeLaneOptions { Cold = settings.Cold, Planted = settings.Planted }),
        new VtestLane(new VtestLaneOptions { Socket = settings.VtestSocket, Server = settings.Server, Cold = settings.Cold, Decorate = StreamDefects(VtestLane.LaneName, settings) }),
        new VirpipeLane(new VirpipeLaneOptions { Server = settings.Server, Cold = settings.Cold, Planted = settings.Planted }),
        new DeviceLane(new DeviceLaneOptions { Qemu = settings.Qemu, Scanout = settings.Scanout, Cold = settings.Cold, Decorate = settings.Decorate, Planted = settings.Planted }),
        new DrmLane(new GuestLaneOptions(SourceOf(settings), settings.Planted)),
        new GuestGlLane(new GuestLaneOptions(SourceOf(settings), settings.Planted)),
    ];

    private static GuestSource SourceOf(LaneSettings settings) => new(new GuestSourceOptions
    {
        Qemu = settings.Qemu,
        Image = settings.Image,
        Driver = settings.Driver,
        Scanout = settings.Scanout,
        Cold = settings.Cold,
        IsTraced = settings.IsTraced,
        Progress = settings.Progress,
    });

    /// <summary>One lane, by name.</summary>
    public static ILane Make(string name, LaneSettings settings) => Make(settings).First(lane => lane.Name == name);

    private static Func<IVirglConnection, IVirglConnection>? StreamDefects(string lane, LaneSettings settings)
    {
        if (settings.Planted is not { } planted)
        {
            return settings.Decorate;
        }

        var decorate = settings.Decorate ?? (connection => connection);
        return connection => new MutantConnection(decorate(connection), new PlantedStreamMutation(planted, lane));
    }
}
