using Harness.Virgl;

namespace Harness.Lab.Sampling;

/// <summary>Something whose cost is measured: prepared, done, proved, again and again. Only the doing is timed.</summary>
public interface IBench : IDisposable
{
    /// <summary>Name of the measurement, without its lane.</summary>
    string Name { get; }

    /// <summary>Bytes that one turn moves.</summary>
    long Bytes { get; }

    /// <summary>What was asked of the device so far; null where nobody counts.</summary>
    WorkCounters? Work { get; }

    /// <summary>Makes ready for a turn.</summary>
    void Prepare();

    /// <summary>The turn itself, until it is over.</summary>
    void Do();

    /// <summary>Proves that the turn did what it was for.</summary>
    /// <exception cref="Transfers.WrongPayloadException">It did not.</exception>
    void Prove();
}
