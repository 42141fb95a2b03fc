using System.Diagnostics;
using Harness.Drm;
using Harness.Link.Messages;
using Harness.Scenes;
using Harness.Virgl;
using Harness.Virgl.Player;

namespace Harness.Agent.Playing;

/// <summary>Plays scenes as VirGL streams through the kernel's DRM requests.</summary>
internal sealed class VirglScenePlayer : IScenePlayer
{
    private readonly DrmConnection _connection;
    private VirglPlayer _player;

    /// <exception cref="PlayerUnavailableException">There is no device, or it has no VirGL.</exception>
    public VirglScenePlayer()
    {
        try
        {
            _connection = DrmConnection.Open();
            _player = new VirglPlayer(_connection);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or DeviceException)
        {
            throw new PlayerUnavailableException(e.Message, e);
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> Facts =>
    [
        new("connection", _connection.Name),
        new("renderer", _connection.Capset.Renderer),
        new("capset", _connection.Capset.Id.ToString()),
        new("capsetVersion", _connection.Capset.MaxVersion.ToString()),
    ];

    public Played Play(Scene scene, Play request)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var played = _player.Play(scene);
            var frame = request.ReadBack ? played.ReadBack() : null;
            var elapsed = (long)Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            return new Played(PlayFault.None, string.Empty, elapsed, 0, frame?.Width ?? 0, frame?.Height ?? 0, frame?.Rgba ?? []);
        }
        catch (DeviceException e)
        {
            return Played.Failed(FaultOf(e.Fault), e.Message);
        }
    }

    public void Dispose()
    {
        _player.Dispose();
        _connection.Dispose();
    }

    private static PlayFault FaultOf(DeviceFault fault) => fault switch
    {
        DeviceFault.ErrorResponse => PlayFault.DeviceError,
        DeviceFault.ContextLost => PlayFault.ContextLost,
        _ => PlayFault.Hang,
    };
}
