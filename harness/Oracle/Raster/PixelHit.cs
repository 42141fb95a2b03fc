namespace Harness.Oracle.Raster;

/// <summary>A pixel that a primitive covers (must) or may cover.</summary>
/// <param name="Must">False: the specification lets an implementation leave it out.</param>
/// <param name="Nominal">Covered when nothing is moved by snapping and ties count as inside.</param>
/// <param name="SharedEdge">For a pixel that is uncertain because of one edge alone: that edge's number (0..2) in its triangle; else -1.</param>
internal readonly record struct PixelHit(int X, int Y, bool Must, bool Nominal, int SharedEdge = -1);
