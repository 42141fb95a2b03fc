using Harness.Runs.Plan;
using Harness.Virgl.Mutants;

namespace Harness.Cli.Mutants;

/// <summary>What to say of a defect that nobody knows.</summary>
internal static class UnknownMutant
{
    public static UsageException Named(string typed) => Named(typed, MutantCatalogue.All.Select(m => m.Name));

    /// <param name="known">Names that would have been right.</param>
    public static UsageException Named(string typed, IEnumerable<string> known) => new($"There is no mutant '{typed}'.{ClosestNames.Question(typed, known)}");
}
