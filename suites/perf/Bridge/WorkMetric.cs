using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using Harness.Virgl;

namespace Harness.Perf.Bridge;

/// <summary>One of the things that are counted. BenchmarkDotNet writes all its properties to the JSON.</summary>
/// <param name="name">The column's head.</param>
/// <param name="unit">Its unit.</param>
/// <param name="legend">What it says.</param>
/// <param name="of">Of the turns of a launch.</param>
internal sealed class WorkMetric(string name, string unit, string legend, Func<WorkCounters, long> of) : IMetricDescriptor
{
    /// <summary>All that are told.</summary>
    public static IReadOnlyList<WorkMetric> All { get; } =
    [
        new("Commands", "1", "Commands handed over for one operation", work => work.Commands),
        new("Command bytes", "B", "Bytes of these commands", work => work.Bytes),
        new("Kicks", "1", "Doorbells rung for these commands", work => work.Kicks),
    ];

    public string Id => $"{nameof(WorkMetric)}.{name}";

    public string DisplayName => name;

    public string Legend => legend;

    public string NumberFormat => "0.###";

    public UnitType UnitType => UnitType.Dimensionless;

    public string Unit => unit;

    public bool TheGreaterTheBetter => false;

    public int PriorityInCategory => 0;

    public bool GetIsAvailable(Metric metric) => metric.Value > 0;

    /// <summary>The metric of one operation.</summary>
    /// <param name="work">What a turn asks for.</param>
    /// <param name="operations">Operations of a turn.</param>
    public Metric Per(WorkCounters work, long operations) => new(this, of(work) / (double)operations);
}
