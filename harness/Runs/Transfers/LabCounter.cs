using Harness.Lab.Sampling;
using Harness.Virgl;

namespace Harness.Runs.Transfers;

/// <summary>Something of a turn that is counted, and has to be the same on every run.</summary>
/// <param name="Name">The end of the metric's name.</param>
/// <param name="Unit">As <c>run.json</c> has it.</param>
/// <param name="IsCounted">Whether it was, in a launch.</param>
/// <param name="Of">Of the turns of a launch; null where it was not counted, or they differ.</param>
/// <param name="IsToldAtZero">Whether a 0 is news where all are 0.</param>
internal sealed record LabCounter(string Name, string Unit, Func<LaunchSample, bool> IsCounted, Func<LaunchSample, long?> Of, bool IsToldAtZero = false)
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<LabCounter> All { get; } =
    [
        Work("commands", work => work.Commands),
        Work("bytes", work => work.Bytes, "B"),
        Work("kicks", work => work.Kicks),
        Work("fences", work => work.Fences),
        Work("descriptors", work => work.Descriptors),
        Work("messages", work => work.Messages),
        Work("requests", work => work.Requests),
        new("allocated", "B", IsWorkCounted, launch => launch.Work is null ? null : launch.Allocated, IsToldAtZero: true),
        Device("commands", work => work.Commands),
        Device("bytes", work => work.Bytes, "B"),
        Device("transfers", work => work.Transfers),
        Device("fences", work => work.Fences),
        Device("kicks", work => work.Kicks),
        Device("interrupts", work => work.Interrupts),
    ];

    private static LabCounter Work(string name, Func<WorkCounters, long?> of, string unit = "1")
        => new(name, unit, IsWorkCounted, launch => launch is { Work: { } work, WorkVaries: false } ? of(work) : null);

    private static LabCounter Device(string name, Func<DeviceWork, long?> of, string unit = "1")
        => new($"device-{name}", unit, launch => launch.Device is not null, launch => launch.Device is { } work ? of(work) : null);

    private static bool IsWorkCounted(LaunchSample launch) => launch.Work is not null;
}
