using System.Diagnostics;
using Harness.Drm;
using Harness.Drm.Display;
using Harness.Drm.Files;
using Harness.Drm.Mutants;
using Harness.Link.Messages;
using Harness.Scenes;
using Harness.Virgl;
using Harness.Virgl.Player;

namespace Harness.Agent.Playing;

/// <summary>Plays scenes as VirGL streams through the kernel's DRM requests.</summary>
internal sealed class VirglScenePlayer : IScenePlayer
{
    private readonly DrmMutantSwitch _mutants = new();
    private readonly DrmConnection _connection;
    private readonly KmsScreen? _screen;
    private DrmScanout? _scanout;
    private VirglPlayer _player;
    private string _mutant = string.Empty;

    /// <exception cref="PlayerUnavailableException">There is no device, or it has no VirGL.</exception>
    public VirglScenePlayer(bool present)
    {
        try
        {
            // Each open file can have the planted defect in it, the card's as well.
            _connection = DrmConnection.Open(new DrmConnectionOptions { Decorate = Decorate });
            if (present)
            {
                _screen = new KmsScreen(Decorate(DrmDevice.Open(DrmDevice.Card)));
                _scanout = new DrmScanout(_connection, _screen);
            }

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
        Plant(request.Mutant);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var played = _player.Play(scene);
            var frame = request.ReadBack ? played.ReadBack() : null;
            var read = Stopwatch.GetTimestamp();
            if (request.Nonce is { } nonce)
            {
                (_scanout ?? throw new InvalidOperationException("The player was started without a display (--present).")).Show(played.Window, nonce);
            }

            return new Played(
                PlayFault.None, string.Empty, Microseconds(started, read), request.Nonce is null ? 0 : Microseconds(read, Stopwatch.GetTimestamp()),
                frame?.Width ?? 0, frame?.Height ?? 0, frame?.Rgba ?? [], _mutants.TakeChanged());
        }
        catch (DeviceException e)
        {
            return Played.Failed(FaultOf(e.Fault), e.Message);
        }
    }

    public void Dispose()
    {
        _player.Dispose();
        _scanout?.Dispose();
        _screen?.Dispose();
        _connection.Dispose();
    }

    private static long Microseconds(long from, long to) => (long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds;

    private MutantDoor Decorate(IDrmDoor door) => new(door, _mutants);

    private void Plant(string mutant)
    {
        if (mutant == _mutant)
        {
            return;
        }

        _mutants.Use(mutant.Length == 0 ? null : DrmMutants.Find(mutant) ?? throw new ArgumentException($"There is no defect of DRM requests named '{mutant}'."));
        _mutant = mutant;

        // What a defect left behind goes with the contexts that it was made in.
        _player.Dispose();
        _player = new VirglPlayer(_connection);
        if (_screen is not null)
        {
            _scanout?.Dispose();
            _scanout = new DrmScanout(_connection, _screen);
            _screen.ForgetMode();
        }
    }

    private static PlayFault FaultOf(DeviceFault fault) => fault switch
    {
        DeviceFault.ErrorResponse => PlayFault.DeviceError,
        DeviceFault.ContextLost => PlayFault.ContextLost,
        _ => PlayFault.Hang,
    };
}
