using Harness.Statistics.Comparing;

namespace Harness.Statistics.Gating;

/// <summary>
/// Compares one metric of two builds, sample by sample: looks at the samples at the plan's numbers of launches, stops as soon as it can tell, and has what looks
/// like a regression measured afresh before it says so.
/// </summary>
/// <remarks>
/// At each look: p &lt; alpha and slower by more than the smallest effect is a candidate; p &gt; 0.2, or slower by less than half of the smallest effect, is OK;
/// else the next look decides, and the last is inconclusive. A candidate is a regression when the fresh launches say the same. Samples must come from
/// launches in the order of <see cref="Interleaving"/>, or a drifting machine counts as a change.
/// </remarks>
public sealed class SequentialComparison
{
    private readonly GatePlan _plan;
    private readonly Better _better;
    private readonly List<double> _base = [];
    private readonly List<double> _head = [];
    private int _look;
    private int _spent;

    /// <summary>Gets ready.</summary>
    /// <exception cref="ArgumentException">The plan cannot work.</exception>
    public SequentialComparison(GatePlan plan, Better better) => (_plan, _better) = (plan.Checked(), better);

    /// <summary>How many more pairs of launches are needed before the next decision; 0 once there is a result.</summary>
    public int Wanted => Result is not null ? 0 : Next.Launches - _base.Count;

    /// <summary>The result, once it is known.</summary>
    public Comparison? Result { get; private set; }

    /// <summary>Whether a slowdown was seen that fresh launches have to show again.</summary>
    public bool IsConfirming { get; private set; }

    private Look Next => IsConfirming ? _plan.Confirmation : _plan.Looks[_look];

    /// <summary>Takes the samples of one more launch of each build; ignored once there is a result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A sample is not positive.</exception>
    public void Add(double @base, double head)
    {
        if (Result is not null)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(@base);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(head);
        _base.Add(@base);
        _head.Add(head);
        if (Wanted == 0)
        {
            Judge();
        }
    }

    private void Judge()
    {
        var change = HodgesLehmann.Change(_head, _base);
        var slowdown = _better == Better.Lower ? change.Value : -change.Value;
        var p = _better == Better.Lower ? MannWhitney.Greater(_head, _base) : MannWhitney.Greater(_base, _head);
        var isSlower = p < Next.Alpha && slowdown > _plan.MinEffect;
        if (IsConfirming)
        {
            End(isSlower ? Answer.Regression : Answer.Inconclusive, unconfirmed: !isSlower);
        }
        else if (isSlower)
        {
            _spent = _base.Count;
            _base.Clear();
            _head.Clear();
            IsConfirming = true;
        }
        else if (p > _plan.NoSign || slowdown < _plan.MinEffect / 2)
        {
            var isFaster = slowdown < -_plan.MinEffect
                && (_better == Better.Lower ? MannWhitney.Greater(_base, _head) : MannWhitney.Greater(_head, _base)) < Next.Alpha;
            End(Answer.Ok, improved: isFaster);
        }
        else if (++_look == _plan.Looks.Count)
        {
            End(Answer.Inconclusive);
        }

        void End(Answer answer, bool improved = false, bool unconfirmed = false) => Result = new Comparison
        {
            Answer = answer, Improved = improved, Unconfirmed = unconfirmed, Change = change, P = p, Launches = _spent + _base.Count,
        };
    }
}
