using Harness.Runs.Plan;
using Harness.Virgl.Mutants;

namespace Harness.Cli.Mutants;

/// <summary>What to say of a defect that nobody knows.</summary>
internal static class UnknownMutant
{
    public static UsageException Named(string typed) => new($"There is no mutant '{typed}'.{ClosestNames.Question(typed, MutantCatalogue.All.Select(m => m.Name))}");
}
