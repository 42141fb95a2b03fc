namespace Harness.Scenes.Shading;

/// <summary>A branch: only one side is executed.</summary>
public sealed class BranchExpr(Expr condition, Expr then, Expr otherwise) : Expr(then.Width == otherwise.Width && condition.Width == 1
    ? then.Width
    : throw new ArgumentException("A branch takes a scalar condition and two sides of one width."))
{
    public Expr Condition { get; } = condition;

    public Expr Then { get; } = then;

    public Expr Otherwise { get; } = otherwise;
}

/// <summary>A loop of at most <see cref="Limit"/> turns that carries one value; it ends early when <see cref="While"/> is zero before a turn.</summary>
public sealed class LoopExpr : Expr
{
    public LoopExpr(int limit, Expr start, Func<Expr, Expr, Expr> turn, Func<Expr, Expr, Expr>? condition = null)
        : this(limit, start, new LoopValueExpr(1), new LoopValueExpr(start.Width), turn, condition)
    {
    }

    /// <summary>A loop whose turn and condition are built already, of its own number and carried value.</summary>
    internal LoopExpr(int limit, Expr start, LoopValueExpr index, LoopValueExpr state, Expr turn, Expr? condition) : base(start.Width)
    {
        Limit = limit is > 0 and <= 256 ? limit : throw new ArgumentOutOfRangeException(nameof(limit), limit, "A loop has 1 to 256 turns.");
        (Start, Index, State, Turn, While) = (start, index, state, turn, condition);
        if (index.Width != 1 || state.Width != start.Width || turn.Width != start.Width)
        {
            throw new ArgumentException($"A turn must give {start.Width} components like the start, not {turn.Width}.");
        }
    }

    private LoopExpr(int limit, Expr start, LoopValueExpr index, LoopValueExpr state, Func<Expr, Expr, Expr> turn, Func<Expr, Expr, Expr>? condition)
        : this(limit, start, index, state, turn(index, state), condition?.Invoke(index, state))
    {
    }

    public int Limit { get; }

    public Expr Start { get; }

    public LoopValueExpr Index { get; }

    public LoopValueExpr State { get; }

    public Expr Turn { get; }

    public Expr? While { get; }
}

/// <summary>The turn's number or the carried value, inside a <see cref="LoopExpr"/>.</summary>
public sealed class LoopValueExpr(int width) : Expr(width);
