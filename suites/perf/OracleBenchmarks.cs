using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Harness.Catalogue;
using Harness.Imaging;
using Harness.Oracle;
using Harness.Scenes;

namespace Harness.Perf;

/// <summary>The oracle on one core: the walk-through's triangle, and one scene of each kind of work.</summary>
[MemoryDiagnoser]
[Config(typeof(Columns))]
public class OracleBenchmarks
{
    private Scene _scene = null!;

    /// <summary>The scene.</summary>
    [Params(
        "walkthrough/first-triangle", "blend/within-one-draw", "control/loops-nested", "depth/less-equal", "display/partial-flush",
        "interpolation/continuous-across-strip", "multisample/mask-3", "shader/long-fragment", "texture-cube/levels")]
    public string Name { get; set; } = "";

    /// <summary>Finds the scene.</summary>
    [GlobalSetup]
    public void Find() => _scene = Of(Name);

    /// <summary>The whole reference frame: expected, lower and upper.</summary>
    [Benchmark]
    public ReferenceFrame Render() => ReferenceOracle.Render(_scene);

    private static Scene Of(string name) => SceneCatalogue.All.First(scene => scene.Name == name);

    private sealed class Columns : ManualConfig
    {
        public Columns() => AddColumn(new PixelRate()).WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(48));
    }

    /// <summary>Pixels of the frame over the mean time.</summary>
    private sealed class PixelRate : IColumn
    {
        public string Id => nameof(PixelRate);

        public string ColumnName => "Mpixel/s";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "Million pixels of the reference frame a second, one core";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            var scene = Of((string)benchmarkCase.Parameters[nameof(Name)]);
            return summary[benchmarkCase]?.ResultStatistics is { } statistics
                ? FormattableString.Invariant($"{scene.Width * scene.Height * 1e3 / statistics.Mean:0.000}")
                : "NA";
        }
    }
}
