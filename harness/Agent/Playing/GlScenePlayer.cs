using Harness.Gl.Contexts;
using Harness.Gl.Egl;
using Harness.Gl.Mutants;
using Harness.Gl.Player;
using Harness.Imaging;
using Harness.Link.Messages;
using Harness.Scenes;
using Harness.Virgl;

namespace Harness.Agent.Playing;

/// <summary>Plays scenes as OpenGL calls: in a context without a surface, or in one whose pictures go to the guest's display.</summary>
internal sealed class GlScenePlayer : ScenePlayer
{
    private readonly GlDisplay? _display;
    private readonly EglContext _context;
    private GlPlayer _player;
    private PlayedGlScene? _played;

    /// <exception cref="PlayerUnavailableException">There is no OpenGL, or no display.</exception>
    public GlScenePlayer(bool present)
    {
        try
        {
            _display = present ? new GlDisplay() : null;
            _context = _display?.Context ?? EglContext.Surfaceless();
            _player = new GlPlayer(_context);
        }
        catch (Exception e) when (e is EglException or GlException or IOException or InvalidOperationException or DeviceException)
        {
            throw new PlayerUnavailableException(e.Message, e);
        }

        Facts =
        [
            new("connection", present ? "egl gbm" : "egl surfaceless"),
            new("renderer", _player.Info.Renderer),
            new("vendor", _player.Info.Vendor),
            new("version", _player.Info.Version),
            new("glslVersion", _player.Info.GlslVersion),
            new("profile", _player.Info.Profile.ToString().ToLowerInvariant()),
            new("driverLibrary", string.Join(' ', DriverLibraries.Mapped())),
        ];
    }

    public override IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

    public override void Dispose()
    {
        _player.Dispose();
        if (_display is null)
        {
            _context.Dispose();
        }

        _display?.Dispose();
    }

    protected override void Draw(Scene scene) => _played = _player.Play(scene);

    protected override Frame ReadBack() => _played!.ReadBack();

    protected override void Show(uint nonce)
    {
        (_display ?? throw NoDisplay()).Show(_played!.WindowTexture, _played.Width, _played.Height, nonce);
        _context.MakeCurrent();
    }

    /// <remarks>A player keeps the functions that it was made with, so each defect takes a new one.</remarks>
    protected override void Plant(string mutant)
    {
        var defect = mutant.Length == 0 ? null : GlMutants.Find(mutant) ?? throw new ArgumentException($"There is no defect of GL calls named '{mutant}'.");
        _player.Dispose();
        _player = new GlPlayer(_context, defect?.Wrap(EglContext.ProcAddress));
    }

    protected override PlayFault? FaultOf(Exception exception) => exception switch
    {
        GlException { Fault: GlFault.ContextLost } => PlayFault.ContextLost,
        GlException { Fault: GlFault.NotSupported } => PlayFault.NotSupported,
        DeviceException { Fault: DeviceFault.Hang } => PlayFault.Hang,
        GlException or EglException or DeviceException => PlayFault.DeviceError,
        _ => null,
    };
}
