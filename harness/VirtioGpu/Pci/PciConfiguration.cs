using Harness.VirtioGpu.Registers;

namespace Harness.VirtioGpu.Pci;

/// <summary>
/// Configuration space through ports 0xcf8 and 0xcfc (PROTOCOL section 6.3). Nobody else may use the ports meanwhile: the guest runs no
/// firmware.
/// </summary>
public sealed class PciConfiguration(IRegisterAccess registers)
{
    private const ushort AddressPort = 0xcf8;
    private const ushort DataPort = 0xcfc;
    private const ulong FirstMemoryWindow = 0xe0000000;
    private const uint CapabilitiesListBit = 1 << 20;

    private ulong _nextMemory = FirstMemoryWindow;

    /// <summary>Reads the aligned dword that holds <paramref name="offset"/>.</summary>
    public uint Read(PciAddress function, byte offset)
    {
        Select(function, offset);
        return registers.PortIn(DataPort);
    }

    /// <summary>Writes the aligned dword that holds <paramref name="offset"/>.</summary>
    public void Write(PciAddress function, byte offset, uint value)
    {
        Select(function, offset);
        registers.PortOut(DataPort, value);
    }

    /// <summary>Reads one byte.</summary>
    public byte ReadByte(PciAddress function, byte offset) => (byte)(Read(function, offset) >> (8 * (offset & 3)));

    /// <summary>The first function on bus 0 with that vendor and device id; null when there is none.</summary>
    public PciAddress? Find(ushort vendor, ushort device)
    {
        var wanted = vendor | ((uint)device << 16);
        for (byte slot = 0; slot < 32; slot++)
        {
            var function = new PciAddress(0, slot, 0);
            if (Read(function, 0) == wanted)
            {
                return function;
            }
        }

        return null;
    }

    /// <summary>Walks the capability list.</summary>
    public IReadOnlyList<PciCapability> Capabilities(PciAddress function)
    {
        var found = new List<PciCapability>();
        if ((Read(function, 4) & CapabilitiesListBit) == 0)
        {
            return found;
        }

        // 48 capabilities of 4 bytes fill the space after the header: a longer list is a loop.
        for (var at = ReadByte(function, 0x34); at >= 0x40 && found.Count < 48;)
        {
            var head = Read(function, at);
            found.Add(new PciCapability((byte)head, at));
            at = (byte)(head >> 8);
        }

        return found;
    }

    /// <summary>
    /// Gives every memory BAR an address (no firmware has run) and switches on memory decoding and bus mastering. Returns the BARs' base
    /// addresses, 0 where there is none.
    /// </summary>
    public ulong[] AssignBars(PciAddress function)
    {
        const uint MemoryAndBusMaster = 6;
        var bases = new ulong[6];
        for (var bar = 0; bar < bases.Length; bar++)
        {
            var at = (byte)(0x10 + (4 * bar));
            Write(function, at, uint.MaxValue);
            var mask = Read(function, at);
            var isIo = (mask & 1) != 0;
            if (mask == 0 || isIo)
            {
                continue;
            }

            var is64 = (mask & 6) == 4;
            var size = (ulong)(~(mask & 0xfffffff0) + 1);
            if (is64)
            {
                var high = (byte)(at + 4);
                Write(function, high, uint.MaxValue);
                size = ~(((ulong)Read(function, high) << 32) | (mask & 0xfffffff0)) + 1;
                Write(function, high, 0);
            }

            _nextMemory = (_nextMemory + size - 1) & ~(size - 1);
            bases[bar] = _nextMemory;
            Write(function, at, (uint)_nextMemory);
            _nextMemory += size;
            bar += is64 ? 1 : 0;
        }

        Write(function, 4, (Read(function, 4) & 0xffff) | MemoryAndBusMaster);
        return bases;
    }

    private void Select(PciAddress function, byte offset)
        => registers.PortOut(
            AddressPort,
            0x80000000u | ((uint)function.Bus << 16) | ((uint)function.Device << 11) | ((uint)function.Function << 8) | (offset & 0xfcu));
}
