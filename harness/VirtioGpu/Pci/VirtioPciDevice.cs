using Harness.Processes;
using Harness.VirtioGpu.Queues;
using Harness.VirtioGpu.Registers;

namespace Harness.VirtioGpu.Pci;

/// <summary>
/// A virtio device behind the modern PCI transport (PROTOCOL section 6.3): registers found by capability, features, status, queues.
/// </summary>
public sealed class VirtioPciDevice
{
    private const ushort VirtioVendor = 0x1af4;
    private const byte VendorCapability = 9;

    private readonly IRegisterAccess _registers;
    private readonly ulong _common;
    private readonly ulong _notify;
    private readonly ulong _interruptStatus;
    private readonly ulong _deviceConfiguration;
    private readonly uint _notifyMultiplier;

    private VirtioPciDevice(IRegisterAccess registers, PciConfiguration configuration, PciAddress function)
    {
        _registers = registers;
        Function = function;
        var bars = configuration.AssignBars(function);
        foreach (var capability in configuration.Capabilities(function))
        {
            if (capability.Id != VendorCapability)
            {
                continue;
            }

            byte At(int offset) => (byte)(capability.Offset + offset);
            var kind = configuration.ReadByte(function, At(3));
            var bar = configuration.ReadByte(function, At(4));
            if (bar >= bars.Length)
            {
                continue;
            }

            var address = bars[bar] + configuration.Read(function, At(8));
            switch (kind)
            {
                // The first capability of a kind is the one to use.
                case 1 when _common == 0:
                    _common = address;
                    break;
                case 2 when _notify == 0:
                    _notify = address;
                    _notifyMultiplier = configuration.Read(function, At(16));
                    break;
                case 3 when _interruptStatus == 0:
                    _interruptStatus = address;
                    break;
                case 4 when _deviceConfiguration == 0:
                    _deviceConfiguration = address;
                    break;
                default:
                    break;
            }
        }

        if (_common == 0 || _notify == 0 || _interruptStatus == 0 || _deviceConfiguration == 0)
        {
            throw new InvalidOperationException($"PCI function {function} has no modern virtio registers. Is the device in legacy mode?");
        }
    }

    /// <summary>Where the device is.</summary>
    public PciAddress Function { get; }

    /// <summary>What the device offered at the last <see cref="Negotiate"/>.</summary>
    public VirtioFeatures Offered { get; private set; }

    /// <summary>What both sides agreed on.</summary>
    public VirtioFeatures Negotiated { get; private set; }

    /// <summary>Finds the first device with that virtio device type on bus 0, assigns its BARs and reads its capabilities.</summary>
    public static VirtioPciDevice Find(IRegisterAccess registers, ushort virtioType)
    {
        const ushort ModernBase = 0x1040;
        var configuration = new PciConfiguration(registers);
        var function = configuration.Find(VirtioVendor, (ushort)(ModernBase + virtioType))
            ?? throw new InvalidOperationException($"There is no virtio device of type {virtioType} on PCI bus 0. Does the command line have one?");
        return new VirtioPciDevice(registers, configuration, function);
    }

    /// <summary>Resets the device and waits until it says so.</summary>
    public void Reset(Deadline deadline)
    {
        WriteStatus(0);
        while (_registers.ReadByte(_common + CommonOffset.Status) != 0)
        {
            if (deadline.Passed)
            {
                throw new Virgl.DeviceException(
                    Virgl.DeviceFault.Hang, $"The device did not leave reset within {deadline.Allowed.TotalSeconds:0.###} s.");
            }
        }
    }

    /// <summary>Acknowledges the device and settles features: what is wanted and offered, and VERSION_1.</summary>
    public void Negotiate(VirtioFeatures wanted)
    {
        WriteStatus(DeviceStatus.Acknowledge);
        WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver);
        Offered = (VirtioFeatures)(ReadFeatures(0) | ((ulong)ReadFeatures(1) << 32));
        if (!Offered.HasFlag(VirtioFeatures.Version1))
        {
            throw new InvalidOperationException($"The device does not offer VERSION_1 (it offers 0x{(ulong)Offered:x}).");
        }

