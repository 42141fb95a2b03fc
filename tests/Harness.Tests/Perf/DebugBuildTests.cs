using System.Reflection;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;
using Harness.Lab.Sampling;
using Harness.Perf;
using Harness.Perf.Bridge;
using Harness.Tests.Imaging;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NUnit.Framework;

namespace Harness.Tests.Perf;

/// <summary>Benchmarks in an assembly that was compiled without optimization.</summary>
[NonParallelizable]
public sealed class DebugBuildTests
{
    [Test]
    public void On_lanes_it_does_not_matter()
    {
        const string Name = "upload.dma.buffer.4KiB";
        using var run = new BridgedRun(
            measurement => measurement == new LaneMeasurement("device", Name), (_, _, _) => new LaunchSample(Name, 64 * 4096, 0, true, [1e-3]),
            configure: config => config.AddValidator(JitOptimizationsValidator.FailOnError), benchmarks: Debuggable(typeof(LaneTransferBenchmarks)));
        Assert.That(run.ExitCode, Is.Zero, run.Log);
        Assert.That(run.Lanes, Is.EqualTo(new[] { "start device", Name, Name, Name, "end device" }));
    }

    [Test]
    public void On_this_machine_they_are_refused()
    {
        using var folder = new TemporaryFolder();
        var log = new AccumulationLogger();
        var summary = BenchmarkRunner.Run(Debuggable(typeof(StreamBenchmarks)), ManualConfig.Create(DefaultConfig.Instance).WithArtifactsPath(folder.Path).AddLogger(log));
        Assert.That(RunOutcome.ExitCode([summary]), Is.EqualTo(1));
        Assert.That(log.GetLog(), Does.Contain("Assembly Debuggable which defines benchmarks is non-optimized"));
    }

    /// <summary>A class of benchmarks that only adds to another one how it was compiled.</summary>
    private static Type Debuggable(Type benchmarks)
    {
        var references = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0).Select(assembly => MetadataReference.CreateFromFile(assembly.Location));
        var compilation = CSharpCompilation.Create(
            "Debuggable", [CSharpSyntaxTree.ParseText($"public class Debuggable : {benchmarks.FullName};")], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Debug));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.That(result.Success, () => string.Join('\n', result.Diagnostics));
        return Assembly.Load(assembly.ToArray()).GetType("Debuggable", throwOnError: true)!;
    }
}
