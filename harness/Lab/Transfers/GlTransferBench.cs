using Harness.Gl.Egl;
using Harness.Lab.Grounds;
using Harness.Lab.Roads;
using Harness.Lab.Sampling;
using Harness.Virgl;
using Silk.NET.OpenGL;

namespace Harness.Lab.Transfers;

/// <summary>
/// Payloads by one road of OpenGL, in a context of their own. A turn ends when glFinish returns; then everything that was moved to the host is copied there,
/// fetched from the copy, and compared. What is to be fetched is put there by a copy as well, so that no driver can answer from what it has kept.
/// </summary>
public sealed class GlTransferBench : IBench
{
    private readonly TransferTask _task;
    private readonly Payload _payload;
    private readonly byte[] _arrived;
    private readonly EglContext _context;
    private readonly GL _gl;
    private readonly GlMover _mover;
    private readonly GlStore _other;

    /// <summary>Makes context and objects.</summary>
    /// <exception cref="Gl.Contexts.GlException">The driver refuses.</exception>
    public GlTransferBench(GlGround ground, TransferTask task)
    {
        _task = task;
        _payload = new Payload(task.Together * task.Bytes);
        _arrived = new byte[task.Together * task.Bytes];
        _context = ground.NewContext();
        _context.MakeCurrent();
        _gl = GL.GetApi(ground.Load);
        _mover = GlMover.Of(_gl, task);
        _other = _mover.Another();
        _gl.Finish();
        GlErrors.Check(_gl, Name);
    }

    /// <inheritdoc/>
    public string Name => _task.Name;

    /// <inheritdoc/>
    public long Bytes => _arrived.Length;

    /// <inheritdoc/>
    public WorkCounters? Work => null;

    /// <inheritdoc/>
    public void Prepare()
    {
        _payload.Turn();
        if (_task.Direction == TransferDirection.FromHost)
        {
            _other.Write(_payload.Bytes);
            _other.CopyTo(_mover.Target);
            _gl.Finish();
        }

        _mover.Begin();
    }

    /// <inheritdoc/>
    public void Do()
    {
        for (var i = 0; i < _task.Together; i++)
        {
            var at = i * _task.Bytes;
            if (_task.Direction == TransferDirection.ToHost)
            {
                _mover.ToHost(i, _payload.Bytes.Slice(at, _task.Bytes));
            }
            else
            {
                _mover.FromHost(i, _arrived.AsSpan(at, _task.Bytes));
            }
        }

        _gl.Finish();
    }

    /// <inheritdoc/>
    public void Prove()
    {
        if (_task.Direction == TransferDirection.ToHost)
        {
            _mover.Target.CopyTo(_other);
            _other.Read(_arrived);
        }

        GlErrors.Check(_gl, Name);
        if (!_payload.Bytes.SequenceEqual(_arrived))
        {
            throw WrongPayloadException.At(Name, _payload.Bytes, _arrived);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _context.MakeCurrent();
        _other.Dispose();
        _mover.Dispose();
        _gl.Dispose();
        _context.Dispose();
    }
}
