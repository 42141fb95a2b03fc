using Harness.Gl.Contexts;
using Silk.NET.OpenGL;

namespace Harness.Lab.Roads;

/// <summary>A buffer object.</summary>
internal sealed unsafe class GlBuffer : GlStore
{
    private const BufferTargetARB Target = BufferTargetARB.ArrayBuffer;

    private readonly uint _name;
    private readonly int _bytes;

    public GlBuffer(GL gl, int bytes) : base(gl)
    {
        (_name, _bytes) = (gl.GenBuffer(), bytes);
        Bind();
        gl.BufferData(Target, (nuint)bytes, null, BufferUsageARB.DynamicDraw);
    }

    /// <summary>Later calls mean this one.</summary>
    public void Bind() => Gl.BindBuffer(Target, _name);

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        Bind();
        WriteAt(0, bytes);
    }

    public override void Read(Span<byte> bytes)
    {
        Bind();
        ReadAt(0, bytes);
    }

    /// <summary>glBufferSubData, of the bound buffer.</summary>
    public void WriteAt(int offset, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            Gl.BufferSubData(Target, offset, (nuint)bytes.Length, first);
        }
    }

    /// <summary>glGetBufferSubData, of the bound buffer.</summary>
    public void ReadAt(int offset, Span<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            Gl.GetBufferSubData(Target, offset, (nuint)bytes.Length, first);
        }
    }

    /// <summary>Maps a range of the bound buffer to be written anew, and unmaps it.</summary>
    public void WriteMapped(int offset, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Map(offset, bytes.Length, MapBufferAccessMask.WriteBit | MapBufferAccessMask.InvalidateRangeBit));
        Unmap();
    }

    /// <summary>Maps a range of the bound buffer to be read, and unmaps it.</summary>
    public void ReadMapped(int offset, Span<byte> bytes)
    {
        Map(offset, bytes.Length, MapBufferAccessMask.ReadBit).CopyTo(bytes);
        Unmap();
    }

    public override void CopyTo(GlStore other)
    {
        Gl.BindBuffer(BufferTargetARB.CopyReadBuffer, _name);
        Gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, ((GlBuffer)other)._name);
        Gl.CopyBufferSubData(CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, 0, 0, (nuint)_bytes);
    }

    public override void Dispose() => Gl.DeleteBuffer(_name);

    private Span<byte> Map(int offset, int bytes, MapBufferAccessMask access)
    {
        var mapped = Gl.MapBufferRange(Target, offset, (nuint)bytes, access);
        return mapped is null
            ? throw new GlException(GlFault.Error, "glMapBufferRange", $"glMapBufferRange of {bytes} bytes from {offset} on gave no memory: 0x{(int)Gl.GetError():x4}.")
            : new Span<byte>(mapped, bytes);
    }

    private void Unmap()
    {
        if (!Gl.UnmapBuffer(Target))
        {
            throw new GlException(GlFault.Error, "glUnmapBuffer", "glUnmapBuffer says that the buffer's contents are lost.");
        }
    }
}
