using Harness.Lab.Transfers;
using Silk.NET.OpenGL;

namespace Harness.Lab.Roads;

/// <summary>Sends payloads down one road of OpenGL, one call or pair of calls for each.</summary>
internal abstract class GlMover : IDisposable
{
    /// <summary>Where the road to the host ends, or the road back starts.</summary>
    public abstract GlStore Target { get; }

    /// <summary>A store like the target.</summary>
    public abstract GlStore Another();

    /// <summary>Makes the mover of a task.</summary>
    public static GlMover Of(GL gl, TransferTask task) => task.Shape == PayloadShape.Buffer ? new GlBufferMover(gl, task) : new GlTextureMover(gl, task);

    /// <summary>Later calls mean the target.</summary>
    public abstract void Begin();

    /// <summary>Sends one of the payloads that go together.</summary>
    public abstract void ToHost(int index, ReadOnlySpan<byte> payload);

    /// <summary>Fetches one of the payloads that go together.</summary>
    public abstract void FromHost(int index, Span<byte> payload);

    public void Dispose() => Target.Dispose();
}

/// <summary>glBufferSubData and glGetBufferSubData, or glMapBufferRange.</summary>
internal sealed class GlBufferMover(GL gl, TransferTask task) : GlMover
{
    private readonly GlBuffer _target = new(gl, task.Together * task.Bytes);

    public override GlStore Target => _target;

    public override GlStore Another() => new GlBuffer(gl, task.Together * task.Bytes);

    public override void Begin() => _target.Bind();

    public override void ToHost(int index, ReadOnlySpan<byte> payload)
    {
        if (task.Road == Road.GlMap)
        {
            _target.WriteMapped(index * task.Bytes, payload);
        }
        else
        {
            _target.WriteAt(index * task.Bytes, payload);
        }
    }

    public override void FromHost(int index, Span<byte> payload)
    {
        if (task.Road == Road.GlMap)
        {
            _target.ReadMapped(index * task.Bytes, payload);
        }
        else
        {
            _target.ReadAt(index * task.Bytes, payload);
        }
    }
}

/// <summary>glTexSubImage2D, or glReadPixels.</summary>
internal sealed class GlTextureMover(GL gl, TransferTask task) : GlMover
{
    private readonly GlTexture _target = new(gl, task.Width, task.Together * task.Height);

    public override GlStore Target => _target;

    public override GlStore Another() => new GlTexture(gl, task.Width, task.Together * task.Height);

    public override void Begin()
    {
        _target.Bind();
        _target.BindFramebuffer(FramebufferTarget.ReadFramebuffer);
    }

    public override void ToHost(int index, ReadOnlySpan<byte> payload) => _target.WriteRows(index * task.Height, task.Height, payload);

    public override void FromHost(int index, Span<byte> payload) => _target.ReadRows(index * task.Height, task.Height, payload);
}
