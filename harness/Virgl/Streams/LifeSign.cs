using System.Runtime.InteropServices;
using Harness.Virgl.Commands;

namespace Harness.Virgl;

/// <summary>
/// Proves through its own command stream that a context is alive and has executed what it was given, whether or not anybody says otherwise.
/// </summary>
/// <remarks>
/// A renderer can drop the rest of a stream in silence (an unknown command), and a context that has failed, at a draw whose shader the host's
/// GL cannot compile for instance, goes on to execute uploads and clears of textures to the end of the stream while draws, blits and copies
/// do nothing. So the sign is a chain: a number that was never used before is written into the first dword of a small buffer, and every stream
/// ends with a copy of one dword to the next (RESOURCE_COPY_REGION between buffers, which touches no state of the pipeline). The question
/// reads the last dword back. It holds the number only if no link is missing and the context still copied at the end.
/// Past <see cref="Links"/> streams between two questions the chain runs in a circle: lost contexts are still noticed, a part of a stream that
/// was left out in a living context may not be.
/// </remarks>
public sealed class LifeSign
{
    /// <summary>Bytes of the buffer that one sign uses.</summary>
    public const int Bytes = (Links + 1) * Size;

    /// <summary>Streams that are told apart.</summary>
    public const int Links = 63;

    private const int Size = sizeof(uint);

    /// <summary>Numbers are used once in this process: buffers are used again, and an old answer must not pass for a new one.</summary>
    private static uint _lastNumber;

    private readonly CommandStream _words = new(64);
    private readonly uint _resource;
    private readonly uint _start;
    private uint _number;
    private uint _at;
    private bool _planted;

    /// <summary>Makes a sign.</summary>
    /// <param name="resource">
    /// A buffer in the host's GL that is attached to the context and has backing: bind VERTEX_BUFFER, see <see cref="Describe"/>.
    /// </param>
    /// <param name="offset">Where its <see cref="Bytes"/> bytes begin there and in the backing.</param>
    public LifeSign(uint resource, uint offset) => (_resource, _start) = (resource, offset);

    /// <summary>The buffer for that many signs.</summary>
    public static ResourceDescription Describe(int signs) => ResourceDescription.ForBuffer(signs * Bytes, VirglBind.VertexBuffer);

    /// <summary>Whether the renderer knows the commands: TRANSFER3D is the youngest.</summary>
    public static bool IsKnownTo(Capset capset) => capset.Capabilities.HasFlag(VirglCapabilities.Transfer);

    /// <summary>Whether a link can be appended to a stream: behind a command that was cut off it would become its payload.</summary>
    public static bool CanFollow(ReadOnlySpan<uint> stream)
    {
        var at = 0;
        while (at < stream.Length)
        {
            at += 1 + (int)(stream[at] >> 16);
        }

        return at == stream.Length;
    }

    /// <summary>Whether anything was handed over since the last question.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Notes that something other than a stream was handed to the context.</summary>
    public void Note() => IsPending = true;

    /// <summary>What to append to a stream, or to send behind it; valid until the next call.</summary>
    public ReadOnlySpan<uint> Link()
    {
        _words.Reset();
        WriteLink();
        return _words.Words;
    }

    /// <summary>The stream that asks. Once it has been executed, <see cref="IsAnsweredIn"/> tells.</summary>
    public ReadOnlySpan<uint> Question()
    {
        _words.Reset();
        WriteLink();
        _words.Write(new Transfer3D(new TransferRegion(_resource, 0, Dword(_at)), Offset(_at), TransferDirection.FromHost));
        (_planted, IsPending) = (false, false);
        return _words.Words;
    }

    /// <summary>Whether the answer to the last question is in the buffer's backing.</summary>
    public bool IsAnsweredIn(ReadOnlySpan<byte> backing) => MemoryMarshal.Read<uint>(backing[(int)Offset(_at)..]) == _number;

    private void WriteLink()
    {
        IsPending = true;
        if (!_planted)
        {
            (_planted, _at) = (true, 0);
            _number = Interlocked.Increment(ref _lastNumber);
            MemoryMarshal.Write(ResourceInlineWrite.Begin(_words, new TransferRegion(_resource, 0, Dword(0)), Size), in _number);
        }

        var next = _at == Links ? 1 : _at + 1;
        _words.Write(new ResourceCopyRegion(_resource, 0, Offset(next), 0, 0, _resource, 0, Dword(_at)));
        _at = next;
    }

    private uint Offset(uint dword) => _start + (dword * Size);

    private Box Dword(uint dword) => new(Offset(dword), 0, 0, Size, 1, 1);
}
