using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using NUnit.Framework;

namespace Harness.Conformance;

/// <summary>The lanes that the suite runs, chosen as `harness run` chooses them; run settings (<c>TestRunParameters</c>) go before the environment.</summary>
internal static class SuiteLanes
{
    private static readonly Lazy<Surroundings> Around = new(() => Surroundings.Read(name => TestContext.Parameters[name] ?? Environment.GetEnvironmentVariable(name)));

    private static readonly Lazy<LaneChoice> Choice = new(() => Around.Value.Choose(LaneCatalogue.Make(Settings), []));

    /// <summary>How lanes are made here.</summary>
    public static LaneSettings Settings => Around.Value.Settings();

    /// <summary>Lanes that have not been started.</summary>
    /// <exception cref="UsageException">A lane is asked for that does not exist.</exception>
    public static IReadOnlyList<ILane> All => Choice.Value.Lanes;

    /// <inheritdoc cref="LaneChoice.MayBeAbsent"/>
    public static bool MayBeAbsent(string lane) => Choice.Value.MayBeAbsent(lane);

    /// <summary>Whether the suite runs that lane.</summary>
    public static bool Has(string lane) => All.Any(chosen => chosen.Name == lane);
}
