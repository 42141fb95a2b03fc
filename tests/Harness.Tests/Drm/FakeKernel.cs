using System.Runtime.InteropServices;
using Harness.Drm.Files;
using Harness.Drm.Requests;
using Harness.Virgl;
using Harness.Virgl.Commands;

namespace Harness.Tests.Drm;

/// <summary>
/// A fake of the kernel and the host behind it: keeps the requests of all its doors as text and draws nothing. It executes what copies between buffers, so that
/// life signs are answered.
/// </summary>
internal sealed class FakeKernel
{
    private readonly Dictionary<uint, byte[]> _buffers = [];
    private readonly Dictionary<uint, DrmMapping> _mappings = [];
    private uint _lastResource;
    private int _doors;

    /// <summary>Every request, a line each, without handles: resources by their numbers.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Descriptors of shared resources that are open, and the resources.</summary>
    public Dictionary<int, uint> Shared { get; } = [];

    /// <summary>Fences signal.</summary>
    public bool FencesSignal { get; set; } = true;

    /// <summary>The renderer has given the contexts up and says nothing.</summary>
    public bool IsLost { get; set; }

    /// <summary>Error numbers with which requests of a name fail.</summary>
    public Dictionary<string, int> Failures { get; } = [];

    /// <summary>What is read from the card instead of the answers to page flips.</summary>
    public Queue<FlipEvent?> Events { get; } = new();

    public FakeDoor Open() => new(this, ++_doors);

    public uint Create(in CreateResourceRequest request)
    {
        uint resource = ++_lastResource;
        if (request.Target == (uint)PipeTextureTarget.Buffer)
        {
            _buffers[resource] = new byte[request.Width];
        }

        return resource;
    }

    public DrmMapping Map(uint resource, int bytes) => _mappings[resource] = DrmMapping.OfNothing(bytes);

    public int Share(uint resource)
    {
        int descriptor = 1000 + Shared.Count;
        Shared[descriptor] = resource;
        return descriptor;
    }

    /// <summary>A stream as text. What life signs plant is different each time and left out.</summary>
    public string Execute(ReadOnlySpan<uint> stream)
    {
        var text = new List<string>();
        foreach (IVirglCommand command in VirglDecoder.Decode(stream))
        {
            text.Add(command is ResourceInlineWrite { Data.Count: 1 } sign && _buffers.TryGetValue(sign.Region.Resource, out byte[]? b) && b.Length == LifeSign.Bytes
                ? "a sign"
                : Words(command));
            if (!IsLost)
            {
                Execute(command);
            }
        }

        return string.Join("; ", text);
    }

    private static string Words(IVirglCommand command)
    {
        var words = new CommandStream();
        command.Encode(words);
        return Convert.ToHexStringLower(MemoryMarshal.AsBytes(words.Words));
    }

    private void Execute(IVirglCommand command)
    {
        switch (command)
        {
            case ResourceInlineWrite w:
                Copy(MemoryMarshal.AsBytes(w.Data.Span), 0, Buffer(w.Region.Resource), w.Region.Box.X, w.Region.Box.Width);
                break;
            case ResourceCopyRegion c:
                Copy(Buffer(c.Source), c.SourceBox.X, Buffer(c.Destination), c.X, c.SourceBox.Width);
                break;
            case Transfer3D { Direction: TransferDirection.FromHost } t when _mappings.TryGetValue(t.Region.Resource, out DrmMapping? mapping) && !mapping.IsClosed:
                Copy(Buffer(t.Region.Resource), t.Region.Box.X, mapping.Bytes, t.Offset, t.Region.Box.Width);
                break;
        }
    }

    private Span<byte> Buffer(uint resource) => _buffers.GetValueOrDefault(resource) ?? [];

    /// <summary>What does not fit is refused, in silence.</summary>
    private static void Copy(ReadOnlySpan<byte> from, uint at, Span<byte> to, uint place, uint bytes)
    {
        if (at + (ulong)bytes <= (ulong)from.Length && place + (ulong)bytes <= (ulong)to.Length)
        {
            from.Slice((int)at, (int)bytes).CopyTo(to[(int)place..]);
        }
    }
}
