using Harness.Qemu.Scanout;
using Harness.Qemu.Scanout.Mutants;
using Harness.Virgl;
using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Mutants;

namespace Harness.Runs.Mutation.Layers;

/// <summary>A fresh mutation of what is planted on a lane at the moment, made anew each time that something else is planted.</summary>
internal sealed class Growth<T>(PlantedMutant planted, string lane, MutantKind kind, Func<string, T> make) where T : class
{
    private LayerMutant? _mutant;
    private T? _mutation;

    /// <summary>Null while nothing of that kind is planted there.</summary>
    public T? Current
    {
        get
        {
            var now = planted.On(lane, kind);
            if (!ReferenceEquals(now, _mutant))
            {
                (_mutant, _mutation) = (now, now is null ? null : make(now.Name));
            }

            return _mutation;
        }
    }
}

/// <summary>Defects in streams, exchanged while a connection or a proxy lives.</summary>
public sealed class PlantedStreamMutation(PlantedMutant planted, string lane) : Virgl.Mutants.Mutation
{
    private readonly Growth<Virgl.Mutants.Mutation> _growth = new(planted, lane, MutantKind.VtestStream, name => LayerMutants.StreamMutant(name).Create());

    public override IVirglCommand? Apply(IVirglCommand command) => _growth.Current is { } mutation ? mutation.Apply(command) : command;

    public override Transfer? ToHost(GuestResource resource, Transfer transfer) => _growth.Current is { } mutation ? mutation.ToHost(resource, transfer) : transfer;

    public override Transfer? FromHost(GuestResource resource, Transfer transfer) => _growth.Current is { } mutation ? mutation.FromHost(resource, transfer) : transfer;

    public override ResourceDescription Describe(ResourceDescription description) => _growth.Current is { } mutation ? mutation.Describe(description) : description;
}

/// <summary>Defects in a control queue, exchanged while a device lives.</summary>
internal sealed class PlantedControlMutation(PlantedMutant planted, string lane) : ControlMutation
{
    private readonly Growth<ControlMutation> _growth = new(planted, lane, MutantKind.ControlQueue, name => ControlMutants.All.First(mutant => mutant.Name == name).Create());

    public override void Request(ref ControlRequest request) => _growth.Current?.Request(ref request);

    public override void Response(ControlCommand command, Span<uint> response) => _growth.Current?.Response(command, response);
}

/// <summary>Defects of a display, exchanged while it lives.</summary>
public static class PlantedScanout
{
    /// <summary>The observer with the lane's defects in front of it; the observer itself where none is ever planted.</summary>
    public static IScanoutObserver Around(IScanoutObserver observer, PlantedMutant? planted, string lane)
    {
        if (planted is null)
        {
            return observer;
        }

        var growth = new Growth<ScanoutMutant>(planted, lane, MutantKind.ScanoutPicture, name => ScanoutMutants.All.First(mutant => mutant.Name == name));
        return new MutantScanout(observer, () => growth.Current);
    }
}
