using Harness.Virgl.Native;

namespace Harness.Virgl.Vtest;

/// <summary>
/// A <see cref="LifeSign"/> of a session's context. A server closes the connection at most of what it refuses, but not at all: a context that
/// failed at a draw, or at a command cut off, stays connected, takes commands and answers, and draws nothing any more.
/// </summary>
internal sealed class VtestLifeSign : IDisposable
{
    private readonly VtestSession _session;
    private readonly SharedMapping _memory;
    private readonly LifeSign _sign;

    private VtestLifeSign(VtestSession session, uint resource, SharedMapping memory)
        => (_session, _memory, _sign) = (session, memory, new LifeSign(resource, 0));

    public static VtestLifeSign Create(VtestSession session) => session.CreateResource(LifeSign.Describe(1)) is { Memory: { } memory } made
        ? new VtestLifeSign(session, made.Id, memory)
        : throw new VtestLinkException(VtestLinkFault.Protocol, $"the server refused a buffer of {LifeSign.Bytes} bytes");

    /// <summary>Asks; the next <see cref="VtestSession.Finish"/> brings the answer.</summary>
    public void Ask() => _session.Submit(_sign.Question());

    /// <summary>Whether the context has done its part.</summary>
    public bool IsAnswered => _sign.IsAnsweredIn(_memory.Bytes);

    public void Dispose() => _memory.Dispose();
}
