using System.Diagnostics;
using Harness.Gl.Contexts;
using Harness.Gl.Egl;
using Harness.Gl.Player;
using Harness.Link.Messages;
using Harness.Scenes;

namespace Harness.Agent.Playing;

/// <summary>Plays scenes as OpenGL calls, in a context without a surface.</summary>
internal sealed class GlScenePlayer : IScenePlayer
{
    private readonly EglContext _context;
    private readonly GlPlayer _player;

    /// <exception cref="PlayerUnavailableException">There is no OpenGL.</exception>
    public GlScenePlayer()
    {
        try
        {
            _context = EglContext.Surfaceless();
            _player = new GlPlayer(_context);
        }
        catch (Exception e) when (e is EglException or GlException)
        {
            throw new PlayerUnavailableException(e.Message, e);
        }

        Facts = FactsOf(_player.Info, "egl surfaceless");
    }

    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

    public Played Play(Scene scene, Play request)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var frame = request.ReadBack ? _player.Play(scene).ReadBack() : null;
            var elapsed = (long)Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            return new Played(PlayFault.None, string.Empty, elapsed, 0, frame?.Width ?? 0, frame?.Height ?? 0, frame?.Rgba ?? []);
        }
        catch (GlException e)
        {
            return Played.Failed(e.Fault == GlFault.ContextLost ? PlayFault.ContextLost : PlayFault.DeviceError, e.Message);
        }
    }

    public void Dispose()
    {
        _player.Dispose();
        _context.Dispose();
    }

    internal static IReadOnlyList<KeyValuePair<string, string>> FactsOf(GlInfo info, string connection) =>
    [
        new("connection", connection),
        new("renderer", info.Renderer),
        new("vendor", info.Vendor),
        new("version", info.Version),
        new("glslVersion", info.GlslVersion),
        new("profile", info.Profile.ToString().ToLowerInvariant()),
    ];
}
