using Harness.VirtioGpu.Registers;

namespace Harness.Cli.Walkthrough;

/// <summary>An access to the configuration space of a PCI function, made through the two ports.</summary>
/// <param name="Function">Bus, device and function as the address port takes them: bits 8..23.</param>
internal readonly record struct ConfigurationAccess(uint Function, byte Offset, bool IsWrite, uint Value)
{
    public string Name => $"{Function >> 16 & 0xff:x2}:{Function >> 11 & 0x1f:x2}.{Function >> 8 & 7}";
}

/// <summary>A base address register: the mask it answered to all ones, and where the driver put it.</summary>
internal readonly record struct BarFact(int Number, uint Mask, bool Is64, ulong Size, ulong Address);

/// <summary>A capability of the device. The fields after the first two are those of a virtio capability.</summary>
internal readonly record struct CapabilityFact(byte At, byte Id, byte Next, byte Kind, byte Bar, uint Offset, uint? Multiplier);

/// <summary>
/// What the register accesses of a bring-up say, read back out of the record: configuration space, BARs, capabilities, and where the
/// device's registers therefore are.
/// </summary>
internal sealed class Discovery
{
    private const byte VirtioCapability = 9;
    private const ulong AddressPort = 0xcf8;
    private const ulong DataPort = 0xcfc;

    private readonly Dictionary<byte, uint> _read = [];

    public Discovery(IReadOnlyList<RegisterEvent> events)
    {
        Events = events;
        Configuration = [.. ConfigurationAccesses(events)];
        Function = Configuration[^1].Function;
        foreach (var access in Configuration.Where(a => a.Function == Function && !a.IsWrite))
        {
            // The first read of a capability is before anything was written to it.
            _read.TryAdd(access.Offset, access.Value);
        }

        Bars = [.. FindBars()];
        Capabilities = [.. FindCapabilities()];
        Common = AddressOf(1);
        Notify = AddressOf(2);
        InterruptStatus = AddressOf(3);
        DeviceSpecific = AddressOf(4);
    }

    public IReadOnlyList<RegisterEvent> Events { get; }

    public IReadOnlyList<ConfigurationAccess> Configuration { get; }

    /// <summary>The GPU's function.</summary>
    public uint Function { get; }

    public string FunctionName => Configuration[^1].Name;

    public IReadOnlyList<BarFact> Bars { get; }

    public IReadOnlyList<CapabilityFact> Capabilities { get; }

    /// <summary>Guest-physical address of the common configuration.</summary>
    public ulong Common { get; }

    /// <summary>Guest-physical address of the first doorbell.</summary>
    public ulong Notify { get; }

    /// <summary>Guest-physical address of the interrupt status byte.</summary>
    public ulong InterruptStatus { get; }

    /// <summary>Guest-physical address of the GPU's own configuration.</summary>
    public ulong DeviceSpecific { get; }

    /// <summary>The dword that was first read at an offset of the GPU's configuration space.</summary>
    public uint ConfigurationWord(byte offset) => _read[offset];

    /// <summary>The last value written to a register of the common configuration before the record's end, among those after the queue was selected.</summary>
    /// <param name="queue">The queue that must be selected at that time.</param>
    public uint QueueRegister(uint queue, ulong offset)
    {
        uint selected = 0;
        uint? value = null;
        foreach (var e in Events)
        {
            if (e.Address == Common + CommonRegisters.QueueSelect && e.Operation == RegisterOperation.WriteUInt16)
            {
                selected = e.Value;
            }
            else if (selected == queue && e.Address == Common + offset && e.Operation is not (RegisterOperation.PortIn or RegisterOperation.PortOut))
            {
                value = e.Value;
            }
        }

        return value ?? throw new InvalidOperationException($"The register at +0x{offset:x} of queue {queue} was never touched.");
    }

    /// <summary>The 64-bit address of a queue's area: two registers.</summary>
    public ulong QueueAddress(uint queue, ulong offset) => QueueRegister(queue, offset) | ((ulong)QueueRegister(queue, offset + 4) << 32);

    private static IEnumerable<ConfigurationAccess> ConfigurationAccesses(IReadOnlyList<RegisterEvent> events)
    {
        uint selected = 0;
        foreach (var e in events)
        {
            if (e is { Operation: RegisterOperation.PortOut, Address: AddressPort })
            {
                selected = e.Value;
            }
            else if (e.Address == DataPort && e.Operation is RegisterOperation.PortIn or RegisterOperation.PortOut)
            {
                yield return new ConfigurationAccess(selected & 0xffff00, (byte)selected, e.Operation == RegisterOperation.PortOut, e.Value);
            }
        }
    }

    private IEnumerable<BarFact> FindBars()
    {
        for (var bar = 0; bar < 6; bar++)
        {
            var own = AccessesAt((byte)(0x10 + (4 * bar)));
            if (own.Count(a => a.IsWrite) < 2)
            {
                continue;
            }

            var mask = own.First(a => !a.IsWrite).Value;
            var is64 = (mask & 6) == 4;
            var high = is64 ? AccessesAt((byte)(0x14 + (4 * bar))).First(a => !a.IsWrite).Value : uint.MaxValue;
            var size = ~(((ulong)high << 32) | (mask & 0xfffffff0)) + 1;
            yield return new BarFact(bar, mask, is64, size, own.Last(a => a.IsWrite).Value);
            bar += is64 ? 1 : 0;
        }
    }

    private IEnumerable<CapabilityFact> FindCapabilities()
    {
        for (var at = (byte)ConfigurationWord(0x34); at != 0;)
        {
            var head = ConfigurationWord(at);
            var (id, next) = ((byte)head, (byte)(head >> 8));
            yield return id == VirtioCapability
                ? new CapabilityFact(
                    at, id, next, (byte)(head >> 24), (byte)ConfigurationWord((byte)(at + 4)), ConfigurationWord((byte)(at + 8)),
                    _read.TryGetValue((byte)(at + 16), out var multiplier) && head >> 24 == 2 ? multiplier : null)
                : new CapabilityFact(at, id, next, 0, 0, 0, null);
            at = next;
        }
    }

    private ConfigurationAccess[] AccessesAt(byte offset) => [.. Configuration.Where(a => a.Function == Function && a.Offset == offset)];

    private ulong AddressOf(byte kind)
    {
        var capability = Capabilities.First(c => c.Id == VirtioCapability && c.Kind == kind);
        return Bars.First(b => b.Number == capability.Bar).Address + capability.Offset;
    }
}
