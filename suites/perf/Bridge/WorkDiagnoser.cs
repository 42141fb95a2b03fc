using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace Harness.Perf.Bridge;

/// <summary>Tells what an operation asked of the device, as the last launch counted it: columns of the tables, and metrics of the JSON.</summary>
internal sealed class WorkDiagnoser : IDiagnoser
{
    public IEnumerable<string> Ids => [nameof(WorkDiagnoser)];

    public IEnumerable<IExporter> Exporters => [];

    public IEnumerable<IAnalyser> Analysers => [];

    /// <summary>Every launch counts, so that none is needed for it.</summary>
    public RunMode GetRunMode(BenchmarkCase benchmarkCase) => RunMode.NoOverhead;

    public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
    {
    }

    public IEnumerable<Metric> ProcessResults(DiagnoserResults results)
        => LaneToolchain.Describe(results.BenchmarkCase) is { } measurement
            && LaneToolchain.Fleet?.Samples.GetValueOrDefault(measurement) is { Work: { } work, WorkVaries: false } sample
                ? WorkMetric.All.Select(metric => metric.Per(work, measurement.OperationsOf(sample)))
                : [];

    public void DisplayResults(ILogger logger)
    {
    }

    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) => [];
}
