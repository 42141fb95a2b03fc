using Harness.Drm;
using Harness.Drm.Display;
using Harness.Drm.Files;
using Harness.Drm.Mutants;
using Harness.Imaging;
using Harness.Lab.Grounds;
using Harness.Lab.Latency;
using Harness.Lab.Sampling;
using Harness.Link.Messages;
using Harness.Scenes;
using Harness.Virgl;
using Harness.Virgl.Player;

namespace Harness.Agent.Playing;

/// <summary>Plays scenes as VirGL streams through the kernel's DRM requests.</summary>
internal sealed class VirglScenePlayer : ScenePlayer
{
    private readonly DrmMutantSwitch _mutants = new();
    private readonly DrmConnection _connection;
    private readonly KmsScreen? _screen;
    private DrmScanout? _scanout;
    private VirglPlayer _player;
    private PlayedScene? _played;
    private DrmConnection? _measured;

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

    public override IReadOnlyList<KeyValuePair<string, string>> Facts => VirglFacts.Of(_connection);

    /// <remarks>A connection of its own, without what plants defects.</remarks>
    protected override LabGround Ground => new() { Connection = Measured };

    protected override DeviceInterrupts? Interrupts { get; } = DeviceInterrupts.Of(DrmDevice.RenderNode);

    private DrmConnection Measured => _measured ??= DrmConnection.Open();

    public override void Dispose()
    {
        _measured?.Dispose();
        _player.Dispose();
        _scanout?.Dispose();
        _screen?.Dispose();
        _connection.Dispose();
    }

    protected override void Draw(Scene scene) => _played = _player.Play(scene);

    protected override Frame ReadBack() => _played!.ReadBack();

    protected override void Show(uint nonce) => (_scanout ?? throw NoDisplay()).Show(_played!.Window, nonce);

    protected override void Plant(string mutant)
    {
        _mutants.Use(mutant.Length == 0 ? null : DrmMutants.Find(mutant) ?? throw new ArgumentException($"There is no defect of DRM requests named '{mutant}'."));

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

    protected override LaunchSample? TakeLatency(string name, int turns) => FencedSubmissions.Names.Contains(name) ? FenceLatency.Take(Measured, name, turns) : null;

    protected override bool TakeMutated() => _mutants.TakeChanged();

    protected override PlayFault? FaultOf(Exception exception) => exception is not DeviceException device ? null : device.Fault switch
    {
        DeviceFault.ErrorResponse => PlayFault.DeviceError,
        DeviceFault.ContextLost => PlayFault.ContextLost,
        _ => PlayFault.Hang,
    };

    private MutantDoor Decorate(IDrmDoor door) => new(door, _mutants);
}