        Negotiated = Offered & (wanted | VirtioFeatures.Version1);
        WriteFeatures(0, (uint)Negotiated);
        WriteFeatures(1, (uint)((ulong)Negotiated >> 32));
        const byte Settled = DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk;
        WriteStatus(Settled);
        if ((_registers.ReadByte(_common + CommonOffset.Status) & DeviceStatus.FeaturesOk) == 0)
        {
            throw new InvalidOperationException($"The device refused the features 0x{(ulong)Negotiated:x} of the 0x{(ulong)Offered:x} that it offered.");
        }
    }

    /// <summary>Entries the device offers for a queue; 0 when there is no such queue.</summary>
    public ushort QueueSize(ushort queue)
    {
        _registers.WriteUInt16(_common + CommonOffset.QueueSelect, queue);
        return _registers.ReadUInt16(_common + CommonOffset.QueueSize);
    }

    /// <summary>Hands a queue's rings to the device and returns its doorbell.</summary>
    public PreparedWrite Enable(Virtqueue queue)
    {
        _registers.WriteUInt16(_common + CommonOffset.QueueSelect, queue.Index);
        _registers.WriteUInt16(_common + CommonOffset.QueueSize, queue.Size);
        WriteAddress(CommonOffset.QueueDescriptors, queue.DescriptorTable);
        WriteAddress(CommonOffset.QueueAvailable, queue.AvailableRing);
        WriteAddress(CommonOffset.QueueUsed, queue.UsedRing);
        var notifyOffset = _registers.ReadUInt16(_common + CommonOffset.QueueNotifyOffset);
        _registers.WriteUInt16(_common + CommonOffset.QueueEnable, 1);
        return _registers.Prepare(_notify + (notifyOffset * (ulong)_notifyMultiplier), queue.Index);
    }

    /// <summary>Tells the device that the driver is ready.</summary>
    public void Start()
        => WriteStatus(DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk | DeviceStatus.DriverOk);

    /// <summary>Whether the device gave up (a broken ring): it wants a reset.</summary>
    public bool NeedsReset => (_registers.ReadByte(_common + CommonOffset.Status) & DeviceStatus.NeedsReset) != 0;

    /// <summary>Reads and clears the interrupt status: bit 0 a queue, bit 1 the configuration.</summary>
    public byte AcknowledgeInterrupt()
    {
        var status = _registers.ReadByte(_interruptStatus);
        QueueAnnouncements += status & 1;
        return status;
    }

    /// <summary>How often <see cref="AcknowledgeInterrupt"/> found that a queue had news. The queues share one interrupt.</summary>
    internal long QueueAnnouncements { get; private set; }

    /// <summary>Reads a dword of the device's own configuration.</summary>
    public uint ReadConfiguration(uint offset) => _registers.ReadUInt32(_deviceConfiguration + offset);

    /// <summary>Writes a dword of the device's own configuration.</summary>
    public void WriteConfiguration(uint offset, uint value) => _registers.WriteUInt32(_deviceConfiguration + offset, value);

    private void WriteStatus(byte status) => _registers.WriteByte(_common + CommonOffset.Status, status);

    private uint ReadFeatures(uint half)
    {
        _registers.WriteUInt32(_common + CommonOffset.DeviceFeatureSelect, half);
        return _registers.ReadUInt32(_common + CommonOffset.DeviceFeature);
    }

    private void WriteFeatures(uint half, uint bits)
    {
        _registers.WriteUInt32(_common + CommonOffset.DriverFeatureSelect, half);
        _registers.WriteUInt32(_common + CommonOffset.DriverFeature, bits);
    }

    private void WriteAddress(ulong offset, ulong address)
    {
        _registers.WriteUInt32(_common + offset, (uint)address);
        _registers.WriteUInt32(_common + offset + 4, (uint)(address >> 32));
    }

    private static class DeviceStatus
    {
        public const byte Acknowledge = 1;
        public const byte Driver = 2;
        public const byte DriverOk = 4;
        public const byte FeaturesOk = 8;
        public const byte NeedsReset = 0x40;
    }

    private static class CommonOffset
    {
        public const ulong DeviceFeatureSelect = 0x00;
        public const ulong DeviceFeature = 0x04;
        public const ulong DriverFeatureSelect = 0x08;
        public const ulong DriverFeature = 0x0c;
        public const ulong Status = 0x14;
        public const ulong QueueSelect = 0x16;
        public const ulong QueueSize = 0x18;
        public const ulong QueueEnable = 0x1c;
        public const ulong QueueNotifyOffset = 0x1e;
        public const ulong QueueDescriptors = 0x20;
        public const ulong QueueAvailable = 0x28;
        public const ulong QueueUsed = 0x30;
    }
}
