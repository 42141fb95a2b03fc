using Harness.Scenes.State;

namespace Harness.Oracle.Vertices;

/// <summary>A point, line or triangle of a draw.</summary>
/// <param name="Provoking">The vertex whose flat values count.</param>
/// <param name="Continues">A line that goes on where the one before it ended (the stipple counter runs on).</param>
internal readonly record struct AssembledPrimitive(ShadedVertex A, ShadedVertex B, ShadedVertex C, int Corners, ShadedVertex Provoking, bool Continues = false);

/// <summary>Vertices to primitives (GL 4.5 section 10.1), with the provoking vertex of each (table 13.2).</summary>
internal static class PrimitiveAssembly
{
    public static IEnumerable<AssembledPrimitive> Assemble(Primitive primitive, List<ShadedVertex?> vertices, bool provokingFirst)
    {
        var run = new List<ShadedVertex>();
        foreach (ShadedVertex? vertex in vertices)
        {
            if (vertex is not null)
            {
                run.Add(vertex);
                continue;
            }

            foreach (AssembledPrimitive p in Of(primitive, run, provokingFirst))
            {
                yield return p;
            }

            run = [];
        }

        foreach (AssembledPrimitive p in Of(primitive, run, provokingFirst))
        {
            yield return p;
        }
    }

    private static IEnumerable<AssembledPrimitive> Of(Primitive primitive, List<ShadedVertex> v, bool first)
    {
        int n = v.Count;
        switch (primitive)
        {
            case Primitive.Points:
                for (int i = 0; i < n; i++)
                {
                    yield return new(v[i], v[i], v[i], 1, v[i]);
                }

                break;
            case Primitive.Lines:
                for (int i = 0; i + 1 < n; i += 2)
                {
                    yield return Line(i, i + 1, false);
                }

                break;
            case Primitive.LineStrip or Primitive.LineLoop:
                for (int i = 0; i + 1 < n; i++)
                {
                    yield return Line(i, i + 1, i > 0);
                }

                if (primitive == Primitive.LineLoop && n > 2)
                {
                    yield return Line(n - 1, 0, true);
                }

                break;
            case Primitive.LinesAdjacency:
                for (int i = 0; i + 3 < n; i += 4)
                {
                    yield return Line(i + 1, i + 2, false);
                }

                break;
            case Primitive.LineStripAdjacency:
                for (int i = 1; i + 2 < n; i++)
                {
                    yield return Line(i, i + 1, i > 1);
                }

                break;
            case Primitive.Triangles:
                for (int i = 0; i + 2 < n; i += 3)
                {
                    yield return Triangle(i, i + 1, i + 2, first ? i : i + 2);
                }

                break;
            case Primitive.TriangleStrip:
                for (int i = 0; i + 2 < n; i++)
                {
                    yield return i % 2 == 0 ? Triangle(i, i + 1, i + 2, first ? i : i + 2) : Triangle(i + 1, i, i + 2, first ? i : i + 2);
                }

                break;
            case Primitive.TriangleFan:
                for (int i = 1; i + 1 < n; i++)
                {
                    yield return Triangle(0, i, i + 1, first ? i : i + 1);
                }

                break;
            case Primitive.TrianglesAdjacency:
                for (int i = 0; i + 5 < n; i += 6)
                {
                    yield return Triangle(i, i + 2, i + 4, first ? i : i + 4);
                }

                break;
            case Primitive.TriangleStripAdjacency:
                for (int i = 0; (2 * i) + 5 < n; i++)
                {
                    int k = 2 * i;
                    yield return i % 2 == 0 ? Triangle(k, k + 2, k + 4, first ? k : k + 4) : Triangle(k + 2, k, k + 4, first ? k : k + 4);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(primitive), primitive, "Not a primitive that is assembled.");
        }

        AssembledPrimitive Line(int a, int b, bool continues) => new(v[a], v[b], v[b], 2, first ? v[a] : v[b], continues);

        AssembledPrimitive Triangle(int a, int b, int c, int provoking) => new(v[a], v[b], v[c], 3, v[provoking]);
    }
}
