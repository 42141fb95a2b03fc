namespace Harness.VirtioGpu.Registers;

/// <summary>
/// Reaches the registers of a machine: memory-mapped ones by guest-physical address, I/O ports by number. All calls but <see cref="Post"/>
/// wait for the far side; past the deadline <see cref="Virgl.DeviceException"/> with <see cref="Virgl.DeviceFault.Hang"/> is thrown, and
/// with <see cref="Virgl.DeviceFault.HostCrash"/> when the far side has gone.
/// </summary>
public interface IRegisterAccess
{
    byte ReadByte(ulong address);

    ushort ReadUInt16(ulong address);

    uint ReadUInt32(ulong address);

    void WriteByte(ulong address, byte value);

    void WriteUInt16(ulong address, ushort value);

    void WriteUInt32(ulong address, uint value);

    uint PortIn(ushort port);

    void PortOut(ushort port, uint value);

    /// <summary>Encodes a 16-bit register write once, to be posted many times.</summary>
    PreparedWrite Prepare(ulong address, ushort value);

    /// <summary>
    /// Hands over a write and returns at once; the far side executes it in order. Its failure is thrown by a later call. Allocates nothing.
    /// </summary>
    void Post(PreparedWrite write);

    /// <summary>Takes in what the far side has sent, without waiting; throws when it has gone.</summary>
    void Poll();

    /// <summary>
    /// Waits until an interrupt line is high; false when <paramref name="atMost"/> has passed before, or interrupts cannot be seen here.
    /// </summary>
    bool WaitForInterrupt(TimeSpan atMost);
}

/// <summary>A register write in the far side's own form.</summary>
public sealed class PreparedWrite(byte[] encoded)
{
    internal ReadOnlySpan<byte> Encoded => encoded;
}
