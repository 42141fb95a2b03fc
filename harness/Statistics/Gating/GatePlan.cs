using Harness.Statistics.Comparing;

namespace Harness.Statistics.Gating;

/// <summary>How two builds are compared: when to look, what counts as a difference, and how it is confirmed.</summary>
public sealed record GatePlan
{
    /// <summary>
    /// Looks at growing numbers of launches. Default: 6, 12 and 20 launches a side with alpha 0.002, 0.004 and 0.006, which spends 1.2 % in all.
    /// </summary>
    public IReadOnlyList<Look> Looks { get; init; } = [new(6, 0.002), new(12, 0.004), new(20, 0.006)];

    /// <summary>Fresh launches that a difference must show again in. Default: 12 a side, p below 0.01.</summary>
    public Look Confirmation { get; init; } = new(12, 0.01);

    /// <summary>The smallest relative slowdown that counts. Default: 0.03.</summary>
    public double MinEffect { get; init; } = 0.03;

    /// <summary>The p above which there is no sign of a slowdown. Default: 0.2.</summary>
    public double NoSign { get; init; } = 0.2;

    /// <summary>Refuses a plan that cannot work.</summary>
    /// <returns>Itself.</returns>
    /// <exception cref="ArgumentException">What is wrong, with the remedy; mostly an alpha that so few launches cannot reach.</exception>
    public GatePlan Checked()
    {
        if (MinEffect <= 0 || Looks.Count == 0 || Looks.Zip(Looks.Skip(1)).Any(pair => pair.First.Launches >= pair.Second.Launches))
        {
            throw new ArgumentException("A gate needs a positive smallest effect, and looks at growing numbers of launches.");
        }

        foreach (var look in Looks.Append(Confirmation))
        {
            var smallest = MannWhitney.SmallestP(look.Launches, look.Launches);
            if (smallest >= look.Alpha)
            {
                throw new ArgumentException(
                    $"{look.Launches} launches a side cannot reach p < {look.Alpha}: the smallest p they can have is {smallest:0.#####}. Measure more launches.");
            }
        }

        return this;
    }
}
