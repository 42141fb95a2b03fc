using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Drm.Files;
using Harness.Drm.Requests;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Drm;

/// <summary>One open file of a <see cref="FakeKernel"/>.</summary>
internal sealed unsafe class FakeDoor(FakeKernel kernel, int number) : IDrmDoor
{
    private const int CapsetBytes = 1376;
    private const int CapabilitiesOffset = 392;
    private const int FenceDescriptor = 900;

    private readonly Dictionary<uint, uint> _resources = [];
    private readonly Queue<ulong> _flips = new();
    private uint _lastHandle;
    private uint _lastFramebuffer;

    public string Path => $"fake{number}";

    public bool IsClosed { get; private set; }

    public int Call<T>(ref T request) where T : unmanaged, IDrmRequest
    {
        Assert.That(IsClosed, Is.False, $"{T.Name} on a closed file");
        if (kernel.Failures.TryGetValue(T.Name, out int error))
        {
            return error;
        }

        if (request is AddFramebufferRequest { Handles: var handles } && !_resources.ContainsKey(handles[0]))
        {
            return Errno.ENOENT;
        }

        string? line = request switch
        {
            ParameterRequest r => Parameter(r),
            CapsetRequest r => Capset(r),
            CreateResourceRequest r => Create(r, out Unsafe.As<T, CreateResourceRequest>(ref request)),
            MapRequest r => Map(ref Unsafe.As<T, MapRequest>(ref request)),
            TransferToHostRequest r => Transfer("to host", r.Fields),
            TransferFromHostRequest r => Transfer("from host", r.Fields),
            ExecuteRequest => Execute(ref Unsafe.As<T, ExecuteRequest>(ref request)),
            WaitRequest r => $"wait {_resources[r.Handle]}",
            CloseHandleRequest r => Close(r.Handle),
            ExportRequest r => Export(ref Unsafe.As<T, ExportRequest>(ref request)),
            ImportRequest r => Import(ref Unsafe.As<T, ImportRequest>(ref request)),
            CardRequest => Card(ref Unsafe.As<T, CardRequest>(ref request)),
            ConnectorRequest => Connector(ref Unsafe.As<T, ConnectorRequest>(ref request)),
            AddFramebufferRequest => AddFramebuffer(ref Unsafe.As<T, AddFramebufferRequest>(ref request)),
            SetCrtcRequest r => $"mode {r.Mode.Width}x{r.Mode.Height} framebuffer {r.Framebuffer}",
            PageFlipRequest r => Flip(r),
            RemoveFramebufferRequest r => $"remove framebuffer {r.Framebuffer}",
            _ => throw new InvalidOperationException($"The fake does not know {T.Name}."),
        };
        if (line is not null)
        {
            kernel.Log.Add($"{number}: {line}");
        }

        return 0;
    }

    public DrmMapping Map(ulong offset, int bytes)
    {
        kernel.Log.Add($"{number}: mmap {offset >> 12}");
        return kernel.Map((uint)(offset >> 12), bytes);
    }

    public bool WaitForFence(int descriptor, TimeSpan allowed)
    {
        Assert.That(descriptor, Is.EqualTo(FenceDescriptor));
        kernel.Log.Add($"{number}: fence");
        return kernel.FencesSignal;
    }

    public int ReadEvents(Span<byte> buffer, TimeSpan allowed)
    {
        FlipEvent? read = kernel.Events.TryDequeue(out FlipEvent? other) ? other
            : _flips.TryDequeue(out ulong user) ? new FlipEvent { Type = FlipEvent.FlipComplete, Length = 32, UserData = user }
            : null;
        if (read is not { } value)
        {
            return 0;
        }

        MemoryMarshal.Write(buffer, in value);
        return 32;
    }

    public void CloseDescriptor(int descriptor) => kernel.Shared.Remove(descriptor);

    public void Dispose() => IsClosed = true;

    private static string? Parameter(in ParameterRequest r)
    {
        *(int*)r.Value = r.Parameter == ParameterRequest.Has3D ? 1 : 6;
        return null;
    }

    private static string? Capset(in CapsetRequest r)
    {
        var bytes = new Span<byte>((void*)r.Address, Math.Min((int)r.Size, CapsetBytes));
        bytes.Clear();
        MemoryMarshal.Write(bytes[CapabilitiesOffset..], (uint)VirglCapabilities.Transfer);
        return null;
    }

    private string Create(CreateResourceRequest asked, out CreateResourceRequest answered)
    {
        answered = asked with { Resource = kernel.Create(asked), Handle = ++_lastHandle };
        _resources[answered.Handle] = answered.Resource;
        return $"create {asked with { Resource = answered.Resource }}";
    }

    private string Map(ref MapRequest r)
    {
        r.Offset = (ulong)_resources[r.Handle] << 12;
        return $"map {_resources[r.Handle]}";
    }

    private string Transfer(string direction, in TransferFields f) => $"{direction} {_resources[f.Handle]} {f with { Handle = 0 }}";

    private string Execute(ref ExecuteRequest r)
    {
        bool fence = (r.Flags & ExecuteRequest.FenceOut) != 0;
        r.Fence = fence ? FenceDescriptor : -1;
        var handles = new ReadOnlySpan<uint>((void*)r.Handles, (int)r.HandleCount);
        foreach (uint handle in handles)
        {
            Assert.That(_resources, Does.ContainKey(handle), "an unknown handle in the list of a stream");
        }

        return $"execute{(fence ? " with fence" : "")} [{kernel.Execute(new ReadOnlySpan<uint>((void*)r.Commands, (int)r.Size / 4))}]";
    }

    private string Close(uint handle)
    {
        string line = $"close {_resources[handle]}";
        _resources.Remove(handle);
        return line;
    }

    private string Export(ref ExportRequest r)
    {
        r.Descriptor = kernel.Share(_resources[r.Handle]);
        return $"export {_resources[r.Handle]}";
    }

    private string Import(ref ImportRequest r)
    {
        r.Handle = ++_lastHandle;
        _resources[r.Handle] = kernel.Shared[r.Descriptor];
        return $"import {_resources[r.Handle]}";
    }

    private static string? Card(ref CardRequest r)
    {
        (*(uint*)r.Crtcs, *(uint*)r.Connectors, r.CrtcCount, r.ConnectorCount) = (40, 50, 1, 1);
        return null;
    }

    private static string? Connector(ref ConnectorRequest r)
    {
        r.Connection = ConnectorRequest.Connected;
        return null;
    }

    private string AddFramebuffer(ref AddFramebufferRequest r)
    {
        r.Framebuffer = ++_lastFramebuffer;
        return $"framebuffer {r.Framebuffer} of {_resources[r.Handles[0]]} {r.Width}x{r.Height} pitch {r.Pitches[0]}";
    }

    private string Flip(in PageFlipRequest r)
    {
        _flips.Enqueue(r.UserData);
        return $"flip to {r.Framebuffer}";
    }
}
