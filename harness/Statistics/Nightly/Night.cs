namespace Harness.Statistics.Nightly;

/// <summary>What one night measured of a metric.</summary>
/// <param name="Commit">What was measured.</param>
/// <param name="Environment">Names all that a measurement depends on besides: host, QEMU, virglrenderer, kernel, accelerator. Two nights compare only when it is the same.</param>
/// <param name="Median">Of the samples of its launches; five or more make single outliers harmless.</param>
public sealed record Night(string Commit, string Environment, double Median);
