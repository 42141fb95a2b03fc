namespace Harness.Virgl;

/// <summary>A capability set as the renderer gave it (PROTOCOL appendix B); fields are read only where the bytes reach.</summary>
/// <param name="Id">1 VIRGL, 2 VIRGL2.</param>
/// <param name="Version">The version asked for.</param>
/// <param name="Bytes">The raw set.</param>
public sealed partial record Capset(uint Id, uint Version, ReadOnlyMemory<byte> Bytes);
