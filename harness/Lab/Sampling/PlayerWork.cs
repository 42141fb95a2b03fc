using Harness.Virgl;

namespace Harness.Lab.Sampling;

/// <summary>Counters as numbers in a row, as a player sends them.</summary>
public static class PlayerWork
{
    /// <summary>As numbers.</summary>
    public static IReadOnlyList<long> Write(in WorkCounters work)
        => [work.Commands, work.Bytes, work.Kicks, work.Fences, work.Descriptors, work.Messages, work.Requests];

    /// <summary>From numbers; null where there are none.</summary>
    public static WorkCounters? Read(IReadOnlyList<long> numbers)
        => numbers.Count == 0 ? null : new WorkCounters(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
}
