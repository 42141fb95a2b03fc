using System.Runtime.InteropServices;
using Harness.Drm.Files;
using Harness.Drm.Requests;
using Harness.Virgl;

namespace Harness.Drm;

/// <summary>An open file of the device, and with that a context: its handles of buffer objects, and its <see cref="LifeSign"/>.</summary>
internal sealed class DrmContext : IDisposable
{
    private readonly List<uint> _handles = [];
    private readonly List<uint> _reading = [];
    private readonly DrmMapping? _signMemory;
    private readonly uint _signHandle;
    private uint[] _words = new uint[4096];

    /// <summary>Takes an open file over.</summary>
    /// <param name="watched">Whether it has a life sign.</param>
    public DrmContext(uint id, IDrmDoor door, bool watched)
    {
        (Id, Door) = (id, door);
        if (!watched)
        {
            return;
        }

        try
        {
            CreateResourceRequest made = Create(LifeSign.Describe(1));
            _signHandle = made.Handle;
            Sign = new LifeSign(made.Resource, 0);
            _signMemory = Map(made.Handle, LifeSign.Bytes);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The connection's number of it; 0 for the file that no stream goes through.</summary>
    public uint Id { get; }

    public IDrmDoor Door { get; }

    /// <summary>Null where the renderer does not know the commands.</summary>
    public LifeSign? Sign { get; }

    /// <summary>Whether the last question was answered.</summary>
    public bool IsAlive => Sign is null || Sign.IsAnsweredIn(_signMemory!.Bytes);

    /// <summary>Makes a resource; this context is attached to it.</summary>
    public CreateResourceRequest Create(in ResourceDescription description)
    {
        var request = new CreateResourceRequest
        {
            Target = description.Target,
            Format = description.Format,
            Bind = description.Bind,
            Width = description.Width,
            Height = description.Height,
            Depth = description.Depth,
            ArraySize = description.ArraySize,
            LastLevel = description.LastLevel,
            Samples = description.Samples,
            Flags = description.Flags,
            Size = (uint)description.BackingBytes,
            Stride = description.BackingBytes > 0 ? LevelPitch.Of(description, 0).Row : 0,
        };
        ResourceDescription about = description;
        if (Door.Call(ref request) is var error && error != 0)
        {
            throw new DeviceException(
                DeviceFault.ErrorResponse, $"{CreateResourceRequest.Name} on {Door.Path} failed with {Errno.Describe(error)}: {about}.");
        }

        _handles.Add(request.Handle);
        return request;
    }

    public DrmMapping Map(uint handle, int bytes)
    {
        var request = new MapRequest { Handle = handle };
        Door.Do(ref request, "a buffer object is to be mapped");
        return Door.Map(request.Offset, bytes);
    }

    /// <summary>A descriptor that other contexts can take the buffer object in by.</summary>
    public int Export(uint handle)
    {
        var request = new ExportRequest { Handle = handle, Flags = ExportRequest.ReadWrite };
        Door.Do(ref request, "a buffer object is to be shared");
        return request.Descriptor;
    }

    /// <summary>Takes a buffer object in; with that the kernel attaches its resource to this context.</summary>
    public uint Import(int descriptor)
    {
        var request = new ImportRequest { Descriptor = descriptor };
        Door.Do(ref request, "a shared buffer object is to be taken in");
        _handles.Add(request.Handle);
        return request.Handle;
    }

    /// <summary>Gives a handle back; with that the kernel detaches the resource.</summary>
    public void Close(uint handle)
    {
        _handles.Remove(handle);
        _reading.Remove(handle);
        var request = new CloseHandleRequest { Handle = handle };
        Door.Do(ref request, "a buffer object is not needed any more");
    }

    /// <summary>Notes that guest memory of a buffer object is being written to.</summary>
    public void NoteReading(uint handle)
    {
        if (!_reading.Contains(handle))
        {
            _reading.Add(handle);
        }
    }

    /// <summary>Hands a stream over, in pieces where it is long, each with its link of the life sign.</summary>
    public void Submit(ReadOnlySpan<uint> stream)
    {
        while (!stream.IsEmpty)
        {
            int length = StreamPieces.First(stream);
            ReadOnlySpan<uint> piece = stream[..length];
            if (Sign is null)
            {
                Execute(piece, withFence: false);
            }
            else if (LifeSign.CanFollow(piece))
            {
                Execute(Joined(piece, Sign.Link()), withFence: false);
            }
            else
            {
                Execute(piece, withFence: false);
                Execute(Sign.Link(), withFence: false);
            }

            stream = stream[length..];
        }
    }

    /// <summary>Hands a stream over as it is, and returns the descriptor of its fence.</summary>
    public int SubmitFenced(ReadOnlySpan<uint> stream) => Execute(stream, withFence: true);

    /// <summary>Asks for a sign of life and waits until that and all before it has been executed.</summary>
    /// <returns>False when it has not in time.</returns>
    public bool Settle(TimeSpan allowed)
    {
        // The commands of all contexts go through one queue, so the fence of the last stands for all.
        int fence = Execute(Sign is null ? [0] : Sign.Question(), withFence: true);
        try
        {
            if (!Door.WaitForFence(fence, allowed))
            {
                return false;
            }
        }
        finally
        {
            Door.CloseDescriptor(fence);
        }

        // What a driver does before it lets a program see what it has read back; after the fence there is nothing left to wait for.
        foreach (uint handle in _reading)
        {
            var request = new WaitRequest { Handle = handle };
            Door.Do(ref request, "a transfer from the host is to be waited for");
        }

        _reading.Clear();
        return true;
    }

    /// <summary>Closes the file: the kernel detaches all resources and destroys the context.</summary>
    public void Dispose()
    {
        _signMemory?.Dispose();
        Door.Dispose();
    }

    private ReadOnlySpan<uint> Joined(ReadOnlySpan<uint> stream, ReadOnlySpan<uint> link)
    {
        int length = stream.Length + link.Length;
        if (_words.Length < length)
        {
            _words = new uint[Math.Max(length, 2 * _words.Length)];
        }

        stream.CopyTo(_words);
        link.CopyTo(_words.AsSpan(stream.Length));
        return _words.AsSpan(0, length);
    }

    private unsafe int Execute(ReadOnlySpan<uint> words, bool withFence)
    {
        // All that the context may name is listed, as by a driver that keeps no book of what a stream uses: each is busy until the stream is done.
        fixed (uint* stream = words)
        fixed (uint* handles = CollectionsMarshal.AsSpan(_handles))
        {
            var request = new ExecuteRequest
            {
                Flags = withFence ? ExecuteRequest.FenceOut : 0,
                Size = (uint)words.Length * sizeof(uint),
                Commands = (ulong)stream,
                Handles = (ulong)handles,
                HandleCount = (uint)_handles.Count,
                Fence = -1,
            };
            Door.Do(ref request, "a command stream is to be executed");
            return request.Fence;
        }
    }
}
