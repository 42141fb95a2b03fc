using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Validators;

namespace Harness.Perf.Bridge;

/// <summary>How benchmarks of lanes are run and told of: three launches each, in a fresh context with resources of their own.</summary>
internal abstract class LaneConfig : ManualConfig
{
    private const int Launches = 3;

    /// <param name="columns">What this kind has to tell beside what all have.</param>
    protected LaneConfig(params LaneColumn[] columns)
    {
        AddJob(Job.Default.WithToolchain(LaneToolchain.Instance).WithLaunchCount(Launches));
        AddFilter(new SimpleFilter(benchmark => LaneToolchain.Describe(benchmark) is not null));
        AddColumn(StatisticColumn.P90);
        AddColumn([.. columns, LaneColumn.LaunchSpread, LaneColumn.Accelerator, LaneColumn.Stack]);

        // BenchmarkDotNet's interval takes turns of one launch for independent of each other.
        HideColumns(Column.Error);
        AddExporter(new LaneJsonExporter());
        AddValidator(new OnlyOnLanes());

        // Nothing of the benchmark's class is executed where it is measured, so it does not matter how it was compiled.
        WithOptions(ConfigOptions.DisableOptimizationsValidator);
        WithSummaryStyle(BenchmarkDotNet.Reports.SummaryStyle.Default.WithMaxParameterColumnWidth(48));
    }

    /// <summary>Other toolchains would measure how long it takes to describe a measurement.</summary>
    private sealed class OnlyOnLanes : IValidator
    {
        public bool TreatsWarningsAsErrors => true;

        public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters)
            => from benchmark in validationParameters.Benchmarks
               where benchmark.Descriptor.WorkloadMethod.ReturnType == typeof(LaneMeasurement) && benchmark.Job.Infrastructure.Toolchain is not LaneToolchain
               select new ValidationError(true, $"{benchmark.DisplayInfo} is measured on a lane; there it has no runtime and no toolchain of its own.", benchmark);
    }
}
