using BenchmarkDotNet.Running;
using Harness.Perf;

// `ratio NAME` is not BenchmarkDotNet's: it runs its benchmarks one after the other, and machines drift between them.
if (args is ["ratio", ..])
{
    return Ratios.Run(args[1..], Console.Out);
}

return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).All(summary => !summary.HasCriticalValidationErrors) ? 0 : 1;
