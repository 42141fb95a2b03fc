namespace Harness.Lab.Sampling;

/// <summary>What one launch measured: turns that are not independent of each other, and stand for one sample together.</summary>
/// <param name="Name">Name of the measurement, without its lane.</param>
/// <param name="Bytes">Bytes that a turn moves.</param>
/// <param name="WarmUps">Turns before the first that counts.</param>
/// <param name="Steady">Whether the last two of these took nearly as long.</param>
/// <param name="Seconds">Seconds of each turn that counts, in their order.</param>
public sealed record LaunchSample(string Name, long Bytes, int WarmUps, bool Steady, IReadOnlyList<double> Seconds)
{
    /// <summary>The turn in the middle, in seconds.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. Seconds.Order()];
            var middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>Throughput of that turn.</summary>
    public double BytesPerSecond => Bytes / Median;
}
