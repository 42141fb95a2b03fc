namespace Harness.Gl.Programs;

/// <summary>A linked program and where its uniforms are. Samplers and blocks are bound once and for all.</summary>
/// <param name="VertexConstants">Location (-1 for none) and number of registers.</param>
internal sealed record LinkedProgram(
    uint Name, (int Location, int Registers) VertexConstants, (int Location, int Registers) FragmentConstants, (int Location, int Registers) ClipPlanes);
