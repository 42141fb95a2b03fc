using System.Reflection;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;
using BenchmarkDotNet.Validators;
using Harness.Lab.Sampling;
using Harness.Runs.Transfers;

namespace Harness.Perf.Bridge;

/// <summary>
/// Lets BenchmarkDotNet measure on lanes. Nothing is generated and nothing is built: a benchmark's method returns a <see cref="LaneMeasurement"/>, and a launch
/// is one sample of it, taken where the lane's connection is, in a guest too. What BenchmarkDotNet's toolchain interfaces want of lanes is in this class.
/// </summary>
internal sealed class LaneToolchain : Toolchain
{
    /// <summary>The toolchain of all jobs on lanes.</summary>
    public static readonly LaneToolchain Instance = new();

    private LaneToolchain() : base("Lane", new Nothing(), new Nothing(), new Launcher())
    {
    }

    /// <summary>Where launches go to. BenchmarkDotNet makes configurations by their type, so it cannot be handed to one.</summary>
    public static LaneFleet? Fleet { get; set; }

    /// <summary>What a benchmark describes; null when that lane has no such thing, or it is no benchmark of lanes.</summary>
    public static LaneMeasurement? Describe(BenchmarkCase benchmark)
    {
        var method = benchmark.Descriptor.WorkloadMethod;
        if (method.ReturnType != typeof(LaneMeasurement))
        {
            return null;
        }

        var description = Activator.CreateInstance(benchmark.Descriptor.Type);
        foreach (var parameter in benchmark.Parameters.Items)
        {
            benchmark.Descriptor.Type.GetProperty(parameter.Name)!.SetValue(description, parameter.Value);
        }

        return (LaneMeasurement?)method.Invoke(description, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    /// <summary>The lines of a sample, as the engine of BenchmarkDotNet would print them; their times are of the clock where they were measured.</summary>
    /// <exception cref="FormatException">The sample has none, or one that BenchmarkDotNet would drop without a word.</exception>
    internal static IReadOnlyList<string> LinesOf(LaneMeasurement measurement, LaunchSample sample, int launch)
    {
        var operations = measurement.OperationsOf(sample);
        List<string> lines = [.. sample.Seconds.Select((seconds, turn) => new Measurement(launch, IterationMode.Workload, IterationStage.Result, turn + 1, operations, seconds * 1e9).ToString())];
        for (var turn = 0; turn < lines.Count; turn++)
        {
            if (!(sample.Seconds[turn] > 0 && double.IsFinite(sample.Seconds[turn]) && operations > 0) || Measurement.Parse(lines[turn], launch).Operations != operations)
            {
                throw new FormatException($"{measurement.Name} is no measurement: turn {turn + 1} has {operations} operations in {sample.Seconds[turn]} s.");
            }
        }

        return lines.Count > 0 ? lines : throw new FormatException($"{measurement.Name} has no turns.");
    }

    /// <summary>How samples of a job are taken: where it says nothing, as by <c>harness perf</c>.</summary>
    private static Sampler SamplerOf(BenchmarkCase benchmark, LaneMeasurement measurement)
    {
        const int Commands = 1000;
        var run = benchmark.Job.Run;
        var sampler = measurement.Bytes > 0 ? new Sampler { AtMost = TimeSpan.FromSeconds(1) } : new Sampler { Turns = Commands, TurnsAtMost = Commands };
        if (benchmark.Job.HasValue(BenchmarkDotNet.Jobs.RunMode.IterationCountCharacteristic))
        {
            sampler = sampler with { Turns = run.IterationCount, TurnsAtMost = run.IterationCount };
        }

        return benchmark.Job.HasValue(BenchmarkDotNet.Jobs.RunMode.WarmupCountCharacteristic) ? sampler with { WarmUps = run.WarmupCount } : sampler;
    }

    private sealed class Nothing : IGenerator, IBuilder
    {
        public GenerateResult GenerateProject(BuildPartition buildPartition, ILogger logger, string rootArtifactsFolderPath) => GenerateResult.Success(ArtifactsPaths.Empty, []);

        public BuildResult Build(GenerateResult generateResult, BuildPartition buildPartition, ILogger logger) => BuildResult.Success(generateResult);
    }

    private sealed class Launcher : IExecutor
    {
        public ExecuteResult Execute(ExecuteParameters executeParameters)
        {
            var (benchmark, launch) = (executeParameters.BenchmarkCase, executeParameters.LaunchIndex);
            try
            {
                var measurement = Describe(benchmark) ?? throw new InvalidOperationException($"{benchmark.Descriptor.WorkloadMethod.Name} describes nothing that a lane could measure.");
                var fleet = Fleet ?? throw new InvalidOperationException("There are no lanes: start the program of the benchmarks.");
                Tell(executeParameters, HostSignal.BeforeProcessStart);
                fleet.BringUp(measurement.Lane);
                Tell(executeParameters, HostSignal.AfterProcessStart, HostSignal.BeforeAnythingElse, HostSignal.BeforeActualRun);
                var sample = fleet.Take(measurement, SamplerOf(benchmark, measurement));
                Tell(executeParameters, HostSignal.AfterActualRun, HostSignal.AfterAll);
                var lines = LinesOf(measurement, sample, launch);
                var on = $"// {measurement.Lane}: {fleet.Documents[measurement.Lane].Stack}, {lines.Count} turns";
                executeParameters.Logger.WriteLineInfo(on);
                return new ExecuteResult(true, 0, null, lines, [on], lines, launch);
            }
#pragma warning disable CA1031 // What is thrown here ends the whole run, and the table of what was measured before; the next benchmark may be well.
            catch (Exception e)
#pragma warning restore CA1031
            {
                // No lines: whoever has some passes for a success, whatever else is said.
                return new ExecuteResult(true, e is LabFaultException { IsAbsent: true } ? 0 : 1, null, [], [$"{ValidationErrorReporter.ConsoleErrorPrefix}{e.Message.ReplaceLineEndings(" ")}"], [], launch);
            }
            finally
            {
                Tell(executeParameters, HostSignal.AfterProcessExit);
            }
        }

        /// <summary>
        /// Diagnosers come with the last launch, or with one more whose results are thrown away. There is no process of this machine that they could look at; what
        /// one that fails for want of it says of a measurement is lost, and nothing else.
        /// </summary>
        private static void Tell(ExecuteParameters parameters, params ReadOnlySpan<HostSignal> signals)
        {
            foreach (var signal in signals)
            {
                try
                {
                    parameters.Diagnoser?.Handle(signal, new DiagnoserActionParameters(null, parameters.BenchmarkCase, parameters.BenchmarkId));
                }
#pragma warning disable CA1031 // As above.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    parameters.Logger.WriteLineError($"A diagnoser failed at {signal}: {e.Message}");
                }
            }
        }
    }
}
