namespace Harness.Gl.Contexts;

/// <summary>The calls of the compatibility profile that scenes need, which Silk's binding of OpenGL leaves out.</summary>
internal sealed unsafe class LegacyCalls(Func<string, nint> load)
{
    private readonly delegate* unmanaged<uint, float, void> alphaFunc = (delegate* unmanaged<uint, float, void>)load("glAlphaFunc");
    private readonly delegate* unmanaged<int, ushort, void> lineStipple = (delegate* unmanaged<int, ushort, void>)load("glLineStipple");
    private readonly delegate* unmanaged<byte*, void> polygonStipple = (delegate* unmanaged<byte*, void>)load("glPolygonStipple");

    public void AlphaFunc(uint function, float reference) => alphaFunc(function, reference);

    public void LineStipple(int factor, ushort pattern) => lineStipple(factor, pattern);

    /// <summary>32 rows of 4 bytes, row 0 at the bottom.</summary>
    public void PolygonStipple(byte* rows) => polygonStipple(rows);
}
