namespace Harness.VirtioGpu.Registers;

/// <summary>The register commands, one line each.</summary>
public sealed partial class QtestSocket
{
    public byte ReadByte(ulong address) => (byte)Read("readb"u8, address);

    public ushort ReadUInt16(ulong address) => (ushort)Read("readw"u8, address);

    public uint ReadUInt32(ulong address) => (uint)Read("readl"u8, address);

    public ulong ReadUInt64(ulong address) => Read("readq"u8, address);

    public void WriteByte(ulong address, byte value) => Write("writeb"u8, address, value);

    public void WriteUInt16(ulong address, ushort value) => Write("writew"u8, address, value);

    public void WriteUInt32(ulong address, uint value) => Write("writel"u8, address, value);

    public void WriteUInt64(ulong address, ulong value) => Write("writeq"u8, address, value);

    public uint PortIn(ushort port) => (uint)Read("inl"u8, port);

    public void PortOut(ushort port, uint value) => Write("outl"u8, port, value);

    private ulong Read(ReadOnlySpan<byte> word, ulong address)
        => QtestLine.Number(Exchange(new QtestLine(_line).Word(word).Hex(address).End().Length));

    private void Write(ReadOnlySpan<byte> word, ulong address, ulong value)
        => Exchange(new QtestLine(_line).Word(word).Hex(address).Hex(value).End().Length);
}
