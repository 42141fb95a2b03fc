using Harness.Gl.Egl;
using Harness.Lab.Grounds;
using Harness.Lab.Roads;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Virgl;
using Silk.NET.OpenGL;

namespace Harness.Lab.Latency;

/// <summary>A clear of one pixel and glFinish: the least that a program can wait for, since a driver need not ask its device for nothing.</summary>
public sealed class GlRoundTripBench : IBench
{
    /// <summary>Its name.</summary>
    public const string RoundTrip = "latency.gl-clear-finish";

    private const int TexelBytes = 4;

    private readonly EglContext _context;
    private readonly GL _gl;
    private readonly GlTexture _pixel;
    private readonly byte[] _seen = new byte[TexelBytes];
    private byte _shade;

    /// <summary>Makes a context.</summary>
    public GlRoundTripBench(GlGround ground)
    {
        _context = ground.NewContext();
        _context.MakeCurrent();
        _gl = GL.GetApi(ground.Load);
        _pixel = new GlTexture(_gl, 1, 1);
        _pixel.BindFramebuffer(FramebufferTarget.Framebuffer);
        _gl.Finish();
        GlErrors.Check(_gl, Name);
    }

    /// <inheritdoc/>
    public string Name => RoundTrip;

    /// <inheritdoc/>
    public long Bytes => 0;

    /// <inheritdoc/>
    public WorkCounters? Work => null;

    /// <inheritdoc/>
    public void Prepare() => _gl.ClearColor(++_shade / 255f, 0, 0, 1);

    /// <inheritdoc/>
    public void Do()
    {
        _gl.Clear(ClearBufferMask.ColorBufferBit);
        _gl.Finish();
    }

    /// <inheritdoc/>
    public void Prove()
    {
        _pixel.Read(_seen);
        GlErrors.Check(_gl, Name);
        if (_seen is not [var red, 0, 0, 255] || red != _shade)
        {
            throw WrongPayloadException.At(Name, [_shade, 0, 0, 255], _seen);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pixel.Dispose();
        _gl.Dispose();
        _context.Dispose();
    }
}
