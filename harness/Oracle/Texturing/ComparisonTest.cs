using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Oracle.Texturing;

/// <summary>The eight comparisons over intervals.</summary>
internal static class ComparisonTest
{
    /// <summary>1, 0 or [0, 1].</summary>
    public static Interval Evaluate(Comparison comparison, Interval a, Interval b) => comparison switch
    {
        Comparison.Never => Interval.Of(0),
        Comparison.Always => Interval.Of(1),
        Comparison.Less => Interval.Apply(BinaryOperation.Less, a, b),
        Comparison.LessEqual => Interval.Apply(BinaryOperation.LessEqual, a, b),
        Comparison.Greater => Interval.Apply(BinaryOperation.Greater, a, b),
        Comparison.GreaterEqual => Interval.Apply(BinaryOperation.GreaterEqual, a, b),
        Comparison.Equal => Interval.Apply(BinaryOperation.Equal, a, b),
        _ => Interval.Apply(BinaryOperation.NotEqual, a, b),
    };

    public static Truth Test(Comparison comparison, Interval a, Interval b) => Interval.IsTrue(Evaluate(comparison, a, b));

    /// <summary>A comparison from what is known of less and equal.</summary>
    public static Truth From(Comparison comparison, Truth less, Truth equal) => comparison switch
    {
        Comparison.Never => Truth.No,
        Comparison.Always => Truth.Yes,
        Comparison.Less => less,
        Comparison.Equal => equal,
        Comparison.LessEqual => Or(less, equal),
        Comparison.GreaterEqual => Not(less),
        Comparison.Greater => And(Not(less), Not(equal)),
        _ => Not(equal),
    };

    public static Truth Not(Truth a) => a switch { Truth.Yes => Truth.No, Truth.No => Truth.Yes, _ => Truth.Maybe };

    public static Truth And(Truth a, Truth b) => a == Truth.No || b == Truth.No ? Truth.No : a == Truth.Yes && b == Truth.Yes ? Truth.Yes : Truth.Maybe;

    public static Truth Or(Truth a, Truth b) => Not(And(Not(a), Not(b)));
}
