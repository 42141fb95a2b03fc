namespace Harness.Scenes.Wire;

/// <summary>Numbers of the shader nodes on the wire; see <see cref="StepKind"/>.</summary>
internal enum ExprKind : byte
{
    Literal, Attribute, Varying, Constant, IndexedConstant, BuiltIn, Unary, Binary, Select, Mix, Dot, Swizzle, Join, Sample, Branch, Loop, LoopValue,
}
