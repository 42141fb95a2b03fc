using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using Harness.Perf;
using Harness.Perf.Bridge;

// These are not BenchmarkDotNet's: it runs its benchmarks one after the other, and machines drift between them; and what is warm is its own affair.
switch (args)
{
    case ["ratio", .. var names]:
        return Ratios.Run(names, Console.Out);
    case ["throughput", .. var arguments]:
        return Throughput.Run(arguments, Console.Out);
}

using var fleet = new LaneFleet(BridgedLanes.Make);
LaneToolchain.Fleet = fleet;

// On lanes theirs comes on top of either.
var config = ManualConfig.Create(DefaultConfig.Instance);
if (!args.Intersect(["-i", "--inProcess"], StringComparer.OrdinalIgnoreCase).Any())
{
    config.AddJob(Job.Default.WithToolchain(AsBuiltToolchain.Instance).AsMutator());
}

var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config).ToList();
foreach (var failure in RunOutcome.Failures(summaries))
{
    Console.Error.WriteLine($"Failed: {failure.DisplayInfo}");
}

return summaries.Count == 0 && !Array.Exists(args, argument => argument is "--list" or "--help" or "--version" or "--info") ? 2 : RunOutcome.ExitCode(summaries);
