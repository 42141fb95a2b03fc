using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
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
        // The launches of whoever says nothing of jobs; and whatever is said, a lane measures: other toolchains would measure how long it takes to describe that.
        AddJob(Job.Default.WithLaunchCount(Launches).AsDefault(), Job.Default.WithToolchain(LaneToolchain.Instance).AsMutator());
        AddFilter(new SimpleFilter(benchmark => LaneToolchain.Describe(benchmark) is not null));
        AddColumn(StatisticColumn.P90);
        AddColumn([.. columns, LaneColumn.LaunchSpread, LaneColumn.Accelerator, LaneColumn.Stack]);

        // BenchmarkDotNet's interval takes turns of one launch for independent of each other.
        HideColumns(Column.Error);
        AddExporter(new LaneJsonExporter());
        AddDiagnoser(new WorkDiagnoser());
        AddValidator(new NoProfiler());

        // Nothing of the benchmark's class is executed where it is measured, so it does not matter how it was compiled.
        WithOptions(ConfigOptions.DisableOptimizationsValidator);
        WithSummaryStyle(BenchmarkDotNet.Reports.SummaryStyle.Default.WithMaxParameterColumnWidth(48));
    }

    /// <summary>A profiler that finds no process of a benchmark would end the whole run when it is asked for its results.</summary>
    private sealed class NoProfiler : IValidator
    {
        public bool TreatsWarningsAsErrors => true;

        public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters)
            => from profiler in validationParameters.Config.GetDiagnosers().OfType<EventPipeProfiler>()
               select new ValidationError(true, $"{profiler.Ids.Single()} looks into a process of this machine, and what is measured on lanes is none: leave out either.");
    }
}
