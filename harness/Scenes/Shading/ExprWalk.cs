namespace Harness.Scenes.Shading;

/// <summary>Walks over the nodes of an expression.</summary>
internal static class ExprWalk
{
    /// <summary>The node and all below it, each once, operands before what they feed.</summary>
    public static IReadOnlyList<Expr> Nodes(Expr root)
    {
        var nodes = new List<Expr>();
        var seen = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        Visit(root);
        return nodes;

        void Visit(Expr node)
        {
            if (!seen.Add(node))
            {
                return;
            }

            foreach (Expr operand in Operands(node))
            {
                Visit(operand);
            }

            nodes.Add(node);
        }
    }

    /// <summary>Whether the value changes with the turns of a loop around it.</summary>
    public static bool DependsOnLoop(Expr root)
    {
        IReadOnlyList<Expr> nodes = Nodes(root);
        var own = nodes.OfType<LoopExpr>().SelectMany(l => new[] { l.Index, l.State }).ToHashSet<Expr>(ReferenceEqualityComparer.Instance);
        return nodes.OfType<LoopValueExpr>().Any(v => !own.Contains(v));
    }

    /// <summary>What a node is computed from; of a loop, not its own number and carried value.</summary>
    public static IEnumerable<Expr> Operands(Expr node) => node switch
    {
        IndexedConstantExpr e => [e.Index],
        UnaryExpr e => [e.Operand],
        BinaryExpr e => [e.Left, e.Right],
        SelectExpr e => [e.Condition, e.Then, e.Otherwise],
        MixExpr e => [e.A, e.B, e.T],
        DotExpr e => [e.Left, e.Right],
        SwizzleExpr e => [e.Operand],
        JoinExpr e => e.Parts,
        SampleExpr e => new[] { e.Coordinate, e.Lod, e.Reference }.OfType<Expr>(),
        BranchExpr e => [e.Condition, e.Then, e.Otherwise],
        LoopExpr e => e.While is null ? [e.Start, e.Turn] : [e.Start, e.While, e.Turn],
        _ => [],
    };
}
