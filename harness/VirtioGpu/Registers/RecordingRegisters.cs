namespace Harness.VirtioGpu.Registers;

/// <summary>Passes every access on and writes it down, in order.</summary>
public sealed class RecordingRegisters(IRegisterAccess inner) : IRegisterAccess
{
    private readonly List<RegisterEvent> _events = [];
    private readonly Dictionary<PreparedWrite, RegisterEvent> _prepared = [];

    /// <summary>Everything so far. Waits that ended without an interrupt and polls are not accesses.</summary>
    public IReadOnlyList<RegisterEvent> Events => _events;

    /// <summary>Called with each posted write before it is passed on: guest memory is then as the driver left it for the device.</summary>
    public Action<RegisterEvent>? BeforePost { get; set; }

    /// <inheritdoc/>
    public byte ReadByte(ulong address) => (byte)Note(RegisterOperation.ReadByte, address, inner.ReadByte(address));

    /// <inheritdoc/>
    public ushort ReadUInt16(ulong address) => (ushort)Note(RegisterOperation.ReadUInt16, address, inner.ReadUInt16(address));

    /// <inheritdoc/>
    public uint ReadUInt32(ulong address) => Note(RegisterOperation.ReadUInt32, address, inner.ReadUInt32(address));

    /// <inheritdoc/>
    public void WriteByte(ulong address, byte value) => inner.WriteByte(address, (byte)Note(RegisterOperation.WriteByte, address, value));

    /// <inheritdoc/>
    public void WriteUInt16(ulong address, ushort value) => inner.WriteUInt16(address, (ushort)Note(RegisterOperation.WriteUInt16, address, value));

    /// <inheritdoc/>
    public void WriteUInt32(ulong address, uint value) => inner.WriteUInt32(address, Note(RegisterOperation.WriteUInt32, address, value));

    /// <inheritdoc/>
    public uint PortIn(ushort port) => Note(RegisterOperation.PortIn, port, inner.PortIn(port));

    /// <inheritdoc/>
    public void PortOut(ushort port, uint value) => inner.PortOut(port, Note(RegisterOperation.PortOut, port, value));

    /// <inheritdoc/>
    public PreparedWrite Prepare(ulong address, ushort value)
    {
        var write = inner.Prepare(address, value);
        _prepared.Add(write, new RegisterEvent(RegisterOperation.Post, address, value));
        return write;
    }

    /// <inheritdoc/>
    public void Post(PreparedWrite write)
    {
        var posted = _prepared[write];
        _events.Add(posted);
        BeforePost?.Invoke(posted);
        inner.Post(write);
    }

    /// <inheritdoc/>
    public void Poll() => inner.Poll();

    /// <inheritdoc/>
    public bool WaitForInterrupt(TimeSpan atMost)
    {
        var raised = inner.WaitForInterrupt(atMost);
        if (raised)
        {
            Note(RegisterOperation.Interrupt, 0, 0);
        }

        return raised;
    }

    private uint Note(RegisterOperation operation, ulong address, uint value)
    {
        _events.Add(new RegisterEvent(operation, address, value));
        return value;
    }
}
