using Harness.Scenes.Shading;

namespace Harness.Tests.Scenes.Shading;

/// <summary>Copies an expression so that no two places share a node.</summary>
internal static class ExprCopy
{
    public static Expr Of(Expr expr) => Of(expr, []);

    private static Expr Of(Expr expr, Dictionary<LoopValueExpr, Expr> loops)
    {
        Expr Go(Expr e) => Of(e, loops);
        return expr switch
        {
            LiteralExpr e => new LiteralExpr([.. e.Values]),
            AttributeExpr e => new AttributeExpr(e.Index, e.Width, e.Kind),
            VaryingExpr e => new VaryingExpr(e.Varying),
            ConstantExpr e => new ConstantExpr(e.Register, e.Width, e.Block),
            IndexedConstantExpr e => new IndexedConstantExpr(e.First, e.Count, Go(e.Index)),
            BuiltInExpr e => new BuiltInExpr(e.BuiltIn),
            UnaryExpr e => new UnaryExpr(e.Operation, Go(e.Operand)),
            BinaryExpr e => new BinaryExpr(e.Operation, Go(e.Left), Go(e.Right)),
            SelectExpr e => new SelectExpr(Go(e.Condition), Go(e.Then), Go(e.Otherwise)),
            MixExpr e => new MixExpr(Go(e.A), Go(e.B), Go(e.T)),
            DotExpr e => new DotExpr(Go(e.Left), Go(e.Right)),
            SwizzleExpr e => new SwizzleExpr(Go(e.Operand), e.Components),
            JoinExpr e => new JoinExpr([.. e.Parts.Select(Go)]),
            SampleExpr e => new SampleExpr(e.Slot, e.Target, Go(e.Coordinate), e.Mode, e.Lod is null ? null : Go(e.Lod), e.Reference is null ? null : Go(e.Reference)),
            BranchExpr e => new BranchExpr(Go(e.Condition), Go(e.Then), Go(e.Otherwise)),
            LoopExpr e => new LoopExpr(e.Limit, Go(e.Start), (i, s) => Turn(e, e.Turn, i, s), e.While is { } condition ? (i, s) => Turn(e, condition, i, s) : null),
            LoopValueExpr e => loops[e],
            _ => throw new InvalidOperationException($"No copy of a {expr.GetType().Name}."),
        };

        Expr Turn(LoopExpr loop, Expr body, Expr index, Expr state)
        {
            loops[loop.Index] = index;
            loops[loop.State] = state;
            return Of(body, loops);
        }
    }
}
