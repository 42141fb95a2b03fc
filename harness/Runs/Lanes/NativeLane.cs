using Harness.Link.Clients;
using Harness.Qemu.Launch;
using Harness.Runs.Mutation.Layers;

namespace Harness.Runs.Lanes;

/// <summary>How to bring up a <see cref="NativeLane"/>.</summary>
public sealed record NativeLaneOptions
{
    /// <summary>Whether to start with an empty shader cache.</summary>
    public bool Cold { get; init; }

    /// <summary>The defect that lanes have in them at the moment; null where none is ever planted.</summary>
    public PlantedMutant? Planted { get; init; }
}

/// <summary>The lane <c>native</c>: OpenGL calls to this machine's own OpenGL, without a surface.</summary>
public sealed class NativeLane(NativeLaneOptions options) : GlHostLane(options.Planted)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "native";

    /// <inheritdoc/>
    public override string Name => LaneName;

    /// <inheritdoc/>
    protected override PlayerClient Connect()
    {
        var agent = AgentProgram.Find();
        Cache ??= ShaderCache.Open(agent, options.Cold);
        return Start(HostPlayer.Start(agent, new Dictionary<string, string?>(GlHost.Discover(Cache.Path).Environment) { ["EGL_PLATFORM"] = "surfaceless" }));
    }
}
