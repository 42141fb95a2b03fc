using Harness.Gl.Contexts;
using Harness.Gl.Egl;
using Harness.Gl.Mutants;
using Harness.Gl.Player;
using Harness.Imaging;
using Harness.Lab.Grounds;
using Harness.Link.Messages;
using Harness.Scenes;
using Harness.Virgl;

namespace Harness.Agent.Playing;

/// <summary>Plays scenes as OpenGL calls: in a context without a surface, or in one whose pictures go to the guest's display.</summary>
internal sealed class GlScenePlayer : ScenePlayer
{
    private readonly GlDisplay? _display;
    private readonly EglContext _context;
    private readonly GlPlayer _healthy;
    private (EglContext Context, GlPlayer Player)? _planted;
    private PlayedGlScene? _played;

    /// <exception cref="PlayerUnavailableException">There is no OpenGL, or no display.</exception>
    public GlScenePlayer(bool present)
    {
        try
        {
            _display = present ? new GlDisplay() : null;
            _context = _display?.Context ?? EglContext.Surfaceless();
            _healthy = new GlPlayer(_context);
        }
        catch (Exception e) when (e is EglException or GlException or IOException or InvalidOperationException or DeviceException)
        {
            throw new PlayerUnavailableException(e.Message, e);
        }

        Facts =
        [
            new("connection", present ? "egl gbm" : "egl surfaceless"),
            new("renderer", _healthy.Info.Renderer),
            new("vendor", _healthy.Info.Vendor),
            new("version", _healthy.Info.Version),
            new("glslVersion", _healthy.Info.GlslVersion),
            new("profile", _healthy.Info.Profile.ToString().ToLowerInvariant()),
            new("driverLibrary", string.Join(' ', DriverLibraries.Mapped())),
        ];
    }

    public override IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

    /// <remarks>Contexts that share the player's objects can be shown as well.</remarks>
    protected override LabGround Ground => new() { Gl = new GlGround(() => _context.Sibling(_context.Profile)) { Display = _display } };

    private GlPlayer Player => _planted?.Player ?? _healthy;

    public override void Dispose()
    {
        Plant(string.Empty);
        _healthy.Dispose();
        if (_display is null)
        {
            _context.Dispose();
        }

        _display?.Dispose();
    }

    protected override void Draw(Scene scene) => _played = Player.Play(scene);

    protected override Frame ReadBack() => _played!.ReadBack();

    protected override void Show(uint nonce)
    {
        var display = _display ?? throw NoDisplay();
        if (_planted is not null)
        {
            // The display looks at the window from another context.
            Player.Api.Finish();
        }

        display.Show(_played!.WindowTexture, _played.Width, _played.Height, nonce);
        (_planted?.Context ?? _context).MakeCurrent();
    }

    /// <remarks>
    /// A player keeps the functions that it was made with, so each defect takes a new one; and a context of its own, since what healthy scenes have left switched on would hide that the defect never
    /// switches it on, and what the defect leaves behind is no later scene's.
    /// </remarks>
    protected override void Plant(string mutant)
    {
        var defect = mutant.Length == 0 ? null : GlMutants.Find(mutant) ?? throw new ArgumentException($"There is no defect of GL calls named '{mutant}'.");
        if (_planted is var (context, player))
        {
            player.Dispose();
            context.Dispose();
            _planted = null;
            _context.MakeCurrent();
        }

        if (defect is not null)
        {
            var sibling = _context.Sibling(_context.Profile);
            _planted = (sibling, new GlPlayer(sibling, defect.Wrap(EglContext.ProcAddress)));
        }
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
