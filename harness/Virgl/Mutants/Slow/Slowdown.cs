namespace Harness.Virgl.Mutants.Slow;

/// <summary>A known defect that costs time and nothing else, planted to see whether measurements notice it.</summary>
/// <param name="Name">Kebab-case, for <c>--plant</c>.</param>
/// <param name="Defect">What a driver with this defect does.</param>
/// <param name="Wrap">The connection as a driver with this defect would use it.</param>
public sealed record Slowdown(string Name, string Defect, Func<IVirglConnection, IVirglConnection> Wrap);

/// <summary>All slowdowns there are.</summary>
public static class SlowdownCatalogue
{
    /// <summary>In the order in which they are listed.</summary>
    public static IReadOnlyList<Slowdown> All { get; } =
    [
        new("copy-too-many", "Every payload and every stream is copied once more before it is handed over.", connection => new CopyingConnection(connection)),
        new("batch-missing", "Every transfer and every stream is waited for on its own.", connection => new UnbatchedConnection(connection)),
        new("sleep-per-wait", "Every wait begins with a sleep of a millisecond.", connection => new SleepingConnection(connection, TimeSpan.FromMilliseconds(1))),
        .. ((int[])[3, 5, 10, 20]).Select(percent => new Slowdown(
            $"spin-{percent}-percent", $"All takes {percent} % longer.", connection => new SpinningConnection(connection, percent / 100.0))),
    ];
}
