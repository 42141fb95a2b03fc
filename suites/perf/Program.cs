using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Harness.Perf;

// These are not BenchmarkDotNet's: it runs its benchmarks one after the other, and machines drift between them; and what is warm is its own affair.
switch (args)
{
    case ["ratio", .. var names]:
        return Ratios.Run(names, Console.Out);
    case ["throughput", .. var arguments]:
        return Throughput.Run(arguments, Console.Out);
}

// BenchmarkDotNet builds all rooms anew for its own process, for which its two minutes are too short on a busy machine.
var config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15));
return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config).All(summary => !summary.HasCriticalValidationErrors) ? 0 : 1;
