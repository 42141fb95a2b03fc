namespace Harness.Virgl.Vtest;

/// <summary>How a vtest socket failed.</summary>
internal enum VtestLinkFault
{
    /// <summary>Nobody listens.</summary>
    Refused,
    /// <summary>The far side closed it.</summary>
    Closed,
    /// <summary>No answer within the deadline.</summary>
    Deadline,
    /// <summary>An answer that the protocol does not know.</summary>
    Protocol,
}

/// <summary>A vtest socket failed; <see cref="VtestConnection"/> finds out what that means.</summary>
internal sealed class VtestLinkException(VtestLinkFault fault, string message, int server = 0) : Exception(message)
{
    public VtestLinkFault Fault { get; } = fault;

    /// <summary>The process that listened when the connection was made; 0 where that cannot be known.</summary>
    public int Server { get; } = server;
}
