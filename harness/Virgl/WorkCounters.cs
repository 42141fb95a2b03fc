namespace Harness.Virgl;

/// <summary>
/// What a driver asked of its device so far. The same work asks for the same on every run, so these are compared by equality where times can only be compared
/// by statistics. What a connection knows nothing of it leaves at 0.
/// </summary>
/// <param name="Commands">Commands handed over: of the control queue, packets to a test server, streams and transfers to a kernel.</param>
/// <param name="Bytes">Bytes of these commands, their headers included where this side writes them; what transfers move is not among them.</param>
/// <param name="Kicks">Doorbells rung for new commands; those that ask the device to look at its fences again depend on time, and are not counted.</param>
/// <param name="Fences">Fences asked for.</param>
/// <param name="Descriptors">Descriptors made available.</param>
/// <param name="Messages">Messages sent over a socket.</param>
/// <param name="Requests">Requests made of a kernel's driver (ioctl).</param>
public readonly record struct WorkCounters(
    long Commands, long Bytes, long Kicks, long Fences, long Descriptors, long Messages = 0, long Requests = 0)
{
    /// <summary>What was asked between two moments.</summary>
    public static WorkCounters operator -(in WorkCounters later, in WorkCounters earlier) => new(
        later.Commands - earlier.Commands,
        later.Bytes - earlier.Bytes,
        later.Kicks - earlier.Kicks,
        later.Fences - earlier.Fences,
        later.Descriptors - earlier.Descriptors,
        later.Messages - earlier.Messages,
        later.Requests - earlier.Requests);
}

/// <summary>Somebody who counts.</summary>
public interface ICountsWork
{
    /// <summary>What was asked so far.</summary>
    WorkCounters Work { get; }
}
