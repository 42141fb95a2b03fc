using Harness.Virgl;

namespace Harness.Lab.Grounds;

/// <summary>What measurements stand on. Each takes what it needs, and is absent where that is not there.</summary>
public sealed record LabGround
{
    /// <summary>A driver that speaks VirGL itself; null where a driver of somebody else does.</summary>
    public IVirglConnection? Connection { get; init; }

    /// <summary>A driver that is called through OpenGL; null where there is none.</summary>
    public GlGround? Gl { get; init; }
}
