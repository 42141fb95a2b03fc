using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace Harness.Tests.Perf;

/// <summary>Diagnoses nothing: does what a test wants when it is signalled.</summary>
/// <param name="mode">When it wants to be there.</param>
/// <param name="handle">What it does.</param>
internal sealed class ScriptedDiagnoser(RunMode mode, Action<HostSignal> handle) : IDiagnoser
{
    public IEnumerable<string> Ids => [nameof(ScriptedDiagnoser)];

    public IEnumerable<IExporter> Exporters => [];

    public IEnumerable<IAnalyser> Analysers => [];

    public RunMode GetRunMode(BenchmarkCase benchmarkCase) => mode;

    public void Handle(HostSignal signal, DiagnoserActionParameters parameters) => handle(signal);

    public IEnumerable<Metric> ProcessResults(DiagnoserResults results) => [];

    public void DisplayResults(ILogger logger)
    {
    }

    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) => [];
}
