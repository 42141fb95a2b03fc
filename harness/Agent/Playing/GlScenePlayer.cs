using System.Diagnostics;
using Harness.Gl.Contexts;
using Harness.Gl.Egl;
using Harness.Gl.Mutants;
using Harness.Gl.Player;
using Harness.Link.Messages;
using Harness.Scenes;
using Harness.Virgl;

namespace Harness.Agent.Playing;

/// <summary>Plays scenes as OpenGL calls: in a context without a surface, or in one whose pictures go to the guest's display.</summary>
internal sealed class GlScenePlayer : IScenePlayer
{
    private readonly GlDisplay? _display;
    private readonly EglContext _context;
    private GlPlayer _player;
    private string _mutant = string.Empty;

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

    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

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
                Display.Show(played.WindowTexture, played.Width, played.Height, nonce);
                _context.MakeCurrent();
            }

            return new Played(
                PlayFault.None, string.Empty, Microseconds(started, read), request.Nonce is null ? 0 : Microseconds(read, Stopwatch.GetTimestamp()),
                frame?.Width ?? 0, frame?.Height ?? 0, frame?.Rgba ?? []);
        }
        catch (GlException e)
        {
            return Played.Failed(e.Fault == GlFault.ContextLost ? PlayFault.ContextLost : PlayFault.DeviceError, e.Message);
        }
        catch (Exception e) when (e is EglException or DeviceException)
        {
            return Played.Failed(e is DeviceException { Fault: DeviceFault.Hang } ? PlayFault.Hang : PlayFault.DeviceError, e.Message);
        }
    }

    public void Dispose()
    {
        _player.Dispose();
        if (_display is null)
        {
            _context.Dispose();
        }

        _display?.Dispose();
    }

    private GlDisplay Display => _display ?? throw new InvalidOperationException("The player was started without a display (--present).");

    private static long Microseconds(long from, long to) => (long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds;

    /// <summary>A player keeps the functions that it was made with, so each defect takes a new one.</summary>
    private void Plant(string mutant)
    {
        if (mutant == _mutant)
        {
            return;
        }

        _player.Dispose();
        _player = mutant.Length == 0
            ? new GlPlayer(_context)
            : new GlPlayer(_context, (GlMutants.Find(mutant) ?? throw new ArgumentException($"There is no defect of GL calls named '{mutant}'.")).Wrap(EglContext.ProcAddress));
        _mutant = mutant;
    }
}
