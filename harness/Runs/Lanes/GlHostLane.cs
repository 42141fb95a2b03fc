using Harness.Gl.Player;
using Harness.Link.Clients;
using Harness.Link.Messages;
using Harness.Runs.Mutation.Layers;
using Harness.Scenes;

namespace Harness.Runs.Lanes;

/// <summary>A lane whose OpenGL player runs on this machine.</summary>
public abstract class GlHostLane(PlantedMutant? planted) : PlayerLane(planted)
{
    private HostPlayer? _player;

    /// <inheritdoc/>
    public override IReadOnlyList<Observer> Observers { get; } = [Observer.Readback];

    /// <summary>Shaders that the host's GL compiled; opened with the first player, closed with the lane.</summary>
    private protected ShaderCache? Cache { get; set; }

    /// <summary>The player's process, for <see cref="Abort"/>.</summary>
    private protected HostProcess Host { get; } = new();

    /// <inheritdoc/>
    protected override TimeSpan HelloAllowed { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override TimeSpan SceneAllowed { get; } = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public override string? WhyNot(Scene scene, Observer observer) => GlPlayer.WhyNot(scene);

    /// <inheritdoc/>
    public override void Abort() => Host.Abort();

    /// <summary>Takes a started player as the lane's.</summary>
    private protected PlayerClient Start(HostPlayer player)
    {
        _player = player;
        Host.Note(player.Id);
        return Host.IsAborted ? throw new LaneUnavailableException("The run was cancelled.") : player.Client;
    }

    /// <inheritdoc/>
    protected override void TakeDown()
    {
        Host.Forget();
        _player?.Dispose();
        _player = null;
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        Cache?.Dispose();
        Cache = null;
    }

    /// <inheritdoc/>
    protected override LaneStack Describe(PlayerHello hello) => new()
    {
        Connection = hello.Facts.Find("connection") ?? "egl",
        Renderer = hello.Facts.Find("renderer") ?? "unknown",
        CapsetId = 0,
        CapsetVersion = 0,
        ProcessId = RendererProcess,
        Virglrenderer = RendererProcess is not null,
        ShaderCache = Cache!.Temperature,
        Facts = hello.Facts,
    };

    /// <inheritdoc/>
    protected override LaneFault FaultOf(PlayerGoneException end)
    {
        // One that said itself what is wrong ends after it: how, is of no interest.
        var how = end.InnerException is null ? null : _player?.WaitForEnd();
        var words = _player?.Words.Trim();
        return new LaneFault(Verdict.DriverCrash, $"{(how is null ? end.Message : $"The player, with the driver in it, {how}.")}{(string.IsNullOrEmpty(words) ? string.Empty : $" It printed: {words}")}");
    }

    /// <summary>The process that virglrenderer runs in; null where none takes part.</summary>
    protected virtual int? RendererProcess => null;

    /// <inheritdoc/>
    protected override PlayEvidence HostEvidence(bool failed)
        => _player is null ? PlayEvidence.None with { Host = "player" } : new PlayEvidence { Host = "player", CommandLine = _player.CommandLine, HostWords = _player.Words };
}
