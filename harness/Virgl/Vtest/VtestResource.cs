using Harness.Virgl.Native;

namespace Harness.Virgl.Vtest;

/// <summary>A resource of one vtest session.</summary>
internal sealed class VtestResource(uint id, ResourceDescription description, SharedMapping? memory) : GuestResource(id, description)
{
    private string? _gone;

    public override Span<byte> Backing
    {
        get
        {
            ThrowIfGone();
            return memory is null ? default : memory.Bytes;
        }
    }

    public void ThrowIfGone()
    {
        if (_gone is not null)
        {
            throw new InvalidOperationException($"resource {Id} is gone: {_gone}");
        }
    }

    /// <summary>Takes the memory away; later uses say why.</summary>
    public void Drop(string reason)
    {
        _gone ??= reason;
        memory?.Dispose();
    }
}
